/** What a person hands to a command about bundles: a failure is one line and exit 2. */
import { BundleError } from '../../bundle/bundle-error.ts';
import { keyOfCase, type TagKey } from '../../bundle/tag-key.ts';
import { terminalSafe } from '../../report/safe-text.ts';
import { UsageError, quoted } from '../usage-error.ts';

/** Every failure of a bundle, a folder of them or a key is an input error: one line, exit 2. */
export async function readable<T>(path: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BundleError) throw new UsageError(`${quoted(path)}: ${terminalSafe(error.message)}`);
    throw error;
  }
}

/** Throws a usage error; the token is not repeated, for it is a key. */
export function caseKey(token: string): TagKey {
  const key = keyOfCase(token);
  if (key === null)
    throw new UsageError('--case: this is no token of "bundle key case" (22 letters, digits, - and _)');
  return key;
}
