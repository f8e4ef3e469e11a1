import { describe, expect, test } from '@jest/globals';
import type { IpAddress } from '../../../../src/core/address.ts';
import { readRoute } from '../../../../src/net/host/route.ts';
import { routeScript } from '../../../../src/net/host/route-windows.ts';
import { readFixture } from '../../../fixtures/read-fixtures.ts';
import { fakeCommands, type FakeCommands } from '../fake-commands.ts';

const options = { timeoutMs: 1000, signal: new AbortController().signal };
const address = '192.0.2.9' as IpAddress;

function routeOn(platform: NodeJS.Platform, commands: FakeCommands, target = address) {
  const doors = { commands, env: {}, readText: () => Promise.resolve(null) };
  return readRoute({ address: target, platform, doors }, options);
}

const LINKS = JSON.stringify([
  { ifname: 'eth0', mtu: 1500, link_type: 'ether' },
  {
    ifname: 'tun0',
    mtu: 1280,
    link_type: 'none',
    linkinfo: { info_kind: 'tun', info_data: { type: 'tun' } },
  },
]);
const DIRECT =
  '[{"dst":"192.0.2.9","gateway":"192.168.1.1","dev":"eth0","prefsrc":"192.168.1.2","flags":[],"cache":[]}]';
const TUNNEL =
  '[{"dst":"192.0.2.9","dev":"tun0","prefsrc":"10.8.0.2","metrics":[{"mtu":1200}],"flags":[],"cache":[]}]';

describe('Linux', () => {
  test('a direct route has gateway, source and the MTU of its interface, and no tunnel', async () => {
    const commands = fakeCommands({ 'ip -j -d addr': LINKS, 'ip -j route get': DIRECT });
    expect(await routeOn('linux', commands)).toEqual({
      kind: 'route',
      address,
      interfaceName: 'eth0',
      gateway: '192.168.1.1',
      sourceAddress: '192.168.1.2',
      interfaceMtuBytes: 1500,
      routeMtuBytes: null,
      tunnel: null,
      failure: null,
    });
  });

  test('a tunnel that takes everything else too is a full one; the kernel remembers a smaller MTU', async () => {
    const commands = fakeCommands({ 'ip -j -d addr': LINKS, 'ip -j route get': TUNNEL });
    expect(await routeOn('linux', commands)).toMatchObject({
      tunnel: { kind: 'tun', allTraffic: true },
      interfaceMtuBytes: 1280,
      routeMtuBytes: 1200,
    });
  });

  test('a tunnel for this address alone is a split one', async () => {
    const commands = fakeCommands({
      'ip -j -d addr': LINKS,
      'ip -j route get 192.0.2.9': TUNNEL,
      'ip -j route get': DIRECT,
    });
    expect((await routeOn('linux', commands)).tunnel).toEqual({ kind: 'tun', allTraffic: false });
  });

  test.each([
    ['busybox', { exitCode: 1, stderr: 'BusyBox v1.35.0 multi-call binary.\n\nUsage: ip [OPTIONS]' }],
    ['old iproute2', { exitCode: 255, stderr: 'Option "-j" is unknown, try "ip -help".' }],
  ])('%s knows no -j: the tool failed, and nothing is said of the network', async (_name, result) => {
    expect(await routeOn('linux', fakeCommands({ ip: result }))).toMatchObject({
      interfaceName: null,
      failure: { code: 'tool-failed' },
    });
  });

  test('only the routing table is asked, for the address and for documentation space', async () => {
    const commands = fakeCommands({ 'ip -j -d addr': LINKS, 'ip -j route get': DIRECT });
    await routeOn('linux', commands, '2001:db8:5::1' as IpAddress);
    expect(commands.asked).toEqual([
      'ip -j -d addr show',
      'ip -j route get 2001:db8:5::1',
      'ip -j route get 2001:db8::1',
    ]);
  });

  test.each([
    [
      'no route',
      { exitCode: 2, stderr: 'RTNETLINK answers: Network is unreachable\n' },
      'network-unreachable',
    ],
    ['an answer in another shape', '[{"dst":"x"}]', 'tool-output-unreadable'],
  ] as const)('%s', async (_name, answer, code) => {
    const commands = fakeCommands({ 'ip -j -d addr': LINKS, 'ip -j route get': answer });
    expect((await routeOn('linux', commands)).failure?.code).toBe(code);
  });

  test('a missing tool is said', async () => {
    expect((await routeOn('linux', fakeCommands({}))).failure?.code).toBe('tool-missing');
  });
});

describe('macOS', () => {
  test('two halves over the default route are a full tunnel', async () => {
    const commands = fakeCommands({
      ifconfig: readFixture('ifconfig/laptop-macos.txt').replaceAll('utun1', 'utun3'),
      'route -n get': readFixture('route/full-tunnel-macos.txt'),
    });
    expect(await routeOn('darwin', commands)).toMatchObject({
      interfaceName: 'utun3',
      gateway: '192.168.12.1',
      interfaceMtuBytes: 1380,
      routeMtuBytes: 1500,
      tunnel: { kind: 'utun', allTraffic: true },
    });
  });

  test('the source is the address of the family on the interface', async () => {
    const commands = fakeCommands({
      ifconfig: readFixture('ifconfig/laptop-macos.txt'),
      'route -n get -inet6': readFixture('route/direct-macos.txt'),
    });
    const route = await routeOn('darwin', commands, '2001:db8:5::1' as IpAddress);
    expect(route.sourceAddress).toBe('2600:1700:bab0:d40:1874:4566:6499:f3d1');
  });

  test('an address that is not in the table has no route', async () => {
    const stderr = readFixture('route/not-in-table-macos.txt');
    const commands = fakeCommands({ ifconfig: '', 'route -n get': { exitCode: 0, stderr } });
    expect((await routeOn('darwin', commands)).failure).toEqual({
      code: 'network-unreachable',
      operation: 'spawn',
      detail: 'route: writing to routing socket: not in table',
    });
  });
});

describe('Windows', () => {
  test('a known VPN driver is named; one other way out makes the tunnel a split one', async () => {
    const commands = fakeCommands({ powershell: readFixture('powershell/routes-windows.txt') });
    expect(await routeOn('win32', commands)).toMatchObject({
      interfaceName: 'Firmen-VPN',
      gateway: null,
      sourceAddress: '10.20.30.40',
      interfaceMtuBytes: 1300,
      tunnel: { kind: 'anyconnect', allTraffic: false },
      failure: null,
    });
  });

  test('the address stands in the script as a quoted literal, nothing else does', () => {
    expect(routeScript(['192.0.2.9', '2001:db8::1'])).toContain("@('192.0.2.9','2001:db8::1'|");
  });

  test('no route is said', async () => {
    const none = JSON.stringify([
      { found: false, name: null, source: null, nextHop: null, mtu: null, description: null, type: null },
    ]);
    expect((await routeOn('win32', fakeCommands({ powershell: none }))).failure?.code).toBe(
      'network-unreachable',
    );
  });
});

test('a system without a reader says so', async () => {
  expect((await routeOn('freebsd', fakeCommands({}))).failure?.code).toBe('tool-missing');
});
