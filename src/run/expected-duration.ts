/** A forecast of the wall time on a healthy network, for "about 15 seconds": lookups in turns, the pace of the bursts, one series. */
import type { Step } from '../plan/step.ts';

/** Figures from the lab's healthy 40 ms path (docs/benchmarks.md). */
const LOOKUP_MS = 50;
const LOOKUPS_AT_ONCE = 24;
const REQUEST_MS = 12;
const SAMPLE_MS = 85;
const SERIES_AT_ONCE = 16;
/** UDP that stays silent, the usual manner of the service, is waited for this long. */
const SILENCE_MS = 2_500;

/** Milliseconds. Skipped rows cost nothing. */
export function expectedMs(steps: readonly Step[]): number {
  const active = steps.filter((step) => step.skipped === null);
  const count = (probe: Step['probe']): number => active.filter((step) => step.probe === probe).length;
  const series = active.filter((step) => step.probe === 'rtt');
  const rounds = Math.ceil(series.length / SERIES_AT_ONCE);
  const seriesMs = rounds * SAMPLE_MS * Math.max(0, ...series.map((step) => step.samples ?? 0));
  const namesMs = (count('dns') / LOOKUPS_AT_ONCE) * LOOKUP_MS + count('https') * REQUEST_MS;
  return Math.round(namesMs + Math.max(seriesMs, SILENCE_MS));
}
