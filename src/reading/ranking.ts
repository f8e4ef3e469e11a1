/** Ranks the Regions of each partition by reachability, then by round trip; says why the best one is best. Never across partitions. */
import type { Judgement } from '../judge/finding.ts';
import type { RegionFigures } from './region-figures.ts';
import { THRESHOLDS } from './thresholds.ts';
import { compareText } from './view.ts';

export interface Ranked {
  readonly regions: readonly RegionFigures[];
  readonly bestRegion: Judgement['bestRegion'];
}

/** How far apart two scores may be and still tie: 10 ms or 10 % of the better one, whichever is more. */
function tieWidth(bestMs: number): number {
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
    bestRegion: best === null ? null : { code: best.code, reasons: reasonsFor(best, { order, preferred }) },
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

function reasonsFor(
  best: RegionFigures,
  { order, preferred }: { order: readonly RegionFigures[]; preferred: string | null },
): string[] {
  const others = order.filter((region) => region !== best && region.reachable === true);
  const fastest = [...others].sort((a, b) => score(a) - score(b))[0];
  const tie = fastest !== undefined && score(fastest) < score(best);
  const reasons = [
    tie
      ? `It is the Region asked for, and ${fastest.code} is not faster by more than 10 ms or 10 % (${ms(fastest.scoreMs)} against ${ms(best.scoreMs)}).`
      : `Fastest health-check round trip: ${ms(best.scoreMs)} (median of the lower half of the samples).`,
  ];
  const asked = order.find((region) => region.code === preferred);
  if (asked !== undefined && asked !== best && asked.scoreMs !== null)
    reasons.push(`${asked.code}, which was asked for, costs ${ms(asked.scoreMs - score(best))} more.`);
  if (fastest !== undefined)
    reasons.push(
      `Second best: ${fastest.code} at ${ms(fastest.scoreMs)} (${fastest.grade ?? 'not graded'}).`,
    );
  return reasons;
}

function ms(value: number | null): string {
  return value === null ? 'not measured' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
