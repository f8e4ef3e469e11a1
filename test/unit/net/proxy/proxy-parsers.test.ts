/**
 * What Windows, macOS and GNOME print about their proxy. The shapes are those of outputs that people published (`reg query` and
 * `scutil --proxy` in issue trackers, `gsettings list-recursively` in an Ubuntu forum thread of 2021); names and addresses are ours.
 * None of these parsers ran on the real system here: known-limits.md.
 */
import { describe, expect, test } from '@jest/globals';
import { decodePac } from '../../../../src/net/proxy/pac-file.ts';
import { isBypassed, type ProxyConfig } from '../../../../src/net/proxy/proxy-config.ts';
import { readEnvironmentProxy } from '../../../../src/net/proxy/proxy-environment.ts';
import { parseGnomeProxy } from '../../../../src/net/proxy/proxy-gnome.ts';
import { parseMacosProxy } from '../../../../src/net/proxy/proxy-macos.ts';
import { parseWindowsProxy } from '../../../../src/net/proxy/proxy-windows.ts';

type Seen = Pick<ProxyConfig, 'proxyText' | 'pacUrl' | 'bypass' | 'problem'> | null;

function seen(config: ProxyConfig | null): Seen {
  if (config === null) return null;
  const { proxyText, pacUrl, bypass, problem } = config;
  return { proxyText, pacUrl, bypass, problem };
}

const reg = (...lines: string[]): string =>
  [
    '',
    'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings',
    '    User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)',
    ...lines.map((line) => `    ${line}`),
    '',
    'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections',
    '',
  ].join('\r\n');

describe('reg query', () => {
  test.each<[string, string, Seen]>([
    [
      'one proxy for everything, with exceptions',
      reg(
        'ProxyEnable    REG_DWORD    0x1',
        'ProxyServer    REG_SZ    proxy.corp.example:8080',
        'ProxyOverride    REG_SZ    *.corp.example;10.*;<local>',
      ),
      {
        proxyText: 'proxy.corp.example:8080',
        pacUrl: null,
        bypass: ['*.corp.example', '10.*', '<local>'],
        problem: null,
      },
    ],
    [
      'one proxy for each scheme: that of https counts',
      reg(
        'ProxyEnable    REG_DWORD    0x1',
        'ProxyServer    REG_SZ    http=a.example:80;https=b.example:8443;socks=c.example:1080',
      ),
      { proxyText: 'b.example:8443', pacUrl: null, bypass: [], problem: null },
    ],
    [
      'a proxy for http alone is none for https',
      reg('ProxyEnable    REG_DWORD    0x1', 'ProxyServer    REG_SZ    http=a.example:80'),
      null,
    ],
    [
      'a proxy that is switched off',
      reg('ProxyEnable    REG_DWORD    0x0', 'ProxyServer    REG_SZ    a.example:80'),
      null,
    ],
    [
      'a PAC file beside a proxy that is switched off',
      reg('ProxyEnable    REG_DWORD    0x0', 'AutoConfigURL    REG_SZ    http://pac.corp.example/proxy.pac'),
      { proxyText: null, pacUrl: 'http://pac.corp.example/proxy.pac', bypass: [], problem: null },
    ],
    ['an empty value', reg('ProxyEnable    REG_DWORD    0x1', 'ProxyServer    REG_SZ    '), null],
    ['another text', 'ERROR: The system was unable to find the specified registry key or value.', null],
  ])('%s', (_why, output, wanted) => {
    expect(seen(parseWindowsProxy(output))).toEqual(wanted);
  });
});

const SCOPED = `  __SCOPED__ : <dictionary> {
    en0 : <dictionary> {
      HTTPSEnable : 1
      HTTPSPort : 9999
      HTTPSProxy : 10.9.9.9
    }
  }
`;
const scutil = (body: string): string => `<dictionary> {\n${body}}\n`;

describe('scutil --proxy', () => {
  test.each<[string, string, Seen]>([
    [
      'a proxy with exceptions; the one of a single interface is left out',
      scutil(
        `  ExceptionsList : <array> {\n    0 : *.local\n    1 : 169.254/16\n    2 : a.example, b.example\n  }\n  ExcludeSimpleHostnames : 1\n  FTPPassive : 1\n  HTTPSEnable : 1\n  HTTPSPort : 8080\n  HTTPSProxy : proxy.corp.example\n${SCOPED}`,
      ),
      {
        proxyText: 'proxy.corp.example:8080',
        pacUrl: null,
        bypass: ['<local>', '*.local', '169.254/16', 'a.example', 'b.example'],
        problem: null,
      },
    ],
    [
      'only a single interface has one: said, not followed',
      scutil(`  HTTPSEnable : 0\n${SCOPED}`),
      {
        proxyText: null,
        pacUrl: null,
        bypass: [],
        problem: 'a proxy is set for en0 alone; Preflight does not follow it',
      },
    ],
    [
      'an IPv6 proxy gets its brackets',
      scutil('  HTTPSEnable : 1\n  HTTPSPort : 3128\n  HTTPSProxy : fd00::1\n'),
      { proxyText: '[fd00::1]:3128', pacUrl: null, bypass: [], problem: null },
    ],
    [
      'a PAC file',
      scutil('  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://wpad.example/proxy.pac\n'),
      { proxyText: null, pacUrl: 'http://wpad.example/proxy.pac', bypass: [], problem: null },
    ],
    [
      'a PAC file that is switched off',
      scutil('  ProxyAutoConfigEnable : 0\n  ProxyAutoConfigURLString : http://x/p\n'),
      null,
    ],
    [
      'automatic detection alone is said, not followed',
      scutil('  ProxyAutoDiscoveryEnable : 1\n'),
      {
        proxyText: null,
        pacUrl: null,
        bypass: [],
        problem: 'automatic proxy detection (WPAD) is on; Preflight does not follow it',
      },
    ],
    ['nothing', scutil('  FTPPassive : 1\n'), null],
  ])('%s', (_why, output, wanted) => {
    expect(seen(parseMacosProxy(output))).toEqual(wanted);
  });
});

const gnome = (mode: string, more: string): string =>
  `org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1']
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy mode '${mode}'
org.gnome.system.proxy.http use-authentication false
org.gnome.system.proxy.http port 8080
${more}
org.gnome.system.proxy.socks host ''
`;
const LOCAL = ['localhost', '127.0.0.0/8', '::1'];

describe('gsettings list-recursively', () => {
  test.each<[string, string, Seen]>([
    [
      'mode none',
      gnome('none', "org.gnome.system.proxy.https host 'left.over'\norg.gnome.system.proxy.https port 1"),
      null,
    ],
    [
      'a proxy for https',
      gnome(
        'manual',
        "org.gnome.system.proxy.https host 'proxy.corp.example'\norg.gnome.system.proxy.https port 3128",
      ),
      { proxyText: 'proxy.corp.example:3128', pacUrl: null, bypass: LOCAL, problem: null },
    ],
    [
      'the proxy of http stands for all',
      gnome(
        'manual',
        "org.gnome.system.proxy.http host 'one.example'\norg.gnome.system.proxy.https host ''\norg.gnome.system.proxy.https port 0",
      ),
      { proxyText: 'one.example:8080', pacUrl: null, bypass: LOCAL, problem: null },
    ],
    [
      'a PAC file',
      gnome('auto', "org.gnome.system.proxy autoconfig-url 'http://pac.example/p'"),
      { proxyText: null, pacUrl: 'http://pac.example/p', bypass: LOCAL, problem: null },
    ],
    [
      'automatic without a file is WPAD',
      gnome('auto', "org.gnome.system.proxy autoconfig-url ''"),
      {
        proxyText: null,
        pacUrl: null,
        bypass: LOCAL,
        problem: 'automatic proxy detection (WPAD) is on; Preflight does not follow it',
      },
    ],
    ['another text', 'No such schema "org.gnome.system.proxy"', null],
  ])('%s', (_why, output, wanted) => {
    expect(seen(parseGnomeProxy(output))).toEqual(wanted);
  });
});

describe('the environment', () => {
  test.each<[string, Record<string, string>, Seen]>([
    ['nothing', {}, null],
    ['an empty variable is none', { HTTPS_PROXY: ' ' }, null],
    [
      'an empty one hides no other',
      { https_proxy: '', HTTPS_PROXY: 'http://b:1' },
      { proxyText: 'http://b:1', pacUrl: null, bypass: [], problem: null },
    ],
    ['HTTP_PROXY is not for https', { HTTP_PROXY: 'http://p:1' }, null],
    [
      'lower case wins',
      { https_proxy: 'http://a:1', HTTPS_PROXY: 'http://b:1' },
      { proxyText: 'http://a:1', pacUrl: null, bypass: [], problem: null },
    ],
    [
      'ALL_PROXY is the last resort',
      { ALL_PROXY: 'http://c:1', NO_PROXY: 'a, b c' },
      { proxyText: 'http://c:1', pacUrl: null, bypass: ['a', 'b', 'c'], problem: null },
    ],
  ])('%s', (_why, env, wanted) => {
    expect(seen(readEnvironmentProxy(env))).toEqual(wanted);
  });
});

describe('who goes direct', () => {
  const host = 's3.eu-central-1.amazonaws.com';
  test.each([
    ['the name itself', 'suffix', host, true],
    ['a parent name counts for all below it', 'suffix', 'amazonaws.com', true],
    ['a leading dot', 'suffix', '.amazonaws.com', true],
    ['a leading star', 'suffix', '*.amazonaws.com', true],
    ['only whole labels', 'suffix', 'aws.com', false],
    ['everybody', 'suffix', '*', true],
    ['our port', 'suffix', 'amazonaws.com:443', true],
    ['another port', 'suffix', 'amazonaws.com:80', false],
    ['a block of addresses says nothing of a name', 'suffix', '10.0.0.0/8', false],
    ['on Windows a parent name alone does not count', 'exact', 'amazonaws.com', false],
    ['a glob at the front', 'exact', '*.amazonaws.com', true],
    ['globs on both ends', 'exact', '*eu-central*', true],
    ['a glob in the middle', 'exact', 's3.*.amazonaws.com', true],
    ['parts may not overlap', 'exact', 's3.eu-central-1.amazonaws.com*m', false],
    ['a scheme in front', 'exact', 'https://*.amazonaws.com', true],
    ['local names have no dot', 'exact', '<local>', false],
    ['a malformed block of macOS', 'exact', '169.254/16', false],
  ] as const)('%s', (_why, bypassStyle, entry, wanted) => {
    expect(isBypassed(host, { bypass: [entry], bypassStyle })).toBe(wanted);
  });

  test('a literal address in a block', () => {
    expect(isBypassed('10.1.2.3', { bypass: ['10.0.0.0/8'], bypassStyle: 'suffix' })).toBe(true);
  });
});

test('the environment says where its setting comes from, and leaves nothing unfollowed', () => {
  expect(readEnvironmentProxy({ https_proxy: 'http://a:1' })).toMatchObject({
    source: 'environment',
    bypassStyle: 'suffix',
    notFollowed: [],
  });
});

test.each([
  ['UTF-16, little end first', [0xff, 0xfe, 0x61, 0x00], '\u0061'],
  ['UTF-16, big end first', [0xfe, 0xff, 0x00, 0x61], '\u0061'],
  ['UTF-8', [0xc3, 0xbc], '\u00fc'],
  ['windows-1252, as nothing else fits', [0xfc], '\u00fc'],
  ['half a mark of big end first', [0xfe, 0x61], '\u00fea'],
  ['half a mark of little end first', [0xff, 0x61], '\u00ffa'],
])('a proxy script in %s', (_what, bytes, text) => {
  expect(decodePac(Uint8Array.from(bytes))).toBe(text);
});
