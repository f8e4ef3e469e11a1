/** What leaves a machine is seen and told: by lines as tcpdump writes them, and by real packets in a namespace of its own. */
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

interface Watch {
  destinationOf(line: string): { address: string; port: number | null } | null;
  judgeWire(
    lines: readonly string[],
    options?: { alone?: boolean; own?: readonly string[] },
  ): { ours: string[]; others: number };
  captureMissing(): string | null;
  watchWire(options: {
    command: readonly string[];
  }): Promise<{ stop(): Promise<{ ours: string[]; others: number }> }>;
}
const file: string = '../../../scripts/wire-watch.mjs';
const { destinationOf, judgeWire, captureMissing, watchWire } = (await import(file)) as Watch;

const OURS = [
  'eth0  Out IP 10.0.0.2.41000 > 203.0.113.7.443: Flags [S], seq 1, win 64240, length 0',
  'eth0  Out IP 10.0.0.2.41000 > 52.59.191.224.4172: Flags [S], seq 1, win 64240, length 0',
  'eth0  Out IP 10.0.0.2.41000 > 8.8.4.4.4195: UDP, length 1200',
  'eth0  Out IP 10.0.0.2.41000 > 10.0.0.1.53: 1+ A? drp-fra.amazonworkspaces.com. (46)',
  'eth0  Out IP 10.0.0.2.41000 > 10.0.0.1.53: 1+ AAAA? name.example. (30)',
  'eth0  Out IP6 2001:db8:1::2.41000 > 2001:db8::1.443: Flags [S], seq 1, length 0',
  'eth0  Out IP 10.0.0.2 > 192.0.2.1: ICMP echo request, id 1, seq 1, length 64',
];
const OTHERS = [
  'eth0  Out ARP, Request who-has 10.0.0.1 tell 10.0.0.2, length 28',
  'eth0  Out IP 10.0.0.2.22 > 10.0.0.1.50000: Flags [P.], seq 1:100, ack 1, length 99',
  'eth0  Out IP 10.0.0.2.41000 > 10.0.0.1.53: 1+ A? registry.npmjs.org. (36)',
];

test('the destination is read of every form of line', () => {
  expect(OURS.map(destinationOf)).toEqual([
    { address: '203.0.113.7', port: 443 },
    { address: '52.59.191.224', port: 4172 },
    { address: '8.8.4.4', port: 4195 },
    { address: '10.0.0.1', port: 53 },
    { address: '10.0.0.1', port: 53 },
    { address: '2001:db8::1', port: 443 },
    { address: '192.0.2.1', port: null },
  ]);
  expect(destinationOf(OTHERS[0] ?? '')).toBeNull();
});

test('what only this program sends is ours, and the rest is counted', () => {
  const own = ['10.0.0.2', '127.0.0.1', '::1'];
  expect(judgeWire([...OURS, ...OTHERS], { own })).toEqual({ ours: OURS, others: OTHERS.length });
  // A machine that stands in such a network itself: its own way to a package registry is no test's.
  const there = judgeWire(OURS, { own: ['192.0.2.2'] }).ours;
  expect(there).toEqual(OURS.filter((line) => !/> (?:203\.0\.113|192\.0\.2|2001:db8)/.test(line)));
  expect(judgeWire(OTHERS.slice(1), { alone: true }).ours).toHaveLength(2);
});

const reason = captureMissing();
(reason === null ? describe : describe.skip)('on a real interface', () => {
  const NAMESPACE = `wire-${process.pid}`;
  const ip = (...args: string[]) => spawnSync('ip', args);
  const inside = (...command: string[]) => spawnSync('ip', ['netns', 'exec', NAMESPACE, ...command]);
  beforeAll(() => {
    ip('netns', 'add', NAMESPACE);
    inside('ip', 'link', 'add', 'out0', 'type', 'veth', 'peer', 'name', 'far0');
    inside('ip', 'link', 'set', 'far0', 'up');
    inside('ip', 'addr', 'add', '10.9.9.2/24', 'dev', 'out0');
    inside('ip', 'link', 'set', 'out0', 'up');
    inside('ip', 'link', 'set', 'lo', 'up');
    inside('ip', 'neigh', 'add', '10.9.9.1', 'lladdr', '02:00:00:00:00:01', 'dev', 'out0');
    inside('ip', 'route', 'add', 'default', 'via', '10.9.9.1');
  });
  afterAll(() => void ip('netns', 'del', NAMESPACE));

  test('one datagram to the service is caught, and one on loopback is not', async () => {
    const watch = await watchWire({ command: ['ip', 'netns', 'exec', NAMESPACE] });
    const send = `const s = require('dgram').createSocket('udp4'); s.send('x', +process.argv[2], process.argv[1], () => s.close())`;
    inside(process.execPath, '-e', send, '127.0.0.1', '4172');
    inside(process.execPath, '-e', send, '52.59.191.224', '4172');
    const { ours } = await watch.stop();
    expect(ours).toHaveLength(1);
    expect(ours[0]).toContain('52.59.191.224.4172');
  }, 30_000);
});
