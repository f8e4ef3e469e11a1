/** The sentences that a period begins with: what was not ready, then what else. Never a score, never "because". Pure. */
import type { Span } from '../../../src/history/bands.ts';
import type { Say } from './say.ts';
import { marksOf, totalMs, type Lane, type Mark, type Stretch } from './states.ts';
import { episodesOf, type Episode, type Row } from './told.ts';

export interface Headline {
  readonly title: string;
  readonly lead: readonly string[];
  /** What stands just before this moment is told first; null: nothing went wrong. */
  readonly askMs: number | null;
}

/** Shorter gaps are a late run. */
const GAP_MS = 60_000;
const MOST_TIMES = 2;

/** `when`: the day as in a sentence. `range`: what is drawn of it. */
export function dayHeadline(
  say: Say,
  stretches: readonly Stretch[],
  { when, range }: { readonly when: string; readonly range: Span },
): Headline {
  const { text } = say;
  const marks = marksOf(stretches, range);
  if (marks.every(({ state }) => state === 'not-watched'))
    return { title: text.notWatched(when), lead: [], askMs: null };
  const told: Told = {
    when,
    bad: episodesOf(stretches, 'not-ready'),
    limited: episodesOf(stretches, 'degraded'),
    unknownMs: totalMs(marks, 'unknown'),
    lanes: Object.keys(stretches[0]?.states ?? {}).length,
  };
  const title = titleOf(say, told);
  return {
    title: title.text,
    lead: [...alsoTold(say, told, title.of), otherwise(say, marks, title.of), gapsText(say, marks)].filter(
      Boolean,
    ),
    askMs: told.bad[0]?.fromMs ?? told.limited[0]?.fromMs ?? null,
  };
}

/** What the title did not say. */
function alsoTold(say: Say, { limited, unknownMs }: Told, first: First): readonly string[] {
  const { text } = say;
  return [
    limited.length > 0 && first !== 'limited' ? text.alsoLimits(timesOf(say, limited)) : '',
    unknownMs > 0 && first !== 'unknown' ? text.alsoCouldNot(text.span(unknownMs)) : '',
  ];
}

function otherwise({ text }: Say, marks: readonly Mark[], first: First): string {
  return first !== null && marks.some(({ state }) => state === 'ready') ? text.otherwise : '';
}

/** What lies before the first and after the last run is no gap. */
function gapsText({ text }: Say, marks: readonly Mark[]): string {
  const isWatched = ({ state }: Mark): boolean => state !== 'not-watched';
  const between = marks.slice(marks.findIndex(isWatched), marks.findLastIndex(isWatched));
  const ms = totalMs(between, 'not-watched');
  return ms >= GAP_MS ? text.gaps(text.span(ms)) : '';
}

type First = 'bad' | 'limited' | 'unknown' | null;

interface Told {
  readonly bad: readonly Episode[];
  readonly limited: readonly Episode[];
  readonly unknownMs: number;
  readonly when: string;
  readonly lanes: number;
}

function titleOf(say: Say, told: Told): { readonly text: string; readonly of: First } {
  const { text } = say;
  const { bad, limited, unknownMs, when } = told;
  if (bad.length > 0) return { text: badTitle(say, told), of: 'bad' };
  if (unknownMs > 0) return { text: text.couldNot(when, text.span(unknownMs)), of: 'unknown' };
  const [only] = limited;
  if (only === undefined) return { text: text.ready(when), of: null };
  const span = text.span(sumOf(limited));
  return {
    text:
      limited.length === 1
        ? text.limits({ when, at: say.clock(only.fromMs), span })
        : text.limitsOften({ when, times: limited.length, span }),
    of: 'limited',
  };
}

function badTitle(say: Say, { bad, when, lanes }: Told): string {
  const { text } = say;
  const hit = new Set(bad.flatMap((one) => one.lanes));
  const [lane] = hit;
  const protocol = hit.size < lanes && lane !== undefined ? laneName(say, lane) : null;
  const at = say.clock(bad[0]?.fromMs ?? 0);
  const span = text.span(sumOf(bad));
  return bad.length === 1
    ? text.notReady({ protocol, when, at, span })
    : text.notReadyOften({ protocol, when, times: bad.length, span, at });
}

export function laneName({ words, text }: Say, lane: Lane): string {
  return lane === 'overall' ? text.verdict : words.vocabulary.laneName[lane];
}

function sumOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
}

/** `15:22 to 15:53`; more than two are counted. */
function timesOf(say: Say, episodes: readonly Episode[]): string {
  const { text, words } = say;
  if (episodes.length > MOST_TIMES) return text.span(sumOf(episodes));
  const times = episodes.map(({ fromMs, toMs }) => text.fromTo(say.clock(fromMs), say.clock(toMs)));
  return new Intl.ListFormat(words.locale, { type: 'conjunction' }).format(times);
}

/** Of a week, a month, all that is kept: `rows` until now. */
export function longHeadline(
  say: Say,
  rows: readonly Row[],
  { name, nowMs }: { readonly name: string; readonly nowMs: number },
): Headline {
  const { text } = say;
  const watchedMs = rows.reduce((sum, row) => sum + row.watchedMs, 0);
  if (watchedMs === 0) return { title: text.notWatched(text.inPeriod(name)), lead: [], askMs: null };
  const badMs = rows.reduce((sum, { marks }) => sum + totalMs(marks, 'not-ready'), 0);
  const unknownMs = rows.reduce((sum, { marks }) => sum + totalMs(marks, 'unknown'), 0);
  const goneMs = rows.reduce((sum, row) => sum + Math.max(0, Math.min(row.toMs, nowMs) - row.fromMs), 0);
  const watched = text.span(watchedMs);
  return {
    title: badMs > 0 ? text.long(text.span(badMs), watched) : text.longReady(watched),
    lead: [
      longestText(say, rows),
      unknownMs > 0 ? text.alsoCouldNot(text.span(unknownMs)) : '',
      goneMs - watchedMs >= GAP_MS ? text.unwatched(text.span(goneMs - watchedMs)) : '',
    ].filter(Boolean),
    askMs: null,
  };
}

function longestText(say: Say, rows: readonly Row[]): string {
  const all = rows.flatMap(({ longest }) => longest ?? []);
  const [longest] = all.sort((a, b) => b.ms - a.ms);
  if (longest === undefined) return '';
  const day = say.date(longest.fromMs, { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '');
  return say.text.longest({ day, at: momentOf(say, longest), span: say.text.span(longest.ms) });
}

export function momentOf(
  say: Say,
  { fromMs, isHour }: { readonly fromMs: number; readonly isHour: boolean },
): string {
  return isHour ? say.text.afterHour(say.clock(fromMs)) : say.clock(fromMs);
}
