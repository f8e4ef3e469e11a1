/**
 * One shape for every call to the network: it ends by its own result, by its time-out (a value) or by cancellation (a rejection),
 * and whichever comes first, the work's signal fires at the end, so that its sockets are closed and late results go nowhere.
 */
import type { CallOptions } from '../probes/ports.ts';
import { onAbort } from './on-abort.ts';

const TIMED_OUT = Symbol('timed out');
/** One constant: `abort()` without a reason makes an exception with a stack for every call that ended well. */
const ENDED = Symbol('ended');

/**
 * Runs `work` with a signal that fires when the call is over for any reason: whatever `work` opened, it closes on that signal.
 * `atEnd` gives the value for a time-out, or where silence has lasted long enough. Rejects with the caller's reason when the caller's signal fires.
 */
export async function withDeadline<T>(
  options: CallOptions,
  work: (over: AbortSignal) => Promise<T>,
  atEnd: () => T,
): Promise<T> {
  options.signal.throwIfAborted();
  const over = new AbortController();
  const forget = onAbort(options.signal, () => over.abort(options.signal.reason));
  // After a stall of this process the timer comes before what the sockets have ready; setImmediate lets those be read first,
  // so that our own lateness never reads as silence.
  const late = (): void => void setImmediate(() => over.abort(TIMED_OUT));
  const timer = setTimeout(late, options.timeoutMs);
  if (options.enough?.aborted === true) late();
  const forgetEnough = options.enough === undefined ? () => undefined : onAbort(options.enough, late);
  try {
    return await Promise.race([work(over.signal), rejectOnAbort(over.signal)]);
  } catch (error) {
    if (error === TIMED_OUT) return atEnd();
    throw error;
  } finally {
    clearTimeout(timer);
    forget();
    forgetEnough();
    over.abort(ENDED);
  }
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    onAbort(signal, () => reject(signal.reason as Error));
  });
}
