/** `npm pack` is for people without admin rights: the command line alone, without Electron and without packages of others. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { published } from '../../scripts/pack.mjs';

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

const written = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};

test('what it needs stands in the program: the published package asks for no other', () => {
  const shown = published(written);
  expect(shown).toMatchObject({ bin: { preflight: 'dist/preflight.mjs' }, engines: { node: '>=20.19' } });
  for (const key of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'main'])
    expect(shown).not.toHaveProperty(key);
});

test('what the program imports is installed by a first start, which leaves the tools of tests out', () => {
  const used = ['src', 'renderer', 'electron'].flatMap(importedPackages);
  const without = used.filter((name) => name !== 'electron' && !(name in written.dependencies));
  expect(used.length).toBeGreaterThan(10);
  expect([...new Set(without)]).toEqual([]);
});

/** Packages that a folder's sources import, types aside: `zod`, `@scope/name`. */
function importedPackages(folder: string): string[] {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  );
  return sources.flatMap((name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const imports = text.matchAll(
      /^(?:import|export)\s+(?!type)[^;]*?from '((?:@[\w-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/gm,
    );
    return [...imports].map((match) => String(match[1])).filter((id) => !isBuiltin(id));
  });
}
