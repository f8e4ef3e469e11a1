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

function watchLoopDelay(): () => number | null {
  const histogram = monitorEventLoopDelay({ resolution: WATCH_PERIOD_MS });
  histogram.enable();
  return () => {
    histogram.disable();
    const { count, mean } = histogram;
    // Node's histogram holds the whole interval between two ticks of its timer, so the period is taken off.
    const stallMs = (rank: number): number =>
      Math.max(0, histogram.percentile((100 * (count - rank + 0.5)) / count) / 1e6 - WATCH_PERIOD_MS);
    return count === 0 ? null : latenessOf(stallMs, count, (mean * count) / 1e6);
  };
}

/** Below the longest so many nothing is told apart: the next one stands for what is left. */
const MOST_STALLS = 200;
/** Of all moments so many may be later than what is told. */
const LATER_SHARE = 0.01;

/**
 * How late what comes at any moment is taken up, 99th percentile in ms: a stall of 100 ms is one of a hundred ticks and a tenth of the time of
 * a short series, so stalls count by their length. Of n stalls longer than x the time beyond x is the share that is later.
 *
 * @param stallMs the stall of a rank: 1 the longest, `count` the shortest
 * @param watchedMs how long was watched
 */
export function latenessOf(stallMs: (rank: number) => number, count: number, watchedMs: number): number {
  let [sumMs, lateMs] = [0, 0];
  for (let rank = 1; rank <= Math.min(count, MOST_STALLS); rank += 1) {
    const stall = stallMs(rank);
    if (stall <= lateMs) return lateMs;
    sumMs += stall;
    lateMs = Math.max(lateMs, (sumMs - LATER_SHARE * watchedMs) / rank);
  }
  return count > MOST_STALLS ? Math.max(lateMs, stallMs(MOST_STALLS + 1)) : lateMs;
}
