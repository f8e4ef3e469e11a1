/** The small pieces of a bundle: the texts of tools, a text that is shown, keys, the secrets of a proxy. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readIdentity } from '../../../src/bundle/identity.ts';
import { proxySecrets } from '../../../src/bundle/proxy-secrets.ts';
import { harmlessText, shownText, standInsOf } from '../../../src/bundle/shown-text.ts';
import { keyOfCase, keyOfText, readKeyFile } from '../../../src/bundle/tag-key.ts';
import { networkAddress, networkFacts } from '../../../src/bundle/tags.ts';
import { toolOutputLeftOut, toolTexts } from '../../../src/bundle/tool-output.ts';
import type { ToolRun } from '../../../src/evidence/tool-output.ts';
import { madeRecord, madeReport } from '../report/made-report.ts';

const ran = (over: Partial<ToolRun>): ToolRun => ({
  tool: 'ping',
  args: [],
  atMs: 1234,
  durationMs: 5,
  exitCode: 0,
  problem: null,
  output: 'out',
  droppedChars: 0,
  ...over,
});
const recordOf = (runs: readonly ToolRun[], unkeptRuns = 0) => ({
  ...madeRecord(madeReport({})),
  toolOutput: { runs: [...runs], unkeptRuns },
});

test('the output of one program is one text, run by run, with its end', () => {
  const runs = [
    ran({ args: ['-c', '1'], output: 'a\r\nb\n\n' }),
    ran({ tool: 'PING.EXE', exitCode: null, problem: 'no answer', output: '', droppedChars: 3 }),
    ran({ exitCode: null, output: '\nx' }),
    ran({ tool: 'ip.exe.x' }),
    ran({ tool: 'system_profiler' }),
  ];
  expect(toolTexts(recordOf(runs))).toEqual([
    {
      tool: 'ping',
      runs: 3,
      text: [
        '$ ping -c 1\n[at 1.234 s, took 0.005 s, exit code 0]\na\nb\n',
        '$ PING.EXE\n[at 1.234 s, took 0.005 s, no answer]\n[3 more characters were not kept]\n',
        '$ ping\n[at 1.234 s, took 0.005 s, ended by us]\n\nx\n',
      ].join('\n'),
    },
  ]);
  expect(toolOutputLeftOut(recordOf(runs, 2))).toEqual([
    { what: 'output of ip.exe.x', why: 'no rule allows it yet' },
    { what: 'output of system_profiler', why: 'no rule allows it yet' },
    { what: 'output of 2 more programs', why: 'too many were started' },
  ]);
});

test('the programs whose output goes in are those that somebody read', () => {
  const allowed =
    'ping ping6 traceroute tracert ip ss resolvectl iw gsettings dpkg-query ifconfig netstat route scutil networksetup plutil netsh reg powershell';
  expect(
    toolTexts(recordOf([...allowed.split(' '), 'security', ''].map((tool) => ran({ tool }))))
      .map(({ tool }) => tool)
      .join(' '),
  ).toBe(allowed);
});

test('nothing ran: nothing is said', () => {
  expect([toolTexts(null), toolOutputLeftOut(null), toolOutputLeftOut(recordOf([]))]).toEqual([[], [], []]);
  expect(toolTexts(madeRecord(madeReport({})))).toEqual([]);
});

test.each([
  ['abc\n', 10, 'abc', false],
  ['abcdefghij', 10, 'abcdefghij', false],
  ['abcdefghijk', 10, 'abcdefghij', true],
  ['abcdef\nhijk', 10, 'abcdef', true],
  ['abcde\nghijk', 10, 'abcde\nghij', true],
  ['abcdefghi\nk', 10, 'abcdefghi', true],
  ['abcdefghij\n', 10, 'abcdefghij', true],
  ['a\u001b[31mb\nc\u202e', 20, 'ab\nc', false],
])('%j is shown to %d signs as %j', (text, most, shown, truncated) => {
  expect(shownText(text, most)).toEqual({ text: shown, truncated });
});

test('what is no text is not shown, and what follows it does not matter', () => {
  expect(shownText('ab\0', 3)).toEqual({ text: null, truncated: false });
  expect(shownText('ab\0', 2)).toEqual({ text: 'ab', truncated: true });
  expect(harmlessText('a\n\n')).toBe('a\n');
});

test('stand-ins of a text are words of their own', () => {
  expect(
    standInsOf('host-1, xhost-2 host-12:443 user-1', ['host-1', 'host-2', 'host-12', 'user-1', 'user-2']),
  ).toEqual(['host-1', 'host-12', 'user-1']);
  expect(standInsOf('', ['host-1'])).toEqual([]);
});

test('a key is its 32 bytes, and one digit less or more, a capital or a lead is none', () => {
  const text = `preflight-tag-key-1:${'0a'.repeat(32)}`;
  expect(keyOfText(`${text}\n`)).toEqual({ scope: 'organisation', bytes: Buffer.alloc(32, 10), id: 'kquf3' });
  for (const bad of [
    `${text}0`,
    text.slice(0, -1),
    ` ${text}`,
    text.replace('a', 'A'),
    `${text} x`,
    text.replace('-1:', '-2:'),
  ])
    expect(keyOfText(bad)).toBeNull();
});

test('the key of a case is derived from its token, and another form of token has none', () => {
  expect(keyOfCase('abcdefghijklmnopqrst_-')).toMatchObject({
    scope: 'case',
    id: expect.stringMatching(/^k[a-z2-7]{4}$/),
  });
  expect(keyOfCase('abcdefghijklmnopqrst_-')?.bytes).toHaveLength(32);
  for (const bad of [
    'abcdefghijklmnopqrst_',
    'abcdefghijklmnopqrst_-x',
    ' bcdefghijklmnopqrst_-',
    'abcdefghijklmnopqrst_+',
  ])
    expect(keyOfCase(bad)).toBeNull();
});

const folder = mkdtempSync(join(os.tmpdir(), 'preflight-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a key file is read up to its limit', async () => {
  const path = join(folder, 'key');
  const text = `preflight-tag-key-1:${'0a'.repeat(32)}`;
  writeFileSync(path, text.padEnd(4096));
  expect((await readKeyFile(path)).id).toBe('kquf3');
  for (const bad of [text.padEnd(4097), 'x']) {
    writeFileSync(path, bad);
    await expect(readKeyFile(path)).rejects.toThrow('is no key file; "bundle key new FILE" makes one');
  }
  await expect(readKeyFile(join(folder, 'none'))).rejects.toThrow('cannot be read (ENOENT)');
});

test.each(['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'])(
  '%s gives its user and its password, as written and decoded',
  (name) => {
    expect(proxySecrets({ [name]: 'http://joe:a%26b@proxy:1' })).toEqual({
      users: ['joe'],
      secrets: ['a%26b', 'a&b'],
    });
  },
);

test('the proxy that was named comes first; what has no login, no form or a broken code gives what it has', () => {
  expect(proxySecrets({ http_proxy: 'http://ann:x%zz@p' }, 'http://joe@q')).toEqual({
    users: ['joe', 'ann'],
    secrets: ['x%zz', 'x%zz'],
  });
  expect(
    proxySecrets({ http_proxy: 'no address', https_proxy: 'http://p:1', NO_PROXY: 'http://a:b@c' }),
  ).toEqual({ users: [], secrets: [] });
});

test('who and where this is comes from the system and from each of its variables, once', () => {
  const { userNames, hostNames, domains } = readIdentity({
    USER: 'u1',
    USERNAME: 'u2',
    LOGNAME: 'u1',
    SUDO_USER: 'u3',
    COMPUTERNAME: 'h1',
    HOSTNAME: 'h2',
    USERDNSDOMAIN: 'd1',
    USERDOMAIN: '',
  });
  expect(userNames).toEqual(expect.arrayContaining(['u1', 'u2', 'u3', os.userInfo().username]));
  expect(new Set(userNames).size).toBe(userNames.length);
  expect(hostNames).toEqual(expect.arrayContaining(['h1', 'h2', os.hostname()]));
  expect(domains).toEqual(['d1']);
});

/** The facts that tell networks apart, of a machine with these fields. */
function factsOf(host: object, observations: Record<string, unknown> | null = null): string[] {
  const report = madeReport({});
  const bare = {
    ...report.host,
    ...{ dnsServers: [], defaultGateways: [], interfaces: [], wifi: null, vpn: null },
  };
  const { proxy } = bare;
  const all = {
    ...report,
    host: { ...bare, proxy: { ...proxy, httpsProxy: null }, splitDns: [], ...host },
  } as never;
  const record = observations === null ? null : ({ ...madeRecord(report), observations } as never);
  return networkFacts(all, record).map(({ kind, value }) => `${kind} ${value}`);
}
const card = (name: string, kind: string, addresses: readonly (readonly [string, number | null])[]) => ({
  name,
  kind,
  addresses: addresses.map(([address, prefixLength]) => ({
    address,
    prefixLength,
    family: address.includes(':') ? 6 : 4,
  })),
});
const router = (address: string, interfaceName = 'en0') => ({ family: 4, address, interfaceName });
const outside = (mappedAddress: string) => ({
  outcome: 'completed',
  evidence: { kind: 'stun', reply: { mappedAddress } },
});

test.each<[string, object, readonly string[]]>([
  ['nothing', {}, []],
  [
    'one DNS server, said twice',
    { dnsServers: [router('10.20.0.53'), router('10.20.0.53')] },
    ['dns 10.20.0.53'],
  ],
  ["everybody's DNS servers", { dnsServers: [router('8.8.8.8'), router('192.168.1.1'), router('zq')] }, []],
  ['a public DNS server of its own', { dnsServers: [router('81.7.6.5')] }, ['dns 81.7.6.5']],
  ['a router', { defaultGateways: [router('10.20.3.1')] }, ['gateway 10.20.3.1']],
  [
    'the network of the card with the router, and its /16',
    {
      defaultGateways: [router('10.20.3.1')],
      interfaces: [
        card('en0', 'ethernet', [['10.20.3.17', 24]]),
        card('en1', 'ethernet', [['10.30.3.17', 24]]),
      ],
    },
    ['gateway 10.20.3.1', 'prefix 10.20.3.0/24', 'prefix 10.20.0.0/16'],
  ],
  [
    'a /16 once, a network without a length, a home, an IPv6 network, a public address',
    {
      defaultGateways: [router('192.168.1.1')],
      interfaces: [
        card('en0', 'ethernet', [
          ['10.20.3.17', 16],
          ['10.40.3.17', null],
          ['10.50.129.17', 17],
          ['192.168.77.9', 24],
          ['192.168.1.9', 24],
          ['fd12::1', 64],
          ['81.7.6.5', 24],
        ]),
      ],
    },
    ['10.20.0.0/16', '10.40.0.0/16', '10.50.128.0/17', '10.50.0.0/16', '192.168.77.0/24'].map(
      (one) => `prefix ${one}`,
    ),
  ],
  [
    'a tunnel is no network of its own',
    {
      defaultGateways: [router('192.168.1.1', 'utun0')],
      interfaces: [card('utun0', 'tunnel', [['10.20.3.17', 24]])],
    },
    [],
  ],
  ['names, in their plain spelling', { splitDns: [{ domains: ['.Zq.Example.'] }] }, ['suffix zq.example']],
  ['a Wi-Fi, as it is written', { wifi: { ssid: 'Zq Net' } }, ['ssid Zq Net']],
  ['a Wi-Fi without a name', { wifi: { ssid: '' } }, []],
  [
    'a proxy by host and port',
    { proxy: { httpsProxy: 'http://zq.example:3128/x' } },
    ['proxy zq.example:3128'],
  ],
  ['a proxy that is no address', { proxy: { httpsProxy: 'zq' } }, []],
])('what tells a network apart: %s', (_what, host, facts) => {
  expect(factsOf(host)).toEqual(facts);
});

test('a public address is told as the range that an organisation has, where the person lets it stand', () => {
  const seen = {
    a: outside('81.7.6.5'),
    b: outside('2a02:8106:77:66::55'),
    c: outside('zq'),
    d: { outcome: 'not-tested' },
  };
  expect(factsOf({}, seen)).toEqual(['public 81.7.6.0/24', 'public 2a02:8106:77::/48']);
  expect(factsOf({}, null)).toEqual([]);
});

test.each([
  ['10.20.3.17', 24, '10.20.3.0/24'],
  ['10.20.3.17', 32, '10.20.3.17/32'],
  ['10.20.3.17', 9, '10.0.0.0/9'],
  ['255.255.255.255', 31, '255.255.255.254/31'],
  ['1.2.3.4', 0, '0.0.0.0/0'],
])('the network of %s/%d is %s', (address, length, wanted) => {
  expect(networkAddress(address, length)).toBe(wanted);
});
