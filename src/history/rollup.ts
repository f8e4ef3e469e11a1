/** An hour of runs as one line for each Region: what stays when the runs are gone. Pure. */
import { z } from 'zod';
import { VERDICTS, type Verdict } from '../core/words.ts';
import { percentile } from '../reading/statistics.ts';
import { BAND_LANES, bandsOf, heldInto, inOrder, type BandLane, type Span } from './bands.ts';
import type { HistoryLine } from './line.ts';

export const HOUR_MS = 3_600_000;

const minutes = z.record(z.enum(VERDICTS), z.number().nonnegative());
/** In units of 10 µs, as in the lines; null: every sample was lost. */
const spread = z.object({
  min: z.number(),
  p5: z.number(),
  p25: z.number(),
  median: z.number(),
  p75: z.number(),
  p95: z.number(),
  max: z.number(),
});

export const hourLine = z.object({
  /** Begin of the hour, UTC. */
  hour: z.iso.datetime(),
  region: z.string().max(40).nullable(),
  runs: z.number().int().nonnegative(),
  sent: z.number().int().nonnegative(),
  lost: z.number().int().nonnegative(),
  spread: spread.nullable(),
  /** How long each verdict held. What is missing to 60 was not watched. */
  minutes: z.object({ overall: minutes, pcoip: minutes.optional(), dcv: minutes.optional() }),
  longestNotReadyMs: z.number().nonnegative(),
  /** When that began, within this hour; null: never, or an older version wrote it. */
  longestNotReadyAt: z.iso.datetime().nullable().default(null),
  /** Codes of the causes in this hour, the first seen first. */
  causes: z.array(z.string().max(60)).max(60),
});
export type HourLine = z.infer<typeof hourLine>;

/** The hours of a span that a run touches. Lines from before the span count where their verdict holds on into it. */
export function hoursOf(lines: readonly HistoryLine[], { fromMs, toMs }: Span): HourLine[] {
  const ordered = inOrder(lines);
  const regions = [...new Set(ordered.map(({ region }) => region))];
  const hours: HourLine[] = [];
  for (let hourMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS; hourMs < toMs; hourMs += HOUR_MS) {
    for (const region of regions) {
      const hour = hourOf(
        ordered.filter((line) => line.region === region),
        { hourMs, region },
      );
      if (hour !== null) hours.push(hour);
    }
  }
  return hours;
}

function hourOf(
  lines: readonly HistoryLine[],
  { hourMs, region }: { readonly hourMs: number; readonly region: string | null },
): HourLine | null {
  const span = { fromMs: hourMs, toMs: hourMs + HOUR_MS };
  const near = heldInto(lines, span.fromMs).filter(({ at }) => Date.parse(at) < span.toMs);
  const own = near.filter((line) => Date.parse(line.at) >= span.fromMs);
  const overall = minutesOf(near, 'overall', span);
  if (own.length === 0 && Object.values(overall).every((value) => value === 0)) return null;
  const samples = own.flatMap((line) => line.samples);
  const asked = BAND_LANES.filter((lane) => lane !== 'overall').filter((lane) =>
    near.some(({ protocols }) => protocols[lane] !== undefined),
  );
  return {
    hour: new Date(hourMs).toISOString(),
    region,
    runs: own.length,
    sent: samples.length,
    lost: samples.filter((sample) => sample === null).length,
    spread: spreadOf(samples.filter((sample) => sample !== null)),
    minutes: { overall, ...Object.fromEntries(asked.map((lane) => [lane, minutesOf(near, lane, span)])) },
    ...longestNotReady(near, span),
    causes: [...new Set(own.flatMap(({ cause }) => cause?.code ?? []))].slice(0, 60),
  };
}

function longestNotReady(
  lines: readonly HistoryLine[],
  span: Span,
): Pick<HourLine, 'longestNotReadyMs' | 'longestNotReadyAt'> {
  const [longest] = bandsOf(lines, 'overall', span)
    .filter(({ state }) => state === 'not-ready')
    .map(({ fromMs, toMs }) => ({ fromMs, ms: toMs - fromMs }))
    .sort((a, b) => b.ms - a.ms);
  return longest === undefined
    ? { longestNotReadyMs: 0, longestNotReadyAt: null }
    : { longestNotReadyMs: longest.ms, longestNotReadyAt: new Date(longest.fromMs).toISOString() };
}

function minutesOf(lines: readonly HistoryLine[], lane: BandLane, span: Span): Record<Verdict, number> {
  const bands = bandsOf(lines, lane, span);
  const held = (verdict: Verdict): number =>
    bands.filter(({ state }) => state === verdict).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const entries = VERDICTS.map((verdict) => [verdict, Math.round(held(verdict) / 600) / 100] as const);
  return Object.fromEntries(entries) as Record<Verdict, number>;
}

export function spreadOf(samples: readonly number[]): HourLine['spread'] {
  const at = (share: number): number => Math.round(percentile(samples, share) ?? 0);
  if (samples.length === 0) return null;
  return {
    min: at(0),
    p5: at(0.05),
    p25: at(0.25),
    median: at(0.5),
    p75: at(0.75),
    p95: at(0.95),
    max: at(1),
  };
}
