/** A reading of this machine that fails is an unread fact: never "no network", never a fault of the program. */
import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../../src/core/failure.ts';
import { readFixture } from '../../../fixtures/read-fixtures.ts';
import { factsOf } from './host-fixtures.ts';

const forbidden = { failure: failure('not-permitted', 'spawn', 'EACCES') };
const yes = () => Promise.resolve(true);
const no = () => Promise.resolve(false);

describe('PowerShell is forbidden', () => {
  const answers = { powershell: forbidden, netsh: { exitCode: 1 } };

  test('the kernel says that there is a way: then there is', async () => {
    const facts = await factsOf('win32', { answers, hasRoute: (family) => Promise.resolve(family === 4) });
    expect([facts.hasIpv4, facts.hasIpv6]).toEqual([facts.interfaces.some(hasLan), false]);
    expect(facts.unread).not.toHaveProperty('hasIpv4');
    expect(facts.unread).toMatchObject({ interfaces: 'not-permitted: EACCES', splitDns: expect.anything() });
  });

  test('the kernel says that there is none: then there is none', async () => {
    const facts = await factsOf('win32', { answers, hasRoute: no });
    expect([facts.hasIpv4, facts.hasIpv6]).toEqual([false, false]);
    expect(facts.unread).not.toHaveProperty('hasIpv4');
  });

  test('nobody says: an address must do, and that it is a guess is said', async () => {
    const facts = await factsOf('win32', { answers });
    expect(facts.unread).toMatchObject({
      hasIpv4: 'the routes could not be read',
      hasIpv6: 'the routes could not be read',
    });
    expect(facts.hasIpv4).toBe(facts.interfaces.some(hasLan));
  });
});

function hasLan({ up, addresses }: { up: boolean; addresses: readonly { address: string }[] }): boolean {
  return up && addresses.some(({ address }) => /^(?!127\.|169\.254\.)\d/.test(address));
}

test('Linux without /proc/net/route asks the kernel; an empty table is an answer', async () => {
  const answers = {
    'ip -j -d addr': JSON.stringify([
      { ifname: 'eth0', flags: ['UP', 'LOWER_UP'], addr_info: [{ family: 'inet', local: '192.0.2.5' }] },
    ]),
  };
  expect(await factsOf('linux', { answers, hasRoute: yes })).toMatchObject({ hasIpv4: true });
  const empty = { '/proc/net/route': 'Iface\tDestination\tGateway\n' };
  const facts = await factsOf('linux', { answers, files: empty, hasRoute: yes });
  expect(facts.hasIpv4).toBe(false);
  expect(facts.unread).not.toHaveProperty('hasIpv4');
});

test('a Mac that can read only its IPv6 routes asks the kernel for the other family', async () => {
  const asked: number[] = [];
  const facts = await factsOf('darwin', {
    answers: {
      'ifconfig -a': readFixture('ifconfig/laptop-macos.txt'),
      'netstat -rnl -f inet6': 'Internet6:\n',
      'netstat -rnl -f inet ': forbidden,
    },
    hasRoute: (family) => {
      asked.push(family);
      return Promise.resolve(true);
    },
  });
  expect(asked).toEqual([4]);
  expect([facts.hasIpv4, facts.hasIpv6]).toEqual([true, false]);
  expect(facts.unread).toHaveProperty('defaultGateways');
});

test('behind a full tunnel of a Mac the router of the local network is still found', async () => {
  const ifconfig = [
    'en0: flags=8863<UP,BROADCAST,RUNNING> mtu 1500',
    '\tether 02:00:00:00:00:01',
    '\tinet 192.168.178.20 netmask 0xffffff00 broadcast 192.168.178.255',
    'utun6: flags=8051<UP,POINTOPOINT,RUNNING> mtu 1390',
    '\tinet 10.253.21.184 --> 10.253.21.184 netmask 0xfffffe00',
    '',
  ].join('\n');
  const answers = {
    'ifconfig -a': ifconfig,
    'netstat -rnl -f inet6': 'Internet6:\n',
    'netstat -rnl -f inet': readFixture('netstat/cisco-full-tunnel-macos.txt'),
  };
  expect(await factsOf('darwin', { answers })).toMatchObject({
    hasIpv4: true,
    defaultGateways: [{ family: 4, address: '192.168.178.1', interfaceName: 'en0' }],
  });
});

test('a scoped route of a tunnel is nobody’s router', async () => {
  const routes = readFixture('netstat/idle-tunnels-macos.txt').split('Internet6:')[1] ?? '';
  const idle = routes.replace(/^default +fe80::feae.*$/m, '');
  const answers = {
    'ifconfig -a':
      'utun0: flags=8051<UP,POINTOPOINT,RUNNING> mtu 2000\nutun1: flags=8051<UP,POINTOPOINT,RUNNING> mtu 1380\n',
    'netstat -rnl -f inet6': idle,
    'netstat -rnl -f inet': 'Internet:\n',
  };
  expect((await factsOf('darwin', { answers })).defaultGateways).toEqual([]);
});

describe('unique local IPv6', () => {
  const machine = (...more: object[]) => ({
    answers: {
      'ip -j -d addr': JSON.stringify([
        {
          ifname: 'eth0',
          flags: ['UP', 'LOWER_UP'],
          addr_info: [{ family: 'inet6', local: 'fd00:64::5' }, ...more],
        },
      ]),
    },
    files: {
      '/proc/net/route':
        more.length > 0 ? 'eth0\t00000000\t0102A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n' : '\n',
      '/proc/net/ipv6_route': `${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00 fe800000000000000000000000000001 00000400 00000001 00000000 00000003     eth0\n`,
    },
  });

  test('with a route and without IPv4 it counts: the network translates (NAT64)', async () => {
    expect(await factsOf('linux', machine())).toMatchObject({ hasIpv4: false, hasIpv6: true });
  });

  test('beside IPv4 it does not: the system prefers IPv4 to it', async () => {
    const facts = await factsOf('linux', machine({ family: 'inet', local: '192.168.2.5' }));
    expect(facts).toMatchObject({ hasIpv4: true, hasIpv6: false });
  });
});
