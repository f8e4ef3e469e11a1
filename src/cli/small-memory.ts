/**
 * Keeps the larger commands small (figures in docs/proof/fast.md and docs/proof/peer.md). Flags of V8, set before anything large is loaded; one that a
 * later V8 does not know would change nothing but print a line, so a test holds each against what Node itself lists.
 */
import { setFlagsFromString } from 'node:v8';

/** The young generation would grow to 16 MB a half while short-lived values are made. */
const GROWS_SLOWLY = '--semi-space-growth-factor=1';
/** What a flood of datagrams, thousands of bundles or hundreds of checks leave behind is swept early, or it would pile up to 50 MB. */
const SWEPT_EARLY = ['--optimize-for-size', GROWS_SLOWLY];
/** No compiler but the interpreter: what is soon over, or waits for the network, does not earn what compiling costs, in memory or in time. */
const NOT_COMPILED = ['--no-turbofan', '--no-maglev', '--no-sparkplug'];
/**
 * The parser of HTTP is WebAssembly. V8 would compile it a second time, with its optimising compiler, in background threads: 30 MB for half a
 * second, and no page is read faster by it.
 */
const COMPILED_ONCE = '--liftoff-only';

/**
 * By command.
 * - `check`: the old generation is collected when it has grown by half, not when it has doubled or more.
 * - `audit`: a long file is read once. V8 would spend a quarter of an audit of 5,000 rules on optimising what is soon over. 40,000 take a quarter
 *   longer without, 2 s. Sweeping early would cost a tenth of it, for 5 MB.
 */
export const SMALL_FLAGS: ReadonlyMap<string | undefined, readonly string[]> = new Map([
  ['check', [COMPILED_ONCE, ...SWEPT_EARLY, ...NOT_COMPILED, '--heap-growing-percent=50']],
  ['peer', SWEPT_EARLY],
  ['fleet', SWEPT_EARLY],
  ['bundle', SWEPT_EARLY],
  ['watch', [COMPILED_ONCE, ...SWEPT_EARLY]],
  ['audit', [GROWS_SLOWLY, '--heap-growing-percent=100', '--no-turbofan']],
]);

/**
 * Must be called before the first page and as early as possible. A thread that starts takes the flags of the whole process back (Node 20:
 * the watchdog's made the young generation 33 MB again), so they are set once more whenever one is there.
 */
export function staySmall(command: string | undefined): void {
  const flags = SMALL_FLAGS.get(command);
  if (flags === undefined) return;
  const setFlags = (): void => flags.forEach((flag) => setFlagsFromString(flag));
  setFlags();
  process.on('worker', (thread) => thread.once('online', setFlags));
}
