/** The real clock. Monotonic time is `performance.now()`, which the system's time setting does not move. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Clock } from '../probes/ports.ts';

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
    const cancel = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    signal.addEventListener('abort', cancel, { once: true });
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
