/** Square-root scale of the round-trip chart: zero is kept, 38 ms and 375 ms are both readable. */
export const RTT_TOP_MS = 460;

/** The drawing area inside the picture, in its units. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export function yOf(ms: number, plot: Pick<Plot, 'top' | 'bottom'>): number {
  const share = Math.sqrt(Math.max(0, Math.min(ms, RTT_TOP_MS)) / RTT_TOP_MS);
  return round(plot.bottom - share * (plot.bottom - plot.top));
}

export interface SampleMarks {
  readonly dots: readonly { readonly key: number; readonly x: number; readonly y: number }[];
  /** Places of lost samples. */
  readonly lost: readonly number[];
}

/** Evenly spaced in the order of the samples; values beyond the scale stand at its top. */
export function sampleMarks(samples: readonly (number | null)[], plot: Plot): SampleMarks {
  const step = (plot.right - plot.left - 16) / Math.max(1, samples.length - 1);
  const x = (index: number) => round(plot.left + 8 + index * step);
  const dots = samples.flatMap((ms, key) => (ms === null ? [] : [{ key, x: x(key), y: yOf(ms, plot) }]));
  const lost = samples.flatMap((ms, index) => (ms === null ? [x(index)] : []));
  return { dots, lost };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
