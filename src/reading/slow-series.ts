/**
 * The slow series: connects to the Region 250 ms apart with nothing else running, made where the quick ones lost some. It tells a path
 * that loses packets from one that drops new connections which come quickly (findings.md, second edition, `latency/loss`).
 */
import { measuredOf, type View } from './view.ts';

export interface SlowSeries {
  readonly sent: number;
  readonly lost: number;
  /** Ended before the count that would clear the path, and before it confirmed anything. */
  readonly cut: boolean;
  readonly checks: readonly string[];
}

/** Connects that clear a path when all of them are answered. */
export const SLOW_SERIES_CONNECTS = 60;
/** Lost ones that confirm a warning, and an error. */
export const SLOW_SERIES_CONFIRMS = { warning: 1, error: 3 } as const;

/** Null where none was made: then nothing was asked twice. */
export function slowSeries(view: View, region: string): SlowSeries | null {
  const entries = measuredOf(view, 'rtt', 'slow-series').filter(({ step }) => step.region === region);
  const samples = entries.flatMap(({ evidence }) => evidence.samples);
  if (samples.length === 0) return null;
  const lost = samples.filter(({ rttMs, retransmitted }) => rttMs === null || retransmitted).length;
  return {
    sent: samples.length,
    lost,
    cut: samples.length < SLOW_SERIES_CONNECTS && lost < SLOW_SERIES_CONFIRMS.error,
    checks: entries.map(({ step }) => step.id),
  };
}
