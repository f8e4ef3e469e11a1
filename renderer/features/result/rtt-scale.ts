/** Square-root scale of the round-trip chart: zero is kept, 38 ms and the hardest limit are both readable. */
import { PROTOCOLS, type Protocol } from '../../../src/core/words.ts';
import type { Limits } from '../../../src/judge/limits.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';

/** The drawing area inside the picture, in its units, and the delay at its top. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly topMs: number;
}

/** Room above the hardest limit, so that what is beyond it can be seen. */
const HEADROOM = 1.15;

/** A report of an older version has no limits: then the samples alone say how high the scale is. */
export function topOf(limits: Limits | undefined, samples: readonly (number | null)[]): number {
  const edges = PROTOCOLS.flatMap((protocol) => limits?.rttMs[protocol].map(({ fromMs }) => fromMs) ?? []);
  const most = edges.length > 0 ? edges : samples.filter((ms) => ms !== null);
  return Math.max(1, ...most) * HEADROOM;
}

/** Protocols whose limits the chart shows: not one that the kind of client does not have in the Region. */
export function scaledIn({ bands }: Pick<RegionFigures, 'bands'>): readonly Protocol[] {
  return PROTOCOLS.filter((protocol) => bands[protocol] !== null);
}

/** The delays at which a protocol leaves its best band, and at which a session ends: the lines of the chart. */
export function limitsOf(
  limits: Limits | undefined,
  protocols: readonly Protocol[] = PROTOCOLS,
): readonly number[] {
  const lines = protocols.flatMap((protocol) =>
    (limits?.rttMs[protocol] ?? []).flatMap(({ band, fromMs, toMs }) =>
      band === 'best' ? (toMs ?? []) : band === 'terminated' ? fromMs : [],
    ),
  );
  return [...new Set(lines)].sort((a, b) => b - a);
}

export function yOf(ms: number, { top, bottom, topMs }: Pick<Plot, 'top' | 'bottom' | 'topMs'>): number {
  const share = Math.sqrt(Math.max(0, Math.min(ms, topMs)) / topMs);
  return round(bottom - share * (bottom - top));
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
