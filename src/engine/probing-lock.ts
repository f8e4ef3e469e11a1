/**
 * One run at a time on this computer: `check`, `serve` and `watch` wait for each other, because two runs measure each other. A file in the data
 * folder, held while packets leave.
 */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAbandoned } from '../core/write-atomically.ts';

const FILE = 'probing.lock';
const LOOK_EVERY_MS = 200;
/** A holder says that it lives; a lock that nobody touched for ten minutes is nobody's (`isAbandoned`). */
const TOUCH_EVERY_MS = 60_000;

export interface LockOptions {
  /** Ends the waiting; the work is started all the same, and ends by the same signal. */
  readonly signal: AbortSignal;
  /** Called once, when another run is in the way. */
  readonly onWait?: () => void;
}

/** Where no lock can be written (a folder that is read-only) the work is done without one. */
export async function withProbingLock<T>(
  dataFolder: string,
  { signal, onWait }: LockOptions,
  work: () => Promise<T>,
): Promise<T> {
  const path = join(dataFolder, FILE);
  const mark = `${process.pid} ${randomUUID()}\n`;
  let told = false;
  while (!signal.aborted && (await take(path, mark)) === 'taken') {
    if (!told) onWait?.();
    told = true;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  const touch = setInterval(
    () => void utimes(path, new Date(), new Date()).catch(() => undefined),
    TOUCH_EVERY_MS,
  );
  try {
    return await work();
  } finally {
    clearInterval(touch);
    if ((await textOf(path)) === mark) await rm(path, { force: true });
  }
}

/** A hard link is there whole or not at all, so nobody reads a lock without its holder. */
async function take(path: string, mark: string): Promise<'ours' | 'taken' | 'cannot'> {
  const beside = `${path}.${randomUUID()}.part`;
  try {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    await writeFile(beside, mark, { mode: 0o600, flag: 'wx' });
    await link(beside, path);
    return 'ours';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return 'cannot';
    await clearAbandoned(path);
    return 'taken';
  } finally {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

/** Moved away and read again: a lock that was taken anew in between goes back to its place. */
async function clearAbandoned(path: string): Promise<void> {
  const text = await textOf(path);
  const pid = Number(/^(\d{1,10}) /.exec(text)?.[1] ?? Number.NaN);
  const mtimeMs = (await stat(path).catch(() => null))?.mtimeMs ?? Date.now();
  const isOver = isAbandoned(Number.isNaN(pid) ? process.pid : pid, mtimeMs);
  if (!isOver) return;
  const away = `${path}.${randomUUID()}.gone`;
  await rename(path, away).catch(() => undefined);
  if ((await textOf(away)) !== text) await link(away, path).catch(() => undefined);
  await rm(away, { force: true });
}

function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}
