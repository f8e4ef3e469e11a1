/**
 * The last net under a busy main thread: a signal, a deadline and a time-out are all heard on it, so while it stands in one place none of them works.
 * A thread of its own counts its pulse and ends the process when there is none. What strangers send has its own limits; this is for the way that
 * nobody thought of.
 */
import { Worker } from 'node:worker_threads';

export interface WatchdogOptions {
  /** How much processor time the process may use while its main thread stands still. */
  readonly stillMs?: number;
  /** Said on standard error before the end. */
  readonly line?: string;
}

/** The longest work in one piece that is in order (redacting the largest bundle) takes a quarter of it on a slow machine. */
const STILL_MS = 10_000;
const CHECK_MS = 500;
const LINE = 'preflight: the program stood still, busy with one input, and was ended; nothing was written\n';

/** A thread that stands still without working (a read that never returns) is ended after so many times as long. */
const IDLE_FACTOR = 12;

/**
 * Processor time is counted, not the clock's: on a machine with much other work an honest program moves slowly, and one that slept did not stand still.
 */
const GUARD = `
const { workerData } = require('node:worker_threads');
const pulse = new Int32Array(workerData.pulse);
const usedMs = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
let [last, used, busyMs, checks] = [-1, usedMs(), 0, 0];
setInterval(() => {
  const [now, usedNow] = [Atomics.load(pulse, 0), usedMs()];
  const isStill = now === last;
  busyMs = isStill ? busyMs + Math.min(usedNow - used, workerData.checkMs) : 0;
  checks = isStill ? checks + 1 : 0;
  [last, used] = [now, usedNow];
  if (busyMs < workerData.stillMs && checks * workerData.checkMs < workerData.idleMs) return;
  try { require('node:fs').writeSync(2, workerData.line); } catch {}
  process.kill(process.pid, 'SIGKILL');
}, workerData.checkMs);
`;

/** Holds the process open for nobody. The returned function takes it away. */
export function startWatchdog({ stillMs = STILL_MS, line = LINE }: WatchdogOptions = {}): () => void {
  const pulse = new SharedArrayBuffer(4);
  const beat = setInterval(() => void Atomics.add(new Int32Array(pulse), 0, 1), CHECK_MS / 2);
  beat.unref();
  const guard = new Worker(GUARD, {
    eval: true,
    execArgv: [],
    // It counts and does nothing else.
    resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16 },
    workerData: { pulse, line, checkMs: CHECK_MS, stillMs, idleMs: stillMs * IDLE_FACTOR },
  });
  guard.unref();
  // A machine that lets us start no thread runs without.
  guard.on('error', () => undefined);
  return () => {
    clearInterval(beat);
    void guard.terminate();
  };
}
