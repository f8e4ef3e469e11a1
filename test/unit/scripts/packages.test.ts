/** What is published around the programs: manifests, workflows, scripts for managed machines, commands of every system. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { brewFormula, scoopManifest, wingetManifests } from '../../../scripts/programs/manifests.mjs';
import { iconIco } from '../../../scripts/programs/icon.mjs';

const sum = (letter: string) => letter.repeat(64);
const release = {
  url: 'https://example.org/o/preflight/releases/download/v1.2.3',
  version: '1.2.3',
  sums: {
    'preflight-1.2.3-win-x64.zip': sum('a'),
    'preflight-1.2.3-win-arm64.zip': sum('b'),
    'preflight-linux-x64': sum('c'),
    'preflight-macos-arm64': sum('d'),
  },
};

describe('manifests', () => {
  test('winget: three files of one version, a portable program for the user alone', () => {
    const files = wingetManifests(release) as Record<string, string>;
    const texts = Object.values(files);
    expect(texts.map((text) => /^ManifestType: (.+)$/m.exec(text)?.[1])).toEqual([
      'version',
      'installer',
      'defaultLocale',
    ]);
    for (const text of texts) {
      expect(text).toMatch(/^PackageIdentifier: Preflight\.Preflight\nPackageVersion: 1\.2\.3\n/);
      expect(text).not.toContain('\t');
    }
    const installer = texts[1] ?? '';
    expect(installer).toContain(`InstallerSha256: ${sum('A')}`);
    expect(installer).toContain('Scope: user');
    expect(installer).toContain('RelativeFilePath: preflight-1.2.3\\preflight.exe');
  });

  test('scoop', () => {
    const text = (scoopManifest(release) as Record<string, string>)['scoop/preflight.json'] ?? '';
    expect(JSON.parse(text)).toMatchObject({
      version: '1.2.3',
      homepage: 'https://example.org/o/preflight',
      architecture: {
        '64bit': { hash: sum('a') },
        arm64: { url: `${release.url}/preflight-1.2.3-win-arm64.zip` },
      },
      bin: 'preflight.exe',
    });
  });

  test('Homebrew: only what is there, each with its checksum, every block closed', () => {
    const text = (brewFormula(release) as Record<string, string>)['homebrew/preflight.rb'] ?? '';
    expect(text).toContain(`sha256 "${sum('c')}"`);
    expect(text).not.toContain('preflight-macos-x64');
    const opened = text.match(/^\s*(class|def|test do|on_\w+ do)\b/gm)?.length;
    expect(text.match(/^\s*end$/gm)).toHaveLength(opened ?? 0);
  });

  test('a release without a checksum is refused', () => {
    const sums = { ...release.sums, 'preflight-1.2.3-win-x64.zip': 'x' };
    expect(() => scoopManifest({ ...release, sums })).toThrow(/no checksum of preflight-1.2.3-win-x64.zip/);
  });

  test('the icon has four sizes, inside the file', () => {
    const ico = iconIco();
    expect(ico.readUInt16LE(4)).toBe(4);
    const last = 6 + 16 * 3;
    expect(ico.readUInt32LE(last + 8) + ico.readUInt32LE(last + 12)).toBe(ico.length);
  });
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
