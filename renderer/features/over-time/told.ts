/** What a period comes to, before it is drawn: how often, since when, how long. Pure. */
import type { Span } from '../../../src/history/bands.ts';
import { percentile } from '../../../src/reading/statistics.ts';
import { msOfUnits } from '../../../src/history/line.ts';
import {
  marksOf,
  totalMs,
  type Hour,
  type Lane,
  type Mark,
  type Run,
  type State,
  type Stretch,
} from './states.ts';

export interface Episode extends Span {
  readonly lanes: readonly Lane[];
}

/** Stretches without pause in which a lane had the state, each with the lanes that had it. */
export function episodesOf(stretches: readonly Stretch[], state: State): readonly Episode[] {
  const episodes: Episode[] = [];
  for (const { fromMs, toMs, states } of stretches) {
    const lanes = (Object.keys(states) as Lane[]).filter((lane) => states[lane] === state);
    if (lanes.length === 0) continue;
    const last = episodes.at(-1);
    if (last?.toMs === fromMs)
      episodes[episodes.length - 1] = { ...last, toMs, lanes: [...new Set([...last.lanes, ...lanes])] };
    else episodes.push({ fromMs, toMs, lanes });
  }
  return episodes;
}

export interface Figures {
  /** Milliseconds; null: no sample came back. */
  readonly medianMs: number | null;
  readonly sent: number;
  readonly lost: number;
}

/** The median is the one of the runs' or the hours' own medians: samples are not kept so long. */
export function figuresOf(
  rows: readonly (Pick<Run, 'spread' | 'sent' | 'lost'> | Pick<Hour, 'median' | 'sent' | 'lost'>)[],
): Figures {
  const medians = rows.flatMap((row) => ('median' in row ? row.median : row.spread?.median) ?? []);
  const median = percentile(medians, 0.5);
  const sum = (of: 'sent' | 'lost') => rows.reduce((all, row) => all + row[of], 0);
  return { medianMs: median === null ? null : msOfUnits(median), sent: sum('sent'), lost: sum('lost') };
}

/** Those that began in the span: times of one form are compared as texts, as thousands are. */
export function within(runs: readonly Run[], { fromMs, toMs }: Span): readonly Run[] {
  const [from, to] = [new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
  return runs.filter(({ at }) => at >= from && at < to);
}

/** When the last full check before the end of the span began: what a shorter run does not measure is as old as that. Null: none is in these runs. */
export function lastFull(runs: readonly Run[], { toMs }: Span): number | null {
  const to = new Date(toMs).toISOString();
  const last = runs.findLast(({ at, kind }) => kind === 'full' && at < to);
  return last === undefined ? null : Date.parse(last.at);
}

export interface Longest {
  readonly fromMs: number;
  readonly ms: number;
  /** Only the hour is known. */
  readonly isHour: boolean;
}

export interface Row extends Span, Figures {
  readonly marks: readonly Mark[];
  readonly watchedMs: number;
  /** Null: never not ready. */
  readonly longest: Longest | null;
  readonly runs: readonly Run[];
}

export function rowOf(span: Span, marks: readonly Mark[], runs: readonly Run[]): Row {
  const own = marksOf(marks, span);
  const bad = own.filter(({ state }) => state === 'not-ready').sort(byLength);
  const here = within(runs, span);
  const [longest] = bad;
  return {
    ...span,
    ...figuresOf(here),
    marks: own,
    watchedMs: watchedOf(own),
    longest:
      longest === undefined
        ? null
        : { fromMs: longest.fromMs, ms: longest.toMs - longest.fromMs, isHour: false },
    runs: here,
  };
}

const byLength = (a: Span, b: Span): number => b.toMs - b.fromMs - (a.toMs - a.fromMs);

function watchedOf(marks: readonly Mark[]): number {
  return marks.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0) - totalMs(marks, 'not-watched');
}

export function rowOfHours(span: Span, marks: readonly Mark[], hours: readonly Hour[]): Row {
  const own = marksOf(marks, span);
  const here = hours.filter(({ at }) => at >= span.fromMs && at < span.toMs);
  return {
    ...span,
    ...figuresOf(here),
    marks: own,
    watchedMs: watchedOf(own),
    longest: longestOf(here, own),
    runs: [],
  };
}

/** What goes on over the hour is one: the hours say when theirs began. Where they do not, the drawn mark says how long and the hour when. */
function longestOf(hours: readonly Hour[], marks: readonly Mark[]): Longest | null {
  const told: Longest[] = [];
  for (const { longestAt: fromMs, longestMs: ms } of hours) {
    if (fromMs === null) continue;
    const last = told.at(-1);
    if (last !== undefined && last.fromMs + last.ms === fromMs)
      told[told.length - 1] = { ...last, ms: last.ms + ms };
    else told.push({ fromMs, ms, isHour: false });
  }
  const drawn = marks.filter(({ state }) => state === 'not-ready').sort(byLength)[0];
  const [longest] = told.sort((a, b) => b.ms - a.ms);
  if (longest !== undefined || drawn === undefined) return longest ?? null;
  return {
    fromMs: Math.floor(drawn.fromMs / 3_600_000) * 3_600_000,
    ms: drawn.toMs - drawn.fromMs,
    isHour: true,
  };
}

export interface Change {
  readonly atMs: number;
  readonly what: 'woke' | 'address' | 'clock' | 'metered' | 'network' | 'vpn-on' | 'vpn-off' | 'cause';
  /** Of the cause that came; null: it went, or it is another change. */
  readonly code: string | null;
}

const OF_EVENT = { resume: 'woke', address: 'address', 'clock-step': 'clock', metered: 'metered' } as const;

/** What was noticed between two runs, and what differs from one to the next. */
export function changesOf(runs: readonly Run[]): readonly Change[] {
  return runs.flatMap((run, index) => {
    const before = runs[index - 1];
    const atMs = Date.parse(run.at);
    const noticed = run.events.map(({ at, event }) => ({
      atMs: Date.parse(at),
      what: OF_EVENT[event],
      code: null,
    }));
    return before === undefined
      ? noticed
      : [...noticed, ...differences(before, run).map((one) => ({ atMs, ...one }))];
  });
}

function differences(before: Run, run: Run): readonly Omit<Change, 'atMs'>[] {
  const differs = (key: 'network' | 'vpn') =>
    before[key] !== null && run[key] !== null && before[key] !== run[key];
  const [was, code] = [causeOf(before), causeOf(run)];
  return [
    ...(differs('network') ? [{ what: 'network', code: null } as const] : []),
    ...(differs('vpn') ? [{ what: run.vpn === true ? 'vpn-on' : 'vpn-off', code: null } as const] : []),
    ...(was === code ? [] : [{ what: 'cause', code } as const]),
  ];
}

function causeOf({ cause }: Run): string | null {
  return cause?.code ?? null;
}

/** Why nobody watched, as far as the run after the gap says it. */
export function reasonOf(gap: Span, changes: readonly Change[]): 'asleep' | 'metered' | 'not-watched' {
  const near = changes.filter(({ atMs }) => atMs >= gap.fromMs - 60_000 && atMs <= gap.toMs + 10_000);
  if (near.some(({ what, atMs }) => what === 'woke' && atMs >= gap.toMs - 60_000)) return 'asleep';
  return near.some(({ what }) => what === 'metered') ? 'metered' : 'not-watched';
}
