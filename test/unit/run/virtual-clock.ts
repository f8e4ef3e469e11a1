/** A clock that jumps to the next sleeper as soon as nothing else is left to do: a run of seconds takes milliseconds, in a fixed order. */
import type { Clock } from '../../../src/probes/ports.ts';

interface Sleeper {
  readonly atMs: number;
  readonly resolve: () => void;
}

export function virtualClock(): Clock {
  let nowMs = 0;
  let ticking = false;
  const sleepers = new Set<Sleeper>();
  const tick = (): void => {
    const next = [...sleepers].sort((a, b) => a.atMs - b.atMs)[0];
    if (!next) {
      ticking = false;
      return;
    }
    nowMs = Math.max(nowMs, next.atMs);
    sleepers.delete(next);
    next.resolve();
    setImmediate(tick);
  };
  return {
    nowMs: () => nowMs,
    wallTime: () => new Date(Date.UTC(2026, 0, 1) + nowMs),
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return void reject(signal.reason as Error);
        const cancel = (): void => {
          sleepers.delete(sleeper);
          reject(signal.reason as Error);
        };
        const sleeper = {
          atMs: nowMs + ms,
          resolve: () => {
            signal.removeEventListener('abort', cancel);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal.addEventListener('abort', cancel);
        if (!ticking) {
          ticking = true;
          setImmediate(tick);
        }
      }),
  };
}
