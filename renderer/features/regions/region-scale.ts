/** One linear scale for all Regions, with the documented limits; wide enough for the slowest, at least to 460 ms. */
import type { RegionFigures } from '../../../src/reading/region-figures.ts';

export const LIMITS = [100, 250, 375] as const;
const LEAST_TOP_MS = 460;

export function topOf(regions: readonly RegionFigures[]): number {
  const most = Math.max(0, ...regions.map(({ rtt }) => rtt?.p95Ms ?? rtt?.medianMs ?? 0));
  return Math.max(LEAST_TOP_MS, Math.ceil(most / 50) * 50);
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
