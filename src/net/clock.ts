/** The real clock. Monotonic time is `performance.now()`, which the system's time setting does not move. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../probes/ports.ts';
import { onAbort } from './on-abort.ts';

/** Period of the event-loop watch: short enough to see a burst of 5 ms, long enough to cost nothing. */
const WATCH_PERIOD_MS = 5;

export function makeClock(): Clock {
  return {
    nowMs: () => performance.now(),
    wallTime: () => new Date(),
    sleep,
    watchLoopDelay,
  };
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
    const forget = onAbort(signal, () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

/** Node's histogram holds the whole interval between two ticks of its timer, so the period is taken off. */
function watchLoopDelay(): () => number | null {
  const histogram = monitorEventLoopDelay({ resolution: WATCH_PERIOD_MS });
  histogram.enable();
  return () => {
    histogram.disable();
    const p99Ms = histogram.percentile(99) / 1e6;
    return histogram.count === 0 ? null : Math.max(0, p99Ms - WATCH_PERIOD_MS);
  };
}
