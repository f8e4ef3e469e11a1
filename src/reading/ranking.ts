/** Ranks the Regions of each partition by reachability, then by round trip. Never across partitions. Why the best one is best, the one voice says. */
import type { Judgement } from '../judge/finding.ts';
import type { RegionFigures } from './region-figures.ts';
import { THRESHOLDS } from './thresholds.ts';
import { compareText } from './view.ts';

export interface Ranked {
  readonly regions: readonly RegionFigures[];
  readonly bestRegion: Judgement['bestRegion'];
}

/** How far apart two round trips in milliseconds may be and still tie: 10 ms or 10 % of the first (the better one), whichever is more. */
export function tieWidth(bestMs: number): number {
  return Math.max(THRESHOLDS.tieMs, bestMs * THRESHOLDS.tieRatio);
}

/**
 * Puts `rank` to the figures of one partition, in their given order. `preferred` is the Region asked for: it wins a tie.
 * Unranked (null): no health-check server, not measured, or too few samples. Unreachable Regions rank last.
 */
export function rankRegions(figures: readonly RegionFigures[], preferred: string | null): Ranked {
  const order = [...orderOf(figures, preferred), ...unreachable(figures)];
  const rankOf = new Map(order.map((region, index) => [region.code, index + 1]));
  const best = order[0]?.reachable === true ? order[0] : null;
  return {
    regions: figures.map((region) => ({ ...region, rank: rankOf.get(region.code) ?? null })),
    bestRegion: best === null ? null : { code: best.code, reasons: [] },
  };
}

function score(region: RegionFigures): number {
  return region.scoreMs ?? Number.POSITIVE_INFINITY;
}

function orderOf(figures: readonly RegionFigures[], preferred: string | null): readonly RegionFigures[] {
  const fit = figures.filter(
    ({ reachable, scoreMs, rtt }) =>
      reachable === true && scoreMs !== null && (rtt?.received ?? 0) >= THRESHOLDS.rankMinSamples,
  );
  const sorted = fit.sort((a, b) => score(a) - score(b) || compareText(a.code, b.code));
  const [fastest] = sorted;
  const asked = sorted.find((region) => region.code === preferred);
  if (fastest === undefined || asked === undefined) return sorted;
  if (score(asked) - score(fastest) > tieWidth(score(fastest))) return sorted;
  return [asked, ...sorted.filter((region) => region !== asked)];
}

function unreachable(figures: readonly RegionFigures[]): readonly RegionFigures[] {
  return figures.filter((region) => region.reachable === false).sort((a, b) => compareText(a.code, b.code));
}
