/** What a row of runs says about a span of time: which verdict held when, and when nobody watched. Pure. */
import { z } from 'zod';
import { PROTOCOLS, VERDICTS } from '../core/words.ts';
import type { HistoryLine } from './line.ts';

export const BAND_LANES = ['overall', ...PROTOCOLS] as const;
export type BandLane = (typeof BAND_LANES)[number];

export const band = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  state: z.enum([...VERDICTS, 'not-watched']),
});
export type Band = z.infer<typeof band>;

export interface Span {
  /** Milliseconds since 1970, UTC; `toMs` is not part of it. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** After so long a verdict is nobody's any more, whatever interval somebody chose (fleet design, trap T1). */
export const VERDICT_HOLDS_MS = 20 * 60_000;

/** A run that is late by a quarter of its interval is still watching; one that is later left a gap. */
const LATE = 1.25;

/** Until when somebody watched by this run, when no other run comes before. */
export function holdsUntilMs({
  at,
  durationMs,
  nextMs,
}: Pick<HistoryLine, 'at' | 'durationMs' | 'nextMs'>): number {
  return Date.parse(at) + durationMs + (nextMs ?? 0) * LATE;
}

/** `ordered` from the first run on that was to hold until `fromMs` or beyond: a later one of them may have ended it before. */
export function heldInto(ordered: readonly HistoryLine[], fromMs: number): readonly HistoryLine[] {
  const first = ordered.findIndex((line) => holdsUntilMs(line) >= fromMs);
  return first === -1 ? [] : ordered.slice(first);
}

/**
 * Adjacent, without overlap, over the whole span. A lane that no run asked about is `not-watched` throughout; where the next run is
 * planned later than a verdict holds, the rest is `unknown`.
 */
export function bandsOf(lines: readonly HistoryLine[], lane: BandLane, { fromMs, toMs }: Span): Band[] {
  const told = inOrder(lines).flatMap((line) => {
    const state = lane === 'overall' ? line.verdict : line.protocols[lane];
    return state === undefined ? [] : [{ line, state }];
  });
  const bands: Band[] = [];
  let doneMs = fromMs;
  const add = (untilMs: number, state: Band['state']): void => {
    const end = Math.min(untilMs, toMs);
    if (end <= doneMs) return;
    const last = bands.at(-1);
    if (last?.state === state) bands[bands.length - 1] = { ...last, toMs: end };
    else bands.push({ fromMs: doneMs, toMs: end, state });
    doneMs = end;
  };
  for (const [index, { line, state }] of told.entries()) {
    const next = told[index + 1]?.line;
    add(Date.parse(line.at), 'not-watched');
    const untilMs = Math.min(holdsUntilMs(line), next === undefined ? toMs : Date.parse(next.at));
    add(Math.min(untilMs, Date.parse(line.at) + line.durationMs + VERDICT_HOLDS_MS), state);
    add(untilMs, 'unknown');
  }
  add(toMs, 'not-watched');
  return bands;
}

/** Oldest first; equal lines once. A day that was merged twice has them twice. */
export function inOrder(lines: readonly HistoryLine[]): readonly HistoryLine[] {
  const once = new Map(lines.map((line) => [`${line.at} ${line.kind} ${line.id}`, line]));
  return [...once].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}
