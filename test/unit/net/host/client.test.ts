import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../../src/core/failure.ts';
import { parseDpkg } from '../../../../src/net/host/client-linux.ts';
import { parseInfoPlist } from '../../../../src/net/host/client-macos.ts';
import { isSupportedSystem } from '../../../../src/net/host/client-systems.ts';
import { clientKeyOf } from '../../../../src/net/host/client-windows.ts';
import { readClient } from '../../../../src/net/host/client.ts';
import { readFixture } from '../../../fixtures/read-fixtures.ts';
import { fakeCommands, type FakeCommands } from '../fake-commands.ts';

const options = { timeoutMs: 1000, signal: new AbortController().signal };

function clientOn(platform: NodeJS.Platform, commands: FakeCommands) {
  const doors = { commands, env: {}, readText: () => Promise.resolve(null) };
  return readClient({ platform, doors }, options);
}

describe('Windows', () => {
  const key = 'reg query HKEY_LOCAL_MACHINE\\Software';
  const installed = {
    'reg query HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall':
      readFixture('reg/search-windows.txt'),
    [key]: readFixture('reg/key-windows.txt'),
    'reg query HKCU\\Software /ve': '',
    'reg query HKLM\\Software\\Microsoft\\Windows\\CurrentVersion\\App Paths\\msedge.exe': '',
  };

  test('the uninstall key gives version and folder, App Paths the browsers', async () => {
    const evidence = await clientOn('win32', fakeCommands(installed));
    expect(evidence).toMatchObject({
      installed: true,
      version: '5.23.0.5180',
      path: 'C:\\Program Files\\Amazon Web Services, Inc\\Amazon WorkSpaces\\',
      browsers: [{ name: 'Edge', version: null }],
      failure: null,
    });
  });

  test('no key in any view: not installed', async () => {
    const commands = fakeCommands({
      'reg query': { exitCode: 1, stdout: readFixture('reg/none-windows.txt') },
    });
    expect(await clientOn('win32', commands)).toMatchObject({
      installed: false,
      version: null,
      failure: null,
    });
  });

  test('a registry tool that policy forbids leaves it unknown, never "missing"', async () => {
    expect(await clientOn('win32', fakeCommands({}))).toMatchObject({
      installed: null,
      failure: { code: 'tool-missing' },
    });
  });

  test('a search that did not end leaves it unknown, never "missing"', async () => {
    const commands = fakeCommands({
      'reg query HKCU': { exitCode: 1 },
      'reg query HKLM': { failure: failure('generic-timeout', 'spawn', 'reg') },
    });
    expect(await clientOn('win32', commands)).toMatchObject({
      installed: null,
      failure: { code: 'generic-timeout' },
    });
  });

  test('another product of the same family is not the client', () => {
    const other = readFixture('reg/search-windows.txt').replace(
      'REG_SZ    Amazon WorkSpaces\n',
      'REG_SZ    Amazon WorkSpaces Thin\n',
    );
    expect(clientKeyOf(other)).toBeNull();
  });
});

describe('Linux', () => {
  test.each([
    ['an installed package', 'install ok installed\t2024.7.5234\n', '2024.7.5234'],
    ['a package on hold', 'hold ok installed\t4.7.0.4312\n', '4.7.0.4312'],
    [
      'epoch and revision are not part of the version',
      'install ok installed\t1:4.7.0.4312-2\n',
      '4.7.0.4312',
    ],
    ['a removed package', 'deinstall ok config-files\t4.7.0.4312\n', null],
    ['nothing', '', null],
  ])('%s', (_name, stdout, version) => {
    expect(parseDpkg(stdout)).toBe(version);
  });

  test('the version of the package is the version of the client', async () => {
    const commands = fakeCommands({ 'dpkg-query': 'install ok installed\t2024.7.5234\n' });
    expect(await clientOn('linux', commands)).toMatchObject({ installed: true, version: '2024.7.5234' });
  });

  test('a machine without dpkg and without the program file does not have it', async () => {
    expect(await clientOn('linux', fakeCommands({}))).toMatchObject({ installed: false, osSupported: null });
  });
});

test.each([
  ['an empty version is none', '{"CFBundleShortVersionString":""}', null],
  ['the version that people see', '{"CFBundleShortVersionString":"5.25.1","CFBundleVersion":"7"}', '5.25.1'],
  ['a file without one', '{"CFBundleVersion":"7"}', null],
  ['no JSON', 'file does not exist', null],
])('Info.plist: %s', (_name, json, version) => {
  expect(parseInfoPlist(json)).toBe(version);
});

test.each([
  ['Windows 10', 'win32', '10.0.19045', null, true],
  ['Windows 7', 'win32', '6.1.7601', null, false],
  ['macOS', 'darwin', '24.3.0', null, true],
  ['Ubuntu of the guide', 'linux', '6.8.0', 'ID=ubuntu\nVERSION_ID="22.04"\n', true],
  ['Ubuntu newer than the guide: unknown', 'linux', '6.8.0', 'ID=ubuntu\nVERSION_ID="26.04"\n', null],
  ['Ubuntu without a number: unknown', 'linux', '6.8.0', 'ID=ubuntu\n', null],
  ['Ubuntu with an empty number: unknown', 'linux', '6.8.0', 'ID=ubuntu\nVERSION_ID=""\n', null],
  ['single quotes (os-release(5))', 'linux', '4.15.0', "ID='ubuntu'\nVERSION_ID='18.04'\n", false],
  ['lines that end as on Windows', 'linux', '6.8.0', 'ID=ubuntu\r\nVERSION_ID="22.04"\r\n', true],
  ['Ubuntu older than the guide', 'linux', '4.15.0', 'ID=ubuntu\nVERSION_ID="18.04"\n', false],
  [
    'another Linux: unknown, for it may well run the client',
    'linux',
    '6.1.0',
    'ID=debian\nVERSION_ID="12"\n',
    null,
  ],
  ['a system that nobody knows', 'freebsd', '14', null, null],
] as const)('supported: %s', (_name, platform, release, osRelease, wanted) => {
  expect(isSupportedSystem({ platform, release, osRelease })).toBe(wanted);
});

test('a system without a place to look is unknown with the reason', async () => {
  expect(await clientOn('freebsd', fakeCommands({}))).toMatchObject({
    installed: null,
    failure: { code: 'tool-missing' },
  });
});
