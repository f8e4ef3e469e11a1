import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { settingsStore } from '../../../src/engine/settings-store.ts';
import { writeAtomically } from '../../../src/core/write-atomically.ts';
import { DEFAULT_SETTINGS } from '../../../src/contract/index.ts';
import { historyStore } from '../../../src/engine/history-store.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preflight-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a settings file that nobody can read counts as none', async () => {
  await writeFile(join(folder, 'settings.json'), '{"samples": "many"');
  expect(await settingsStore(folder).get()).toEqual(DEFAULT_SETTINGS);
});

test('changed settings are there for the next start', async () => {
  await settingsStore(folder).change({ theme: 'dark' });
  expect((await settingsStore(folder).get()).theme).toBe('dark');
});

test('settings that do not fit are refused and change nothing', async () => {
  const store = settingsStore(folder);
  await expect(store.change({ samples: 0 })).rejects.toThrow();
  expect(await store.get()).toEqual(DEFAULT_SETTINGS);
});

test('a write that fails leaves the old file and no half one', async () => {
  const path = join(folder, 'kept');
  await writeAtomically(path, 'old');
  await expect(writeAtomically(path, { length: 1 } as never)).rejects.toThrow();
  expect(await readdir(folder)).toEqual(['kept']);
});

test('an id that is no id reaches no file', async () => {
  const store = historyStore(folder);
  expect(await store.open('../../etc/passwd')).toBeNull();
  await expect(Promise.resolve().then(() => store.delete('../x'))).rejects.toThrow(/no id/);
});

test('what was deleted comes back as it was, until all is cleared', async () => {
  const store = historyStore(folder);
  const run = join(folder, 'history', 'a-b');
  await store.list();
  await mkdir(run, { recursive: true });
  await writeFile(join(run, 'entry.json'), 'kept');
  await store.delete('a-b');
  expect(await readdir(join(folder, 'history'))).not.toContain('a-b');
  expect(await store.restore('a-b')).toBe(true);
  expect(await readFile(join(run, 'entry.json'), 'utf8')).toBe('kept');
  expect(await store.restore('a-b')).toBe(false);
  await store.delete('a-b');
  await store.clear();
  expect([await store.restore('a-b'), await readdir(join(folder, 'history'))]).toEqual([false, []]);
});

test('no history is an empty list', async () => {
  expect(await historyStore(folder).list()).toEqual([]);
});

test('settings that are changed at once are all kept', async () => {
  const store = settingsStore(folder);
  await Promise.all([
    store.change({ theme: 'dark' }),
    store.change({ samples: 7 }),
    store.change({ samples: 9 }),
  ]);
  expect(await settingsStore(folder).get()).toMatchObject({ theme: 'dark', samples: 9 });
});

test('what a killed process left behind is swept at the start, what a living one writes is not', async () => {
  const dead = spawnSync(process.execPath, ['-e', '']).pid;
  const history = join(folder, 'history');
  for (const name of [`.a-b.${dead}.part`, `.x.${dead}.gone`, 'torn-run', `.c-d.${process.pid}.part`]) {
    await mkdir(join(history, name), { recursive: true });
    await writeFile(join(history, name, 'run.json'), '{}');
  }
  expect(await historyStore(folder).list()).toEqual([]);
  expect(await readdir(history)).toEqual([`.c-d.${process.pid}.part`]);
});

test('a run that is full of brackets or too large is none', async () => {
  const id = '7b1d2a52-0000-4000-8000-000000000001';
  await mkdir(join(folder, 'history', id), { recursive: true });
  await writeFile(join(folder, 'history', id, 'entry.json'), '['.repeat(4_000_000));
  await writeFile(join(folder, 'history', id, 'run.json'), '['.repeat(4_000_000));
  const store = historyStore(folder);
  expect(await store.list()).toEqual([]);
  expect(await store.open(id)).toBeNull();
});
