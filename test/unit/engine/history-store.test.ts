import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
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

test('no history is an empty list', async () => {
  expect(await historyStore(folder).list()).toEqual([]);
});
