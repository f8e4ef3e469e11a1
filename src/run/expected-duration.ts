/**
 * A forecast of the wall time: what the plan costs on a healthy network, times the pace of this machine's last checks. Blocked ports
 * and dead names are waited out, so a network that is not healthy takes longer; its own past says by how much.
 */
import { median } from '../reading/statistics.ts';
import type { PlanSessions } from '../plan/sessions.ts';
import { targetOf, type Step } from '../plan/step.ts';

/** Figures from the lab's healthy 40 ms path (docs/proof/benchmarks.md). */
const LOOKUP_MS = 50;
const LOOKUPS_AT_ONCE = 32;
const REQUEST_MS = 12;
const SAMPLE_MS = 85;
const SERIES_AT_ONCE = 32;
/** UDP that stays silent, the usual manner of the service: three tries and a second (datagram-tries.ts). */
const SILENCE_MS = 1_850;
/** The controls go to addresses that nobody has: one repeated SYN beside connects that open (patience.ts). */
const CONTROL_MS = 1_300;
/** Reading the machine before the first step, judging after the last (docs/proof/benchmarks.md: wall of the process less that of the run). */
const AROUND_MS = 400;

/** Milliseconds on a healthy network. Skipped rows cost nothing. `sessions`: of these steps. */
export function expectedMs(steps: readonly Step[], { least, bound }: PlanSessions): number {
  // The last window is not waited for.
  const windows = bound === null ? 1 : Math.ceil(least.total / bound.new);
  return quickMs(steps) + Math.max(0, windows - 1) * (bound?.inSeconds ?? 0) * 1000;
}

function quickMs(steps: readonly Step[]): number {
  const active = steps.filter((step) => step.skipped === null);
  const count = (probe: Step['probe']): number => active.filter((step) => step.probe === probe).length;
  const series = active.flatMap((step) => (step.probe === 'rtt' ? [step.samples] : []));
  const rounds = Math.ceil(series.length / SERIES_AT_ONCE);
  const seriesMs = rounds * SAMPLE_MS * Math.max(0, ...series);
  const namesMs = (count('dns') / LOOKUPS_AT_ONCE) * LOOKUP_MS + count('https') * REQUEST_MS;
  const silenceMs = active.some((step) => targetOf(step).transport === 'udp') ? SILENCE_MS : 0;
  const controlMs = active.some((step) => step.role === 'accepts-all-control') ? CONTROL_MS : 0;
  return Math.round(AROUND_MS + Math.max(controlMs, namesMs + Math.max(seriesMs, silenceMs)));
}

/** A past check: what its plan alone had forecast (null: only a part was done) and what it took. */
export interface PastDuration {
  readonly forecastMs: number | null;
  readonly durationMs: number;
  readonly completed: boolean;
  readonly simulated: boolean;
}

/** So many last checks speak: one bad evening is outvoted, a new network has its say after three. */
const LAST = 5;

/** Median of took / forecast over the last checks that were whole and real; 1 where there is none. `past` newest first. */
export function paceOf(past: readonly PastDuration[]): number {
  const ratios = past
    .flatMap(({ forecastMs, durationMs, completed, simulated }) =>
      completed && !simulated && forecastMs !== null && forecastMs > 0
        ? [(durationMs + AROUND_MS) / forecastMs]
        : [],
    )
    .slice(0, LAST);
  return median(ratios) ?? 1;
}
