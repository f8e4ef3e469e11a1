import { describe, expect, test } from '@jest/globals';
import { usableDnsServers } from '../../../../src/net/host/host-dns.ts';
import type { DefaultRoute, NetworkInterface } from '../../../../src/net/host/host-reading.ts';
import { gatewaysOf, hasFamily } from '../../../../src/net/host/host.ts';
import { readFixture } from '../../../fixtures/read-fixtures.ts';
import { fakeCommands } from '../fake-commands.ts';
import { hostOf, options } from './host-fixtures.ts';

const link = (over: object): object => ({
  ifname: 'eth0',
  flags: ['UP', 'LOWER_UP'],
  mtu: 1500,
  link_type: 'ether',
  address: '02:00:00:00:00:01',
  addr_info: [],
  ...over,
});
const inet = (local: string, over: object = {}): object => ({
  family: 'inet',
  local,
  prefixlen: 24,
  ...over,
});
const inet6 = (local: string, over: object = {}): object => ({
  family: 'inet6',
  local,
  prefixlen: 64,
  ...over,
});

const IP_ADDR = JSON.stringify([
  link({
    ifname: 'lo',
    flags: ['LOOPBACK', 'UP', 'LOWER_UP'],
    link_type: 'loopback',
    addr_info: [inet('127.0.0.1')],
  }),
  link({ addr_info: [inet('192.168.1.20'), inet6('fe80::20'), inet6('2001:db8::20', { tentative: true })] }),
  link({ ifname: 'wlan0', flags: ['UP'] }),
  link({ ifname: 'wg0', link_type: 'none', mtu: 1420, linkinfo: { info_kind: 'wireguard' } }),
  link({ ifname: 'tap0', linkinfo: { info_kind: 'tun', info_data: { type: 'tap' } } }),
  link({ ifname: 'eth1', linkinfo: { info_kind: 'tun', info_data: { type: 'tap' } } }),
  {},
]);

describe('a Linux machine', () => {
  const files = {
    '/etc/os-release': 'NAME="Ubuntu"\nPRETTY_NAME="Ubuntu 22.04.4 LTS"\n',
    '/proc/net/route': readFixture('proc/route-linux.txt').replaceAll('v0', 'eth0').replaceAll('tun0', 'wg0'),
    '/proc/net/wireless': readFixture('proc/wireless-linux.txt'),
    '/etc/resolv.conf': 'nameserver 127.0.0.53\n',
  };
  const commands = fakeCommands({
    'ip -j -d addr': IP_ADDR,
    'resolvectl dns': 'Link 2 (eth0): 192.168.1.1\nLink 3 (wlan0): 192.168.9.1\n',
    'iw dev wlan0 link': readFixture('iw/connected-linux.txt'),
  });

  test('is read whole, from files and four tools', async () => {
    const facts = await hostOf('linux', { commands: commands, files }).facts(options);
    expect(facts.os).toMatchObject({ platform: 'linux', name: 'Ubuntu 22.04.4 LTS' });
    expect(facts.interfaces.map(({ name, kind, up }) => [name, kind, up])).toEqual([
      ['lo', 'loopback', true],
      ['eth0', 'ethernet', true],
      ['wlan0', 'wifi', false],
      ['wg0', 'tunnel', true],
      ['tap0', 'tunnel', true],
      ['eth1', 'ethernet', true],
    ]);
    expect(facts.defaultGateways[0]).toEqual({ family: 4, address: '10.9.0.2', interfaceName: 'eth0' });
    expect([facts.hasIpv4, facts.hasIpv6]).toEqual([true, false]);
    expect(facts.wifi).toMatchObject({ ssid: 'HOME5', signalDbm: -44 });
    expect(facts.unread).toEqual({});
  });

  test('behind the stub of systemd stand its servers, but not those of an interface that is down', async () => {
    const facts = await hostOf('linux', { commands: commands, files }).facts(options);
    expect(facts.dnsServers).toEqual([
      { address: '127.0.0.53', port: 53, interfaceName: null },
      { address: '192.168.1.1', port: 53, interfaceName: 'eth0' },
    ]);
  });

  test('an address that is still being checked is not listed: nothing can be sent from it', async () => {
    const facts = await hostOf('linux', { commands: commands, files }).facts(options);
    expect(facts.interfaces[1]?.addresses.map(({ address }) => address)).toEqual([
      '192.168.1.20',
      'fe80::20',
    ]);
  });

  test('without `ip` the runtime has a list, and the reason is kept', async () => {
    const facts = await hostOf('linux', { files }).facts(options);
    expect(facts.unread).toMatchObject({ interfaces: 'tool-missing: ip', wifi: 'tool-missing: iw' });
    expect(facts.interfaces.some(({ kind }) => kind === 'loopback')).toBe(true);
    expect(facts.wifi).toEqual({ ssid: null, signalDbm: -56, linkMbps: null, channel: null });
  });

  test('an `ip` without JSON (busybox) counts as unreadable', async () => {
    const busybox = fakeCommands({ 'ip -j -d addr': 'ip: unrecognized option: j' });
    expect((await hostOf('linux', { commands: busybox, files }).facts(options)).unread['interfaces']).toMatch(
      /^tool-output-unreadable/,
    );
  });
});

describe('a Mac', () => {
  test('is read whole, and its idle tunnels make no IPv6', async () => {
    const routes = readFixture('netstat/idle-tunnels-macos.txt');
    const commands = fakeCommands({
      'ifconfig -a': readFixture('ifconfig/laptop-macos.txt'),
      networksetup: readFixture('ifconfig/hardware-ports-macos.txt'),
      'netstat -rnl -f inet6': routes.split('Internet6:')[1] ?? '',
      'netstat -rnl -f inet': routes.split('Internet6:')[0] ?? '',
      scutil: readFixture('scutil/split-tunnel-macos.txt'),
      system_profiler: readFixture('system-profiler/connected-macos.txt'),
    });
    const plist = '<key>ProductVersion</key>\n\t<string>15.3</string>';
    const files = { '/System/Library/CoreServices/SystemVersion.plist': plist };
    const facts = await hostOf('darwin', { commands: commands, files }).facts(options);
    expect(facts).toMatchObject({
      os: { name: 'macOS 15.3' },
      hasIpv4: true,
      hasIpv6: true,
      defaultGateways: [
        { family: 4, address: '192.168.1.254', interfaceName: 'en0' },
        { family: 6, address: 'fe80::feae:34ff:fea1:3a80%en0', interfaceName: 'en0' },
      ],
      wifi: { signalDbm: -52 },
      unread: {},
    });
    // utun2 of the sample is not among this machine's interfaces: its servers are left out.
    expect(facts.dnsServers.map(({ address }) => address)).toEqual(['8.8.8.8', '8.8.4.4']);
  });
});

describe('a Windows machine', () => {
  const commands = fakeCommands({
    powershell: readFixture('powershell/facts-windows.txt'),
    'netsh wlan show interfaces': readFixture('netsh/rssi-windows.txt'),
  });

  test('is read whole by one PowerShell and one netsh', async () => {
    const facts = await hostOf('win32', { commands }).facts(options);
    expect(commands.asked.map((line) => line.split(' ')[0])).toEqual(['powershell', 'netsh']);
    expect(facts.interfaces.map(({ name, kind, up, mtuBytes }) => [name, kind, up, mtuBytes])).toEqual([
      ['Wi-Fi', 'wifi', true, 1500],
      ['Ethernet', 'ethernet', false, null],
      ['Firmen-VPN', 'tunnel', true, 1300],
      ['wg0', 'tunnel', true, null],
    ]);
    expect(facts.defaultGateways).toEqual([
      { family: 4, address: '192.168.1.1', interfaceName: 'Wi-Fi' },
      { family: 6, address: 'fe80::1%12', interfaceName: 'Wi-Fi' },
    ]);
    expect([facts.hasIpv4, facts.hasIpv6]).toEqual([true, true]);
    expect(facts.interfaces[0]?.mac).toBe('a4:5e:60:1c:22:0b');
  });

  test('servers of the cable that is out, and the withdrawn fec0 ones, do not count', async () => {
    expect((await hostOf('win32', { commands }).facts(options)).dnsServers).toEqual([
      { address: '192.168.1.1', port: 53, interfaceName: 'Wi-Fi' },
      { address: 'fe80::1%12', port: 53, interfaceName: 'Wi-Fi' },
      { address: '10.20.0.53', port: 53, interfaceName: 'Firmen-VPN' },
    ]);
  });

  test.each([
    [
      'PowerShell is shut by policy',
      { failure: { code: 'not-permitted', operation: 'spawn', detail: 'EACCES' } },
      'not-permitted: EACCES',
    ],
    [
      'it prints an error instead',
      { exitCode: 1, stdout: 'Die Benennung' },
      'tool-output-unreadable: powershell, exit code 1',
    ],
    ['it prints another shape', '{"adapters":3}', 'tool-output-unreadable: powershell'],
  ] as const)('%s: the reason is kept', async (_name, answer, wanted) => {
    const facts = await hostOf('win32', { answers: { powershell: answer } }).facts(options);
    expect(facts.unread).toMatchObject({ interfaces: wanted, defaultGateways: wanted, dnsServers: wanted });
  });

  test('the script has no double quote and no line break: no layer of quoting can change it', () => {
    const script = commands.asked[0] ?? '';
    expect(script).toContain('Get-NetRoute');
    expect(/["\n]/.test(script)).toBe(false);
  });
});

const up = (name: string, kind: NetworkInterface['kind'], ...addresses: string[]): NetworkInterface => ({
  name,
  kind,
  up: true,
  mtuBytes: 1500,
  mac: null,
  addresses: addresses.map((address) => ({
    address,
    family: address.includes(':') ? 6 : 4,
    prefixLength: 64,
  })),
});
const route = (family: 4 | 6, interfaceName: string, gateway: string | null, metric = 0): DefaultRoute => ({
  family,
  gateway,
  interfaceName,
  metric,
});

describe('whether a family leads anywhere', () => {
  const lan = up('eth0', 'ethernet', '192.168.1.2', '2001:db8::2', 'fe80::2');
  test.each([
    ['address and route', 4, [lan], [route(4, 'eth0', '192.168.1.1')], true],
    ['no route', 4, [lan], [], false],
    ['a route of the other family', 6, [lan], [route(4, 'eth0', '192.168.1.1')], false],
    [
      'only a self-assigned address',
      4,
      [up('eth0', 'ethernet', '169.254.3.3')],
      [route(4, 'eth0', null)],
      false,
    ],
    ['the interface is down', 4, [{ ...lan, up: false }], [route(4, 'eth0', '192.168.1.1')], false],
    ['global IPv6', 6, [lan], [route(6, 'eth0', 'fe80::1%eth0')], true],
    ['only unique local IPv6', 6, [up('eth0', 'ethernet', 'fd00::2')], [route(6, 'eth0', 'fd00::1')], false],
    [
      'IPv6 route only through an idle tunnel',
      6,
      [lan, up('utun0', 'tunnel', 'fe80::9')],
      [route(6, 'utun0', null)],
      false,
    ],
    [
      'a route of another interface alone (macOS, flag I)',
      4,
      [lan],
      [{ ...route(4, 'eth0', '192.168.1.1'), scoped: true }],
      false,
    ],
    [
      'a VPN with a route and an address',
      4,
      [up('utun3', 'tunnel', '10.8.0.2')],
      [route(4, 'utun3', null)],
      true,
    ],
  ] as const)('%s', (_name, family, interfaces, routes, wanted) => {
    const ofFamily = routes.filter((one) => one.family === family);
    expect(hasFamily(family, { interfaces, routes: ofFamily, hasIpv4: family === 6 })).toBe(wanted);
  });
});

test('one gateway a family: the router rather than the tunnel, then the smaller metric', () => {
  const interfaces = [up('eth0', 'ethernet'), up('wlan0', 'wifi'), up('tun0', 'tunnel')];
  const routes = [
    route(4, 'tun0', '10.8.0.1', 0),
    route(4, 'wlan0', '192.168.2.1', 600),
    route(4, 'eth0', '192.168.1.1', 100),
    route(6, 'tun0', 'fd00::1', 0),
  ];
  const byFamily = {
    4: routes.filter(({ family }) => family === 4),
    6: routes.filter(({ family }) => family === 6),
  };
  expect(gatewaysOf(byFamily, interfaces)).toEqual([
    { family: 4, address: '192.168.1.1', interfaceName: 'eth0' },
    { family: 6, address: 'fd00::1', interfaceName: 'tun0' },
  ]);
});

describe('DNS servers', () => {
  const server = (address: string, interfaceName: string | null = null, port = 53) => ({
    address,
    port,
    interfaceName,
  });
  const on = (platform: NodeJS.Platform, interfaces: readonly NetworkInterface[] = []) => ({
    platform,
    interfaces,
  });

  test.each([
    ['win32', []],
    ['linux', ['fec0:0:0:ffff::1', 'fec0:0:0:ffff::3%eth0']],
    ['darwin', ['fec0:0:0:ffff::1', 'fec0:0:0:ffff::3%eth0']],
  ] as const)('withdrawn site-local servers are ghosts on Windows alone: %s', (platform, wanted) => {
    const own = [server('fec0:0:0:ffff::1'), server('fec0:0:0:ffff::3%eth0')];
    const found = usableDnsServers(own, [], on(platform));
    expect(found.map(({ address }) => address)).toEqual(wanted);
  });

  test('the same server twice counts once, its first mention stays', () => {
    const own = [server('192.0.2.1', 'eth0'), server('192.0.2.1')];
    expect(usableDnsServers(own, [], on('linux', [up('eth0', 'ethernet')]))).toEqual([own[0]]);
  });

  test('without a list of the system the library has one', () => {
    expect(usableDnsServers(null, [server('192.0.2.1', null, 1053)], on('linux'))).toEqual([
      server('192.0.2.1', null, 1053),
    ]);
  });

  test('an own port that only the library reads is kept', () => {
    expect(usableDnsServers([server('127.0.0.1')], [server('127.0.0.1', null, 1053)], on('linux'))).toEqual([
      server('127.0.0.1', null, 1053),
    ]);
  });

  test('a system without servers has none: the library would make up 127.0.0.1', () => {
    expect(usableDnsServers([], [server('127.0.0.1')], on('linux'))).toEqual([]);
  });
});
