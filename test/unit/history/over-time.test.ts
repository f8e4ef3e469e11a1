import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { installationOf, networkStandIn } from '../../../src/history/instance.ts';
import { overTime } from '../../../src/history/over-time.ts';
import { madeReport } from '../report/made-report.ts';
import { madeLine, MINUTE_MS, NOON_MS } from './made-line.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;
let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preflight-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));
const everything = { fromMs: NOON_MS - 30 * DAY_MS, toMs: NOON_MS + 60 * DAY_MS };
const ids = async () => (await overTime(folder).lines(everything)).map(({ id }) => id);
const today = () => join(folder, 'watch', '2026-11-27.jsonl');

test('a line that a kill tore costs itself alone, and only this user can read the file', async () => {
  const store = overTime(folder);
  await store.add(madeLine(NOON_MS, { id: 'a' }));
  await appendFile(today(), '{"kind":"full","at":"2026-11-2');
  await store.add(madeLine(NOON_MS + MINUTE_MS, { id: 'b' }));
  expect(await ids()).toEqual(['a', 'b']);
  if (process.platform !== 'win32') expect((await stat(today())).mode & 0o777).toBe(0o600);
});

test('lines of strangers are dropped: other shapes, brackets, a book in one line', async () => {
  await mkdir(join(folder, 'watch'));
  const good = JSON.stringify(madeLine(NOON_MS, { id: 'good' }));
  const bad = ['[]', '['.repeat(60_000), `{"kind":"${'x'.repeat(100_000)}"}`, '{"kind":"full"}', 'null'];
  await writeFile(today(), [...bad, good].join('\n'));
  expect(await ids()).toEqual(['good']);
});

test('a packed file that unpacks to more than a day ever has is none', async () => {
  const { gzipSync } = await import('node:zlib');
  await mkdir(join(folder, 'watch'));
  await writeFile(join(folder, 'watch', '2026-11-26.jsonl.gz'), gzipSync(Buffer.alloc(40_000_000, 32)));
  expect(await ids()).toEqual([]);
});

test('a closed day is packed, keeps its lines, and its hours outlive them', async () => {
  const store = overTime(folder);
  for (let run = 0; run < 4; run += 1) await store.add(madeLine(NOON_MS + run * 15 * MINUTE_MS));
  const before = await store.hours(everything);
  await store.add(madeLine(NOON_MS + DAY_MS));
  expect((await readdir(join(folder, 'watch'))).sort()).toEqual([
    '2026-11-27.jsonl.gz',
    '2026-11-28.jsonl',
    'rollup-2026-11.jsonl',
  ]);
  expect(await ids()).toHaveLength(5);
  expect((await store.hours(everything)).slice(0, before.length)).toEqual(before);
  await store.tidy(NOON_MS + 35 * DAY_MS);
  expect(await ids()).toHaveLength(1);
  expect((await store.hours(everything))[0]).toMatchObject({ runs: 4, sent: 16 });
});

test('closing a day twice, or after a kill in between, changes nothing', async () => {
  const store = overTime(folder);
  await store.add(madeLine(NOON_MS));
  const plain = await readFile(today());
  await store.tidy(NOON_MS + 2 * DAY_MS);
  const [lines, hours] = [await ids(), await store.hours(everything)];
  // As if the process had been killed before the plain file went.
  await writeFile(today(), plain);
  await store.tidy(NOON_MS + 2 * DAY_MS);
  expect([await ids(), await store.hours(everything)]).toEqual([lines, hours]);
  // A late line to a day that is closed, or even gone, replaces nothing.
  await rm(join(folder, 'watch', '2026-11-27.jsonl.gz'));
  await store.add(madeLine(NOON_MS, { id: 'late', samples: [] }));
  await store.tidy(NOON_MS + 2 * DAY_MS);
  expect((await store.hours(everything))[0]?.runs).toBe(1);
});

test('a day stays open for an hour: a run that began before midnight writes after it', async () => {
  const store = overTime(folder);
  await store.add(madeLine(NOON_MS));
  await store.tidy(Date.parse('2026-11-28T00:30:00Z'));
  expect(await readdir(join(folder, 'watch'))).toEqual(['2026-11-27.jsonl']);
});

test('clear leaves nothing of ours', async () => {
  const store = overTime(folder);
  await store.add(madeLine(NOON_MS));
  await store.clear();
  expect(await readdir(join(folder, 'watch'))).toEqual([]);
});

test('a network has the same stand-in again, another installation another one, and no name is in it', async () => {
  const here = await installationOf(folder);
  expect(await installationOf(folder)).toEqual(here);
  const gateway = { family: 4 as const, address: '192.168.7.1', interfaceName: 'wlan0' };
  const host = { ...madeReport().host, defaultGateways: [gateway] };
  const word = networkStandIn(here, host);
  expect(word).toMatch(/^[0-9a-f]{8}$/);
  expect(networkStandIn({ ...here, secret: '0'.repeat(32) }, host)).not.toBe(word);
  expect(networkStandIn(here, { ...host, defaultGateways: [] })).toBeNull();
});

test('the number of an installation is another one after 90 days unless it is pinned; its secret stays', async () => {
  const here = await installationOf(folder);
  const since = Date.parse(here.since ?? '');
  const at = (days: number, isPinned = false) =>
    installationOf(folder, { nowMs: since + days * 86_400_000, isPinned });
  expect([await at(89), await at(-400), await at(500, true)]).toEqual([here, here, here]);
  const other = await at(90);
  expect(other).toMatchObject({
    secret: here.secret,
    since: new Date(since + 90 * 86_400_000).toISOString(),
  });
  expect(other.id).not.toBe(here.id);
  // What an earlier version made counts from its first use on.
  await writeFile(join(folder, 'installation.json'), JSON.stringify({ id: here.id, secret: here.secret }));
  expect((await at(5)).id).toBe(here.id);
  expect((await at(94)).id).toBe(here.id);
  expect((await at(95)).id).not.toBe(here.id);
});
