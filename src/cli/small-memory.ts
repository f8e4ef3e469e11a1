/**
 * Keeps a check small (figures in docs/proof/fast.md). Two flags of V8, set before anything large is loaded; one that a later V8 does not
 * know would change nothing but print a line, so a test holds both against what Node itself lists.
 */
import { setFlagsFromString } from 'node:v8';

/**
 * - The parser of HTTP is WebAssembly. V8 would compile it a second time, with its optimising compiler, in background threads: 30 MB for
 *   half a second, and no page is read faster by it.
 * - The young generation grows to 16 MB a half while a check makes short-lived values. Growing slowly costs a check nothing; a command that
 *   makes values without end (a summary of a thousand bundles) would pay, so it is for `check` alone.
 */
export const FLAGS_OF_CHECK: readonly string[] = ['--liftoff-only', '--semi-space-growth-factor=1'];

/** Must be called before the first page and as early as possible. */
export function staySmall(): void {
  FLAGS_OF_CHECK.forEach((flag) => setFlagsFromString(flag));
}
