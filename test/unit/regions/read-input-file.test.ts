/** Text files as spreadsheets of several countries write them. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readInputText } from '../../../src/regions/read-input-file.ts';
import { readAuditText } from '../../../src/rules/audit/read-audit-text.ts';

const pathOf = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/firewalls/${name}`, import.meta.url));

test.each([
  ['shift-jis.csv', /^No\.,送信元,宛先,サービス/, 2],
  ['windows-1252.csv', /^Priorität;.*Gültig für\r\n.*Büro/, 2],
  ['utf-16-without-mark.csv', /^Destination\tPort/, 2],
])('%s', async (name, begins, rows) => {
  const read = await readInputText(pathOf(name), 10_000);
  if (read.kind === 'unreadable') throw new Error(read.problem);
  expect(read.value).toMatch(begins);
  expect(readAuditText(read.value)).toMatchObject({ readAs: `CSV: ${rows} rows` });
});

const onUnix = process.platform === 'win32' ? describe.skip : describe;
onUnix('what is no plain file ends', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-input-'));
  const pipe = (name: string): string => {
    const path = join(folder, name);
    execFileSync('mkfifo', [path]);
    return path;
  };
  const problemOf = async (path: string, pipeMs?: number): Promise<string> => {
    const read = await readInputText(path, 1000, pipeMs);
    return read.kind === 'unreadable' ? read.problem : `read: ${read.value}`;
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a pipe that nobody writes', async () => {
    const path = pipe('silent');
    expect(await problemOf(path, 60)).toBe(`${path} is a pipe that nobody wrote to its end within 0.06 s`);
  });

  test('a pipe that is written later', async () => {
    const path = pipe('late');
    const read = problemOf(path);
    execFileSync('sh', ['-c', `(sleep 0.1; printf a; sleep 0.1; printf b) > '${path}' &`], {
      stdio: 'ignore',
    });
    expect(await read).toBe('read: ab');
  });

  test('a pipe that never ends is larger than the limit', async () => {
    const path = pipe('endless');
    const writer = spawn('sh', ['-c', `exec yes > '${path}'`], { stdio: 'ignore' });
    expect(await problemOf(path)).toMatch(/is larger than 0\.001 MB/);
    writer.kill();
  });

  test.each([
    ['a folder', () => folder, /is no file$/],
    ['a device', () => '/dev/zero', /is no file$/],
    ['a file that is not there', () => join(folder, 'none'), /no such file/],
  ])('%s', async (_name, path, problem) => expect(await problemOf(path())).toMatch(problem));
});
