/** One way to hear that a call is over. */
import { setMaxListeners } from 'node:events';

/**
 * Calls `handler` once when the signal fires; the returned function takes it back. Many sockets hang on one step's signal by
 * design, so Node's warning about more than ten listeners, which would land on the user's terminal, is lifted for that signal.
 */
export function onAbort(signal: AbortSignal, handler: () => void): () => void {
  setMaxListeners(0, signal);
  signal.addEventListener('abort', handler, { once: true });
  return () => signal.removeEventListener('abort', handler);
}
