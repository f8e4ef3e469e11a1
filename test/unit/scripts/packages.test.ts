/** What is published around the programs: the icon, workflows, scripts for managed machines, commands of every system. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { iconIco } from '../../../scripts/programs/icon.mjs';

test('the icon has four sizes, inside the file', () => {
  const ico = iconIco();
  expect(ico.readUInt16LE(4)).toBe(4);
  const last = 6 + 16 * 3;
  expect(ico.readUInt32LE(last + 8) + ico.readUInt32LE(last + 12)).toBe(ico.length);
});

/** What `npm start` installs is what the page is made of and built with. */
test('the first start takes at most a third of all packages', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean }>;
  };
  const needed = Object.values(packages).filter(({ optional }) => optional !== true);
  const first = needed.filter(({ dev }) => dev !== true);
  expect(first.length).toBeGreaterThan(20);
  expect(first.length).toBeLessThan(needed.length / 3);
});

const workflows = readdirSync('.github/workflows').map((name) => join('.github/workflows', name));

test.each(workflows)('%s: nothing is allowed at the top, every action is pinned by its commit', (file) => {
  const text = readFileSync(file, 'utf8');
  expect(text).toMatch(/^permissions: \{\}$/m);
  const uses = [...text.matchAll(/uses: (\S+)/g)].map(([, action]) => action ?? '');
  expect(uses.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  // What a stranger wrote must not become a command.
  expect(text).not.toMatch(/run:.*\$\{\{\s*github\.event\./);
});

test('no command of package.json is of one system’s shell', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const posix = Object.values(scripts).filter((line) => /^\w+=|[;|$`']|\.cmd\b|&&\s*\w+=/.test(line));
  expect(posix).toEqual([]);
});

const describePosix = process.platform === 'win32' ? describe.skip : describe;
describePosix('Jamf: exit codes', () => {
  test.each([
    [0, '{\n  "verdict": "ready"\n}', 'ready'],
    [1, '{\n  "verdict": "not-ready",\n  "protocols": {\n    "verdict": "unknown"\n  }\n}', 'not ready'],
    [1, '{\n  "verdict": "unknown"\n}', 'could not tell'],
    [2, '', 'no verdict (exit 2)'],
    [3, '', 'no verdict (exit 3)'],
    [130, '', 'no verdict (exit 130)'],
  ])('%i', (code, report, wanted) => {
    const folder = mkdtempSync(join(tmpdir(), 'managed-'));
    try {
      const program = join(folder, 'preflight');
      writeFileSync(program, `#!/bin/sh\ncat <<'END'\n${report}\nEND\nexit ${code}\n`, { mode: 0o755 });
      const env = { PATH: process.env['PATH'], PREFLIGHT_PROGRAM: program };
      const out = execFileSync('sh', ['packaging/managed/jamf-extension-attribute.sh'], {
        env,
        encoding: 'utf8',
      });
      expect(out).toBe(`<result>${wanted}</result>\n`);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

test('Intune: only a verdict can be "not ready"', () => {
  const text = readFileSync('packaging/managed/intune-detect.ps1', 'utf8');
  expect(text.match(/exit 1/g)?.length).toBe(2);
  expect(text).toMatch(/default \{[^}]*exit 0 \}/);
});
