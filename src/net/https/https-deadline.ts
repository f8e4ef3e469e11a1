/**
 * One phase of an attempt under its own time-out and the run's signal. Unlike `call-deadline.ts`, what a phase opened stays open when
 * it ends well, because the next phase goes on with it.
 */
import type { CallOptions } from '../../probes/ports.ts';

/** What `withinPhase` gives back when the phase's own time is over. */
export const TIMED_OUT: unique symbol = Symbol('timed out');

/**
 * Runs `phase` with a signal that fires after `timeoutMs` or with the run's signal; the phase must end (reject) when it fires
 * and leave nothing open. Rejects with the run's reason when that fired, else with whatever the phase rejects with.
 * (Not AbortSignal.any with AbortSignal.timeout: on Node 20 such a signal can be collected before it fires, nodejs/node #54614.)
 */
export async function withinPhase<T>(
  { timeoutMs, signal }: CallOptions,
  phase: (signal: AbortSignal) => Promise<T>,
): Promise<T | typeof TIMED_OUT> {
  signal.throwIfAborted();
  const inner = new AbortController();
  const cancel = (): void => inner.abort(signal.reason);
  signal.addEventListener('abort', cancel, { once: true });
  // setImmediate: what the sockets have ready is read first, so that our own lateness never reads as silence.
  const timer = setTimeout(() => setImmediate(() => inner.abort(TIMED_OUT)), Math.max(0, timeoutMs));
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
