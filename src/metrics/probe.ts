/**
 * `/probe`: a run when a scraper asks, and never more than is fair to hosts that are not ours. One run at a time, each target at most once a
 * minute, two starts at least 20 s apart. Who asks meanwhile shares the run or gets the last result.
 */
import type { Protocol } from '../core/words.ts';
import type { Clock } from '../probes/ports.ts';

export const PROBE_EVERY_MS = 60_000;
const APART_MS = 20_000;
/** What the scraper gives up after, less the way back. */
const MARGIN_MS = 500;
const DEFAULT_TIMEOUT_MS = 10_000;

export interface Target {
  readonly region: string;
  readonly protocol: Protocol | 'both';
}

/** Null: no result in time, and the run goes on for the next one who asks. */
export type Probe<T> = (target: Target, timeoutMs: number) => Promise<T | null>;

interface Kept<T> {
  readonly atMs: number;
  readonly result: T;
}

export function makeProbe<T>(
  { clock, signal }: { readonly clock: Clock; readonly signal: AbortSignal },
  run: (target: Target) => Promise<T>,
): Probe<T> {
  const kept = new Map<string, Kept<T>>();
  const running = new Map<string, Promise<T>>();
  let before: Promise<unknown> = Promise.resolve();
  let startedMs = -Infinity;
  const turn = async (target: Target): Promise<T> => {
    await before.catch(() => undefined);
    await clock.sleep(Math.max(0, startedMs + APART_MS - clock.nowMs()), signal);
    startedMs = clock.nowMs();
    return run(target);
  };
  const start = (key: string, target: Target): Promise<T> => {
    const going = turn(target)
      .then((result) => {
        kept.set(key, { atMs: clock.nowMs(), result });
        return result;
      })
      .finally(() => running.delete(key));
    running.set(key, going);
    before = going;
    return going;
  };
  return async (target, timeoutMs) => {
    const key = `${target.region} ${target.protocol}`;
    const last = kept.get(key);
    if (last !== undefined && clock.nowMs() - last.atMs < PROBE_EVERY_MS) return last.result;
    const going = running.get(key) ?? start(key, target);
    const stop = new AbortController();
    const late = clock.sleep(timeoutMs, stop.signal).then(
      () => null,
      () => null,
    );
    return Promise.race([going, late]).finally(() => stop.abort());
  };
}

/** The scraper says how long it waits (`X-Prometheus-Scrape-Timeout-Seconds`). */
export function timeoutOf(header: string | string[] | undefined): number {
  const given =
    typeof header === 'string' && /^\d{1,3}(?:\.\d{1,9})?$/.test(header) ? Number(header) * 1000 : 0;
  return Math.max(100, (given === 0 ? DEFAULT_TIMEOUT_MS : given) - MARGIN_MS);
}
