/** One phase under its own time-out and the run's signal. A time-out is a value, a cancelled run rejects. */
import type { CallOptions } from '../probes/ports.ts';

/** What `withDeadline` gives back when the phase's own time is over. */
export const TIMED_OUT: unique symbol = Symbol('timed out');

/**
 * Runs `phase` with a signal that fires after `timeoutMs` or with the run's signal; the phase must end (reject) when it fires
 * and leave nothing open. Rejects with the run's reason when that fired, else with whatever the phase rejects with.
 * (Not AbortSignal.any with AbortSignal.timeout: on Node 20 such a signal can be collected before it fires, nodejs/node #54614.)
 */
export async function withDeadline<T>(
  { timeoutMs, signal }: CallOptions,
  phase: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof TIMED_OUT> {
  signal.throwIfAborted();
  const inner = new AbortController();
  const cancel = (): void => inner.abort(signal.reason);
  signal.addEventListener('abort', cancel, { once: true });
  const timer = setTimeout(() => inner.abort(TIMED_OUT), Math.max(0, timeoutMs));
  try {
    return await phase(inner.signal);
  } catch (error) {
    signal.throwIfAborted();
    if (inner.signal.aborted) return TIMED_OUT;
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

/** Rejects as soon as the signal fires; the late result of `work` is discarded. For calls that take no signal themselves. */
export function abandonable<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abandon = (): void => reject(asError(signal.reason));
    if (signal.aborted) abandon();
    signal.addEventListener('abort', abandon, { once: true });
    const settled = (): void => signal.removeEventListener('abort', abandon);
    work.then(resolve, reject).finally(settled);
  });
}

/** The reason of an aborted signal as something that may be thrown. */
function asError(reason: unknown): Error {
  return reason as Error;
}
