import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openPage, type Opener } from '../../../src/engine/open-page.ts';
import { systemProgram } from '../../../src/net/command-runner.ts';

const URL_ = 'http://127.0.0.1:1/start?token=x';

function opener(changes: Partial<Opener> & { readonly installed?: string; readonly refuses?: string }) {
  const started: string[][] = [];
  const value: Opener = {
    platform: 'linux',
    env: { DISPLAY: ':0' },
    exists: (path) => path === changes.installed,
    find: (name) => `/system/${name}`,
    start: (file, args) => {
      started.push([file, ...args]);
      return Promise.resolve(file !== changes.refuses);
    },
    ...changes,
  };
  return { value, started };
}

test.each([
  [
    'a Chromium browser gives a window of its own',
    { installed: '/usr/bin/chromium' },
    ['/usr/bin/chromium', `--app=${URL_}`],
  ],
  ['else the browser of the system', {}, ['/system/xdg-open', URL_]],
  [
    'a Chromium that does not start is passed over',
    { installed: '/usr/bin/chromium', refuses: '/usr/bin/chromium' },
    ['/system/xdg-open', URL_],
  ],
  ['macOS', { platform: 'darwin' as const, env: {} }, ['/system/open', URL_]],
  [
    'Windows, without a shell',
    { platform: 'win32' as const, env: {} },
    ['/system/rundll32', 'url.dll,FileProtocolHandler', URL_],
  ],
])('%s', async (_why, changes, wanted) => {
  const { value, started } = opener(changes);
  await openPage(URL_, value);
  expect(started.at(-1)?.slice(0, wanted.length)).toEqual(wanted);
});

test.each([
  ['no display', { env: {} }],
  ['a session over SSH', { env: { DISPLAY: ':10', SSH_CONNECTION: '1' } }],
])('%s: the link is printed and nothing is started', async (_why, changes) => {
  const { value, started } = opener(changes);
  expect(await openPage(URL_, value)).toBe('no-display');
  expect(started).toEqual([]);
});

test('no browser at all is said in one line', async () => {
  const { value } = opener({ refuses: '/system/xdg-open' });
  expect(await openPage(URL_, value)).toBe('none');
});

test('a program that the system does not have is not looked for elsewhere', async () => {
  const { value, started } = opener({ find: () => null });
  expect(await openPage(URL_, value)).toBe('none');
  expect(started).toEqual([]);
});

test.each([
  ['win32', 'rundll32', 'rundll32.exe'],
  ['linux', 'xdg-open', 'xdg-open'],
  ['darwin', 'open', 'open'],
] as const)('%s: a planted %s in the working folder and in PATH is not found', (platform, name, file) => {
  const folder = mkdtempSync(join(tmpdir(), 'planted-'));
  const before = { folder: process.cwd(), path: process.env['PATH'] };
  writeFileSync(join(folder, file), '', { mode: 0o755 });
  try {
    process.chdir(folder);
    process.env['PATH'] = `${folder}:${before.path}`;
    const found = systemProgram(name, platform);
    expect(found ?? '').not.toContain(folder);
  } finally {
    process.chdir(before.folder);
    process.env['PATH'] = before.path;
    rmSync(folder, { recursive: true });
  }
});
