/**
 * The manifests for package managers, each against the fields that its format has, with their bounds: winget's schema 1.6.0
 * (microsoft/winget-cli, schemas/JSON/manifests/v1.6.0), scoop's schema.json (ScoopInstaller/Scoop), Homebrew's Formula Cookbook. Only
 * the fields that we write are listed, and any other is refused.
 */
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { brewFormula, scoopManifest, wingetManifests } from '../../../scripts/programs/manifests.mjs';

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

const url = z
  .string()
  .regex(/^https:\/\/.+$/)
  .max(2048);
const both = {
  PackageIdentifier: z
    .string()
    .regex(/^[^.\s\\/:*?"<>|]{1,32}(\.[^.\s\\/:*?"<>|]{1,32}){1,7}$/)
    .max(128),
  // A string: `1.10` as a number would be 1.1.
  PackageVersion: z
    .string()
    .regex(/^[^\\/:*?"<>|]+$/)
    .max(128),
  ManifestVersion: z.literal('1.6.0'),
};
const WINGET = {
  version: z.strictObject({
    ...both,
    ManifestType: z.literal('version'),
    DefaultLocale: z
      .string()
      .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z]{1,8})*$/)
      .max(20),
  }),
  installer: z.strictObject({
    ...both,
    ManifestType: z.literal('installer'),
    InstallerType: z.literal('zip'),
    NestedInstallerType: z.literal('portable'),
    NestedInstallerFiles: z.tuple([
      z.strictObject({
        RelativeFilePath: z.literal('preflight-1.2.3\\preflight.exe'),
        PortableCommandAlias: z.string().min(1).max(40),
      }),
    ]),
    Scope: z.literal('user'),
    Commands: z.array(z.string().min(1).max(40)).max(16),
    Installers: z
      .array(
        z.strictObject({
          Architecture: z.enum(['x64', 'arm64']),
          InstallerUrl: url,
          InstallerSha256: z.string().regex(/^[A-Fa-f0-9]{64}$/),
        }),
      )
      .length(2),
  }),
  locale: z.strictObject({
    ...both,
    ManifestType: z.literal('defaultLocale'),
    PackageLocale: z.literal('en-US'),
    Publisher: z.string().min(2).max(256),
    PackageName: z.string().min(2).max(256),
    License: z.string().min(3).max(512),
    ShortDescription: z.string().min(3).max(256),
  }),
};
const scoopArchitecture = z.strictObject({ url, hash: z.string().regex(/^[a-fA-F0-9]{64}$/) });
const SCOOP = z.strictObject({
  version: z.string().regex(/^[\w.\-+_]+$/),
  description: z.string(),
  homepage: url,
  license: z.literal('MIT'),
  architecture: z.strictObject({ '64bit': scoopArchitecture, arm64: scoopArchitecture }),
  extract_dir: z.literal('preflight-1.2.3'),
  bin: z.literal('preflight.exe'),
  shortcuts: z.array(z.array(z.string()).min(2).max(4)).min(1),
});

describe('winget: three files of one version, a portable program for the user alone', () => {
  const files = wingetManifests(release) as Record<string, string>;

  test.each([
    ['version', 'winget/Preflight.Preflight.yaml'],
    ['installer', 'winget/Preflight.Preflight.installer.yaml'],
    ['locale', 'winget/Preflight.Preflight.locale.en-US.yaml'],
  ] as const)('%s', (kind, name) => {
    const read = WINGET[kind].parse(parse(files[name] ?? ''));
    expect(read).toMatchObject({ PackageIdentifier: 'Preflight.Preflight', PackageVersion: '1.2.3' });
  });

  test('each processor has its own file and checksum', () => {
    const { Installers } = WINGET.installer.parse(
      parse(files['winget/Preflight.Preflight.installer.yaml'] ?? ''),
    );
    expect(Installers.map((one) => [one.Architecture, one.InstallerUrl, one.InstallerSha256])).toEqual([
      ['x64', `${release.url}/preflight-1.2.3-win-x64.zip`, sum('A')],
      ['arm64', `${release.url}/preflight-1.2.3-win-arm64.zip`, sum('B')],
    ]);
  });
});

test('a version that looks like a number stays text', () => {
  const sums = { 'preflight-1.10-win-x64.zip': sum('a') };
  const files = wingetManifests({ ...release, version: '1.10', sums }) as Record<string, string>;
  for (const text of Object.values(files)) expect(parse(text)).toMatchObject({ PackageVersion: '1.10' });
});

test('scoop', () => {
  const text = (scoopManifest(release) as Record<string, string>)['scoop/preflight.json'] ?? '';
  expect(SCOOP.parse(JSON.parse(text))).toMatchObject({
    version: '1.2.3',
    homepage: 'https://example.org/o/preflight',
    architecture: {
      '64bit': { hash: sum('a') },
      arm64: { url: `${release.url}/preflight-1.2.3-win-arm64.zip` },
    },
  });
});

test('Homebrew: only what is there, each with its checksum, every block closed', () => {
  const text = (brewFormula(release) as Record<string, string>)['homebrew/preflight.rb'] ?? '';
  expect(text).toContain(`sha256 "${sum('c')}"`);
  expect(text).not.toContain('preflight-macos-x64');
  const opened = text.match(/^\s*(class|def|test do|on_\w+ do)\b/gm)?.length;
  expect(text.match(/^\s*end$/gm)).toHaveLength(opened ?? 0);
  // "brew audit" refuses these: https://docs.brew.sh/Formula-Cookbook.
  const [, desc = ''] = /^ {2}desc "(.+)"$/m.exec(text) ?? [];
  expect(desc.length).toBeLessThanOrEqual(80);
  expect(desc).not.toMatch(/^(A|An|The) |\.$|^Preflight/i);
});

test('a release without a checksum is refused', () => {
  const sums = { ...release.sums, 'preflight-1.2.3-win-x64.zip': 'x' };
  expect(() => scoopManifest({ ...release, sums })).toThrow(/no checksum of preflight-1.2.3-win-x64.zip/);
});
