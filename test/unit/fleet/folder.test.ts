/** A folder that is read again and again: only what is new is opened, and a stranger's file costs itself alone. */
import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { BundleError } from '../../../src/bundle/bundle-error.ts';
import { indexPath, readIndex, writeIndex } from '../../../src/fleet/index-file.ts';
import { readFolder } from '../../../src/fleet/read-folder.ts';
import { renderFleetPage } from '../../../src/fleet/render-page.ts';
import type { BundleRow } from '../../../src/fleet/row.ts';
import { summarise } from '../../../src/fleet/summarise.ts';
import { BEGIN, bundleOf, machinesOf, templates } from './outage.ts';

jest.setTimeout(120_000);

const folder = mkdtempSync(join(tmpdir(), 'preflight-fleet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const place = join(folder, 'index', 'one.jsonl');
const read = async (version = '1') => {
  const known = await readIndex(place, version);
  const found = await readFolder(join(folder, 'drop'), { forms: ['zip', 'json'], known });
  await writeIndex(place, version, found);
  return found;
};

beforeAll(async () => {
  const all = await templates();
  const drop = join(folder, 'drop', 'Zurich', '2026-11-29');
  mkdirSync(drop, { recursive: true });
  for (const machine of machinesOf(4, 5)) {
    const { name, bytes, mtimeMs } = bundleOf(all, { machine, template: 'broken', at: BEGIN }, null);
    writeFileSync(join(drop, name), bytes);
    utimesSync(join(drop, name), mtimeMs / 1000, mtimeMs / 1000);
  }
  writeFileSync(join(folder, 'drop', 'report.json'), all.ready.report);
  writeFileSync(join(folder, 'drop', '<b>.zip'), 'rubbish');
  writeFileSync(join(folder, 'secret.zip'), 'rubbish');
  symlinkSync(join(folder, 'secret.zip'), join(folder, 'drop', 'link.zip'));
});

test('the second reading opens nothing, the third only what changed; another version reads anew', async () => {
  const first = await read();
  expect([first.rows.length, first.unreadable.map(({ file }) => file), first.opened]).toEqual([
    5,
    ['<b>.zip'],
    6,
  ]);
  const again = await read();
  expect([again.opened, again.rows]).toEqual([0, first.rows]);
  writeFileSync(join(folder, 'drop', '<b>.zip'), 'other rubbish');
  expect((await read()).opened).toBe(1);
  expect((await read('2')).opened).toBe(6);
});

test('what the system does not let us read is named, and tried again; so is a folder that is not looked into', async () => {
  const mixed = join(folder, 'mixed');
  mkdirSync(join(mixed, 'a/b/c/d/e/f'), { recursive: true });
  writeFileSync(join(mixed, 'a/b/c/d/e/f/deep.zip'), 'rubbish');
  const odd = 'two\nlines.zip';
  writeFileSync(join(mixed, odd), 'rubbish');
  writeFileSync(join(mixed, 'large.zip'), '');
  truncateSync(join(mixed, 'large.zip'), 34_000_000);
  const first = await readFolder(mixed, { forms: ['zip'] });
  expect(first.unreadable.map(({ file }) => file)).toEqual(['a/b/c/d/e/', 'large.zip', odd]);
  expect((await readFolder(mixed, { forms: ['zip'], known: first.files })).opened).toBe(1);
});

test('a torn or foreign index costs time and nothing else', async () => {
  const { rows } = await read();
  writeFileSync(place, `{"schema":"preflight.fleet-index/1","version":"1"}\n{"file":"x.zip","size":1\n[]\n`);
  expect((await read()).rows).toEqual(rows);
  writeFileSync(place, 'no index at all');
  expect((await read()).opened).toBe(6);
  expect(await indexPath('/data', folder)).toMatch(/^\/data\/fleet\/[0-9a-f]{32}\.jsonl$/);
});

test('an empty folder and none are refused with one line', async () => {
  for (const path of [join(folder, 'index'), join(folder, 'nowhere')])
    await expect(readFolder(path, { forms: ['zip'] })).rejects.toBeInstanceOf(BundleError);
});

test('the page holds no word of a stranger as markup, and no script', async () => {
  const { rows, unreadable } = await read();
  const evil = '<img src=x onerror=alert(1)>';
  const hostile = rows.map((row): BundleRow => ({
    ...row,
    file: `${evil}${row.file}`,
    regionName: evil,
    agent: evil,
    causes: [{ code: evil, severity: 'error', title: evil, params: {} }],
    simulated: false,
  }));
  for (const language of ['en', 'ja'] as const) {
    const page = renderFleetPage(summarise(hostile, unreadable), language);
    expect(page).not.toMatch(/<img|<script|<b>/);
    expect(page).toContain('&lt;img');
    expect(page).toContain("default-src 'none'");
  }
});
