/** `npm pack` is for people without admin rights: the command line alone, without Electron and without packages of others. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
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
  expect(shown).toMatchObject({ bin: { preflight: 'dist/npm/preflight.mjs' }, engines: { node: '>=20.19' } });
  for (const key of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies', 'main'])
    expect(shown).not.toHaveProperty(key);
});

test('what the program imports is installed by a first start, which leaves the tools of tests out', () => {
  const used = ['src', 'renderer', 'electron'].flatMap(importedPackages);
  const without = used.filter((name) => name !== 'electron' && !(name in written.dependencies));
  expect(used.length).toBeGreaterThan(10);
  expect([...new Set(without)]).toEqual([]);
});

describe('the program in parts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-parts-'));
  const [whole, parts] = [join(folder, 'whole', 'preflight.mjs'), join(folder, 'parts')];
  beforeAll(() => {
    execFileSync(process.execPath, ['scripts/build-program.mjs', whole, '9.8.7', parts]);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Bytes that are read before the first statement runs: the file, and what it imports at the top. */
  function readAtOnce(name: string, seen: Set<string> = new Set()): number {
    if (seen.has(name)) return 0;
    seen.add(name);
    const text = readFileSync(join(parts, name), 'utf8');
    const names = [...text.matchAll(/\bimport(?:\{[^}]*\}from)?"\.\/([\w-]+\.mjs)"/g)].map(
      ([, part = '']) => part,
    );
    return names.reduce((sum, part) => sum + readAtOnce(part, seen), text.length);
  }

  test('--version reads little', () => {
    expect(readAtOnce('preflight.mjs')).toBeLessThan(8_000);
  });

  test.each([
    [['--version']],
    [['--help']],
    [['plan', '--simulate', 'ready', '--region', 'us-east-1', '--format', 'json']],
    [['check', '--region', 'nowhere']],
  ])('%j says the same as the one file', (args) => {
    const said = (file: string) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' });
      return { status, stdout, stderr };
    };
    const told = said(whole);
    expect(said(join(parts, 'preflight.mjs'))).toEqual(told);
    expect(told.stdout + told.stderr).not.toBe('');
  });
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
