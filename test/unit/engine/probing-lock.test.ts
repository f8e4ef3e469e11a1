import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { withProbingLock } from '../../../src/engine/probing-lock.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preflight-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const free = () => new AbortController().signal;

test('five runs on one data folder are never two at once, and leave no lock', async () => {
  let [now, most, waits] = [0, 0, 0];
  const work = async (): Promise<void> => {
    now += 1;
    most = Math.max(most, now);
    await sleep(20);
    now -= 1;
  };
  const onWait = (): void => void (waits += 1);
  await Promise.all(
    Array.from({ length: 5 }, () => withProbingLock(folder, { signal: free(), onWait }, work)),
  );
  expect([most, waits]).toEqual([1, 4]);
  expect(await readdir(folder)).toEqual([]);
});

test('the lock of a process that is gone is taken over', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  await writeFile(join(folder, 'probing.lock'), `${dead} some-run\n`);
  expect(await withProbingLock(folder, { signal: free() }, () => Promise.resolve('ran'))).toBe('ran');
  expect(await readdir(folder)).toEqual([]);
});

test('who is interrupted while waiting goes on to its end, and takes nobody’s lock', async () => {
  await writeFile(join(folder, 'probing.lock'), `${process.pid} another-run\n`);
  const stop = new AbortController();
  const run = withProbingLock(folder, { signal: stop.signal }, () => Promise.resolve(stop.signal.aborted));
  stop.abort();
  expect(await run).toBe(true);
  expect(await readdir(folder)).toEqual(['probing.lock']);
});

test('a fault in the work frees the lock; a folder that cannot be is no reason not to work', async () => {
  const fault = (): Promise<never> => Promise.reject(new Error('a fault'));
  await expect(withProbingLock(folder, { signal: free() }, fault)).rejects.toThrow('a fault');
  expect(await readdir(folder)).toEqual([]);
  await writeFile(join(folder, 'file'), '');
  const nowhere = join(folder, 'file', 'below');
  expect(await withProbingLock(nowhere, { signal: free() }, () => Promise.resolve(1))).toBe(1);
});
