/** A bundle that cannot be read, in one line fit for an error message. */
import { terminalSafe } from '../report/safe-text.ts';

export class BundleError extends Error {
  override readonly name = 'BundleError';
  /** The text may hold what a stranger wrote: it is cut and made harmless. */
  constructor(text: string, options?: ErrorOptions) {
    super(terminalSafe(text).slice(0, 300), options);
  }
}
