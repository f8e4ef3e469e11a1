/**
 * Keeps a check small (figures in docs/proof/fast.md). Flags of V8, set before anything large is loaded; one that a later V8 does not
 * know would change nothing but print a line, so a test holds each against what Node itself lists.
 */
import { setFlagsFromString } from 'node:v8';

/**
 * - The parser of HTTP is WebAssembly. V8 would compile it a second time, with its optimising compiler, in background threads: 30 MB for
 *   half a second, and no page is read faster by it.
 * - The young generation grows to 16 MB a half while a check makes short-lived values. Growing slowly costs a check nothing; a command that
 *   makes values without end (a summary of a thousand bundles) would pay, so it is for `check` alone.
 * - The old generation is collected when it has grown by half, not when it has doubled or more: 20 MB for all Regions, for 2 % more work.
 */
export const FLAGS_OF_CHECK: readonly string[] = [
  '--liftoff-only',
  '--semi-space-growth-factor=1',
  '--heap-growing-percent=50',
];

/**
 * Must be called before the first page and as early as possible. A thread that starts takes the flags of the whole process back (Node 20:
 * the watchdog's made the young generation 33 MB again), so they are set once more whenever one is there.
 */
export function staySmall(): void {
  setFlags();
  process.on('worker', (thread) => thread.once('online', setFlags));
}

function setFlags(): void {
  FLAGS_OF_CHECK.forEach((flag) => setFlagsFromString(flag));
}
