/**
 * The slow series: connects to the Region 250 ms apart with nothing else running, made where the quick ones lost some. It tells a path
 * that loses packets from one that drops new connections which come quickly (findings.md, second edition, `latency/loss`).
 */
import { measuredOf, type View } from './view.ts';

export interface SlowSeries {
  readonly sent: number;
  readonly lost: number;
  readonly checks: readonly string[];
}

/** Null where none was made: then nothing was asked twice. */
export function slowSeries(view: View, region: string): SlowSeries | null {
  const entries = measuredOf(view, 'rtt', 'slow-series').filter(({ step }) => step.region === region);
  const samples = entries.flatMap(({ evidence }) => evidence.samples);
  if (samples.length === 0) return null;
  const lost = samples.filter(({ rttMs, retransmitted }) => rttMs === null || retransmitted).length;
  return {
    sent: samples.length,
    lost,
    checks: entries.map(({ step }) => step.id),
  };
}
