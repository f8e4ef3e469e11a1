/** Every setting of user and machine is a fact; what cannot be followed is said with its kind; a tool that fails is unread. */
import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../../src/core/failure.ts';
import { parseMacosProxy } from '../../../../src/net/proxy/proxy-macos.ts';
import { readProxySettings, type SystemSetup } from '../../../../src/net/proxy/proxy-system.ts';
import { parseWindowsProxy, windowsFacts } from '../../../../src/net/proxy/proxy-windows.ts';
import { readFixture } from '../../../fixtures/read-fixtures.ts';
import { fakeCommands } from '../fake-commands.ts';

const options = { timeoutMs: 1000, signal: new AbortController().signal };
const reg = (name: string): string => readFixture(`reg/proxy-${name}-windows.txt`);
const hkcu = (...values: string[]): string =>
  ['HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings', ...values].join(
    '\r\n    ',
  );

function read(platform: NodeJS.Platform, answers: Parameters<typeof fakeCommands>[0], env = {}) {
  const setup: SystemSetup = { env, platform, run: fakeCommands(answers) };
  return readProxySettings(setup, options);
}

describe('Windows', () => {
  test('SOCKS alone is no proxy for https and not "no proxy"', () => {
    expect(parseWindowsProxy(reg('socks-only'))).toMatchObject({
      proxyText: null,
      bypass: ['<local>'],
      notFollowed: [
        { kind: 'socks', text: 'a SOCKS proxy is set (127.0.0.1:1080); Preflight does not follow it' },
      ],
    });
  });

  test.each([
    ['switched off', 'ProxyEnable    REG_DWORD    0x0', 'ProxyServer    REG_SZ    socks=c:1080'],
    [
      'beside one for https',
      'ProxyEnable    REG_DWORD    0x1',
      'ProxyServer    REG_SZ    https=b:1;socks=c:1080',
    ],
    ['beside one for all', 'ProxyEnable    REG_DWORD    0x1', 'ProxyServer    REG_SZ    b:1;socks=c:1080'],
  ])('SOCKS %s says nothing', (_why, ...values) => {
    expect(parseWindowsProxy(hkcu(...values))?.notFollowed ?? []).toEqual([]);
  });

  test('http with SOCKS: https goes by SOCKS', () => {
    const text = hkcu('ProxyEnable    REG_DWORD    0x1', 'ProxyServer    REG_SZ    http=a:80;socks=c:1080');
    expect(parseWindowsProxy(text)?.notFollowed).toMatchObject([{ kind: 'socks' }]);
  });

  test('automatic detection is said', () => {
    expect(parseWindowsProxy(reg('autodetect-on'))?.notFollowed).toMatchObject([{ kind: 'wpad' }]);
    expect(windowsFacts(reg('autodetect-on'))).toEqual([
      { place: 'user', name: 'ProxyEnable', value: '0' },
      { place: 'user', name: 'AutoDetect', value: '1' },
    ]);
  });

  test('automatic detection beside a proxy is said too', () => {
    const text = hkcu(
      'ProxyEnable    REG_DWORD    0x1',
      'ProxyServer    REG_SZ    b:1',
      'AutoDetect    REG_DWORD    0x1',
    );
    expect(parseWindowsProxy(text)).toMatchObject({ proxyText: 'b:1', notFollowed: [{ kind: 'wpad' }] });
  });

  test('one proxy for each protocol is read as before', () => {
    expect(parseWindowsProxy(reg('each-protocol'))).toMatchObject({
      proxyText: '127.0.0.1:8888',
      bypass: ['10.*', '172.16.*', '*.corp.example', '<local>', '<-loopback>'],
      notFollowed: [],
    });
  });

  const user = hkcu('ProxyEnable    REG_DWORD    0x1', 'ProxyServer    REG_SZ    user.example:1');

  test('the machine’s settings hold where the policy says so', async () => {
    const found = await read('win32', {
      'reg query HKCU\\Software\\Microsoft': user,
      'reg query HKLM\\Software\\Policies': reg('machine-wide-policy'),
      'reg query HKLM\\Software\\Microsoft': reg('machine-wide-pac'),
      'reg query': { exitCode: 1 },
    });
    expect(found.config).toMatchObject({ proxyText: null, pacUrl: 'http://pac.corp.example/proxy.pac' });
    expect(found.unread).toBeNull();
    expect(found.seen).toContainEqual({ place: 'machine-policy', name: 'ProxySettingsPerUser', value: '0' });
    expect(found.seen).toContainEqual({ place: 'user', name: 'ProxyServer', value: 'user.example:1' });
  });

  test('without the policy they are facts and the user’s hold', async () => {
    const found = await read('win32', {
      'reg query HKCU\\Software\\Microsoft': user,
      'reg query HKLM\\Software\\Microsoft': reg('machine-wide-pac'),
      'reg query': { exitCode: 1 },
    });
    expect(found.config).toMatchObject({ proxyText: 'user.example:1', pacUrl: null });
    expect(found.seen).toContainEqual({
      place: 'machine',
      name: 'AutoConfigURL',
      value: 'http://pac.corp.example/proxy.pac',
    });
  });

  test('the machine’s alone, where the user has no key at all', () => {
    expect(parseWindowsProxy(reg('machine-wide-pac'))?.pacUrl).toBe('http://pac.corp.example/proxy.pac');
  });

  test('keys below the settings are not the settings', () => {
    const zone = user.replace('Internet Settings', 'Internet Settings\\Zones');
    expect(parseWindowsProxy(zone)).toBeNull();
  });
});

describe('a Mac', () => {
  const scutil = (body: string): string => `<dictionary> {\n${body}}\n`;
  const socks = '  SOCKSEnable : 1\n  SOCKSPort : 1080\n  SOCKSProxy : 127.0.0.1\n';

  test('SOCKS alone is said', () => {
    expect(parseMacosProxy(scutil(socks))?.notFollowed).toMatchObject([{ kind: 'socks' }]);
  });

  test.each([
    ['switched off', socks.replace('SOCKSEnable : 1', 'SOCKSEnable : 0')],
    [
      'idle beside a proxy for https',
      `${socks}  HTTPSEnable : 1\n  HTTPSPort : 1\n  HTTPSProxy : p.example\n`,
    ],
  ])('SOCKS %s is not', (_why, body) => {
    expect(parseMacosProxy(scutil(body))?.notFollowed ?? []).toEqual([]);
  });

  test('a setting of the whole machine hides those of single interfaces', () => {
    const config = parseMacosProxy(readFixture('scutil/vpn-pac-macos.txt'));
    expect(config).toMatchObject({ pacUrl: 'http://wpad.example.com/wpad.dat', notFollowed: [] });
  });

  test('settings of interfaces alone are named', () => {
    const scoped = readFixture('scutil/vpn-pac-macos.txt').replace(/^ {2}ProxyAuto.*\n/gm, '');
    expect(parseMacosProxy(scoped)?.notFollowed).toEqual([
      { kind: 'per-interface', text: 'a proxy is set for en0, utun3 alone; Preflight does not follow it' },
    ]);
  });
});

describe('Linux', () => {
  const gnome = (...lines: string[]): string =>
    lines.map((line) => `org.gnome.system.proxy${line}`).join('\n');

  test('SOCKS alone in GNOME is said', async () => {
    const gsettings = gnome(
      " mode 'manual'",
      ".https host ''",
      ".socks host '127.0.0.1'",
      '.socks port 1080',
    );
    const found = await read('linux', { gsettings });
    expect(found.config?.notFollowed).toMatchObject([{ kind: 'socks' }]);
    expect(found.seen).toContainEqual({ place: 'system', name: 'socks', value: '127.0.0.1:1080' });
  });

  test('a machine without GNOME has nothing unread', async () => {
    expect(await read('linux', {})).toEqual({ config: null, seen: [], unread: null });
  });

  test('KDE’s setting is said where KDE is the desktop', async () => {
    const answers = { 'kreadconfig6 --file kioslaverc': '1\n' };
    const found = await read('linux', answers, { XDG_CURRENT_DESKTOP: 'KDE' });
    expect(found.config).toMatchObject({ source: 'kde', notFollowed: [{ kind: 'kde' }] });
    expect((await read('linux', answers, { XDG_CURRENT_DESKTOP: 'GNOME' })).config).toBeNull();
    const none = { 'kreadconfig6 --file kioslaverc': '0\n' };
    expect((await read('linux', none, { XDG_CURRENT_DESKTOP: 'KDE' })).config).toBeNull();
  });

  test('passwords of variables are no facts', async () => {
    const found = await read(
      'linux',
      {},
      { HTTPS_PROXY: 'http://me:secret@p.example:1', http_proxy: 'you:pw@q:2' },
    );
    expect(found.seen.map(({ value }) => value)).toEqual(['http://p.example:1', 'q:2']);
  });
});

test.each([
  ['win32', 'reg'],
  ['darwin', 'scutil'],
] as const)(
  '%s: a tool that may not run is an unread fact, and the environment still counts',
  async (platform, tool) => {
    const forbidden = { [tool]: { failure: failure('not-permitted', 'spawn', 'EACCES') } };
    const found = await read(platform, forbidden, { HTTPS_PROXY: 'http://p.example:1' });
    expect(found.unread).toBe('not-permitted: EACCES');
    expect(found.config).toMatchObject({ source: 'environment', proxyText: 'http://p.example:1' });
  },
);
