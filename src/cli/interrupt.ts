/**
 * Ctrl-C (or SIGTERM) as one signal for the whole program. `main.ts` imports it before everything else, so that it is heard while the rest
 * is still being read from disk: a run that is interrupted that early prints its report too.
 */
import { EXIT } from './exit-codes.ts';

const controller = new AbortController();

/** The first Ctrl-C fires it: the run is cancelled and its report printed. The second one ends the process at once. */
export const interrupt: AbortSignal = controller.signal;

const onSignal = (): void => {
  if (controller.signal.aborted) process.exit(EXIT.interrupted);
  controller.abort(new Error('interrupted'));
};
process.on('SIGINT', onSignal);
process.on('SIGTERM', onSignal);
