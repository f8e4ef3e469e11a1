/** One linear scale for all Regions, with the edges of the grades; wide enough for the slowest. */
import type { Limits } from '../../../src/judge/limits.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';

/** Where one grade ends and the next begins, as the report was judged; none in a report of an older version. */
export function gradeEdges(
  limits: Limits | undefined,
): readonly { readonly ms: number; readonly grade: Grade }[] {
  if (limits === undefined) return [];
  const { optimalBelow, usableBelow, poorUpTo } = limits.gradeMs;
  return [
    { ms: optimalBelow, grade: 'usable' },
    { ms: usableBelow, grade: 'poor' },
    { ms: poorUpTo, grade: 'unusable' },
  ];
}

type Grade = NonNullable<RegionFigures['grade']>;

/** Room above the last edge, so that what is beyond it can be seen. */
const HEADROOM = 1.2;

export function topOf(regions: readonly RegionFigures[], limits: Limits | undefined): number {
  const most = Math.max(0, ...regions.map(({ rtt }) => rtt?.p95Ms ?? rtt?.medianMs ?? 0));
  return Math.max((limits?.gradeMs.poorUpTo ?? 0) * HEADROOM, Math.ceil(most / 50) * 50, 1);
}

/** Middle 90 of 100 of the samples. */
export function middleNinety(samples: readonly number[]): { from: number; to: number } | null {
  if (samples.length === 0) return null;
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { from: at(0.05), to: at(0.95) };
}

export function samplesOf({ rtt }: RegionFigures): number[] {
  return rtt?.servers.flatMap(({ samplesMs }) => samplesMs.filter((ms) => ms !== null)) ?? [];
}
