/** Order statistics on measured figures. An empty list has none: null, never 0. */

/** Middle value; mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number | null {
  return quantileOf(sorted(values), 0.5);
}

/** Percentile by linear interpolation between neighbours, `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number | null {
  return quantileOf(sorted(values), share);
}

/** Median of the lower half (the middle value included): the ranking figure, blind to a slow tail (technical-facts A.10). */
export function lowerHalfMedian(values: readonly number[]): number | null {
  const ordered = sorted(values);
  return quantileOf(ordered.slice(0, Math.ceil(ordered.length / 2)), 0.5);
}

/** Mean absolute difference of consecutive values; null for fewer than two. */
export function meanStep(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const steps = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
  return steps.reduce((sum, step) => sum + step, 0) / steps.length;
}

/** Lower end of the 95 % interval of a share (Wilson's score); 0 to 1. */
export function wilsonLower(hits: number, of: number): number {
  const z2 = 1.959964 ** 2;
  const share = hits / of;
  const spread = Math.sqrt((z2 * (share * (1 - share) + z2 / (4 * of))) / of);
  return (share + z2 / (2 * of) - spread) / (1 + z2 / of);
}

function sorted(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

function quantileOf(ordered: readonly number[], share: number): number | null {
  const position = (ordered.length - 1) * share;
  const low = ordered[Math.floor(position)];
  const high = ordered[Math.ceil(position)];
  if (low === undefined || high === undefined) return null;
  return low + (high - low) * (position - Math.floor(position));
}
