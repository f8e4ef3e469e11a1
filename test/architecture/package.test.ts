/** `npm pack` is for people without admin rights: the command line alone, without Electron and without packages of others. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

test('the packed command line brings no desktop shell', () => {
  const out = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // npm 11 gives a list, newer ones an object by name.
  const packed = Object.values(JSON.parse(out) as Record<string, { files: { path: string }[] }>);
  const files = packed.flatMap((one) => one.files.map(({ path }) => path));
  expect(files).toContain('package.json');
  expect(files.filter((path) => /electron|^src\/|^test\/|renderer|node_modules/.test(path))).toEqual([]);
});

test('what it needs stands in the one file', () => {
  const written = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
  expect(written).toMatchObject({ bin: { preflight: 'dist/preflight.mjs' }, engines: { node: '>=20.19' } });
  for (const key of ['dependencies', 'optionalDependencies', 'peerDependencies', 'main'])
    expect(written).not.toHaveProperty(key);
});
