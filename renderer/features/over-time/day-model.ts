/** Everything that the picture, the table and the cursor of a day share. Pure. */
import type { Span } from '../../../src/history/bands.ts';
import { rangeOf } from './geometry.ts';
import type { Zone } from './period.ts';
import { marksOf, stretchesOf, type Mark, type Run, type SpanResult, type Stretch } from './states.ts';
import { changesOf, figuresOf, reasonOf, type Change, type Figures } from './told.ts';

export interface DayModel {
  readonly day: Span;
  readonly range: Span;
  readonly zone: Zone;
  readonly stretches: readonly Stretch[];
  /** The worst of all lanes, over the day. */
  readonly marks: readonly Mark[];
  /** Of one Region: samples of two are two ways. */
  readonly runs: readonly Run[];
  readonly region: string | null;
  readonly otherRegions: readonly string[];
  readonly changes: readonly Change[];
  readonly reports: readonly Run[];
  readonly figures: Figures;
  readonly limits: SpanResult['limits'];
  readonly titles: SpanResult['titles'];
  readonly bands: SpanResult['bands'];
  /** Moments at which something changes: where the cursor goes. */
  readonly stops: readonly number[];
}

interface Shown {
  readonly day: Span;
  readonly zone: Zone;
  readonly nowMs: number;
  /** Null: the one with most runs. */
  readonly region: string | null;
}

export function dayModel(result: SpanResult, { day, zone, nowMs, region: chosen }: Shown): DayModel {
  const stretches = stretchesOf(result.bands);
  const marks = marksOf(stretches, day);
  const regions = regionsOf(result.runs);
  const region = chosen ?? regions[0] ?? null;
  const runs = result.runs.filter((run) => run.region === region || run.region === null);
  const range = rangeOf(marks, day, nowMs);
  const changes = changesOf(runs);
  const reports = result.runs.filter(({ hasReport }) => hasReport);
  const stops = [
    ...stretches.map(({ fromMs }) => fromMs),
    ...changes.map(({ atMs }) => atMs),
    ...reports.map(({ at }) => Date.parse(at)),
  ].filter((ms) => ms > range.fromMs && ms < Math.min(range.toMs, nowMs));
  return {
    ...{ day, zone, range, stretches, marks, runs, region, changes, reports },
    otherRegions: regions.filter((code) => code !== region),
    figures: figuresOf(runs),
    limits: result.limits,
    titles: result.titles,
    bands: result.bands,
    stops: [...new Set(stops)].sort((a, b) => a - b),
  };
}

/** The one with most runs first. */
function regionsOf(runs: readonly Run[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { region } of runs) if (region !== null) counts.set(region, (counts.get(region) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([code]) => code);
}

export interface Gap extends Span {
  readonly reason: ReturnType<typeof reasonOf>;
}

export function gapsOf({ marks, changes }: Pick<DayModel, 'marks' | 'changes'>): readonly Gap[] {
  return marks
    .filter(({ state }) => state === 'not-watched')
    .map(({ fromMs, toMs }) => ({ fromMs, toMs, reason: reasonOf({ fromMs, toMs }, changes) }));
}

export interface Segment extends Span {
  readonly name: string;
}

/** Which network the runs were on, by letter in the order of their first sight; empty where it was one and the same. */
export function networkSegments(runs: readonly Run[], gaps: readonly Span[]): readonly Segment[] {
  const letters = new Map<string, string>();
  for (const { network } of runs)
    if (network !== null && !letters.has(network))
      letters.set(network, String.fromCodePoint(65 + (letters.size % 26)));
  return letters.size < 2
    ? []
    : segmentsOf(runs, gaps, ({ network }) => (network === null ? null : (letters.get(network) ?? null)));
}

export function vpnSegments(runs: readonly Run[], gaps: readonly Span[]): readonly Segment[] {
  return segmentsOf(runs, gaps, ({ vpn }) => (vpn === true ? '' : null));
}

/** Neighbours that are alike are one; a gap in which nobody watched ends it. */
function segmentsOf(
  runs: readonly Run[],
  gaps: readonly Span[],
  nameOf: (run: Run) => string | null,
): readonly Segment[] {
  const segments: Segment[] = [];
  for (const [index, run] of runs.entries()) {
    const name = nameOf(run);
    if (name === null) continue;
    const fromMs = Date.parse(run.at);
    const nextMs = Date.parse(runs[index + 1]?.at ?? run.at);
    const gap = gaps.find((one) => one.fromMs >= fromMs && one.fromMs < nextMs);
    const toMs = Math.max(gap?.fromMs ?? nextMs, fromMs + run.durationMs);
    const last = segments.at(-1);
    if (last !== undefined && last.name === name && last.toMs >= fromMs)
      segments[segments.length - 1] = { ...last, toMs };
    else segments.push({ fromMs, toMs, name });
  }
  return segments;
}

export function isEmpty({ marks }: Pick<DayModel, 'marks'>): boolean {
  return marks.every(({ state }) => state === 'not-watched');
}
