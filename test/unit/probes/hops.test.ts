/** Two looks at the way, far enough apart for routers that answer once a second. */
import { expect, test } from '@jest/globals';
import type { Hop } from '../../../src/evidence/index.ts';
import { hopsProbe } from '../../../src/probes/hops.ts';
import type { HopsRound } from '../../../src/probes/ports.ts';
import { virtualClock } from '../run/virtual-clock.ts';
import { contextOf, stepOf, targetOf } from './probe-fixtures.ts';

const hop = (n: number, address: string | null): Hop => ({
  n,
  answered: address !== null,
  addresses: address === null ? [] : [address],
  rttsMs: [],
  sent: 1,
  mark: null,
  mtu: null,
});
const round = (ttl: readonly Hop[], more: Partial<HopsRound> = {}): HopsRound => ({
  tool: 'traceroute',
  argv: ['-n'],
  method: 'udp',
  ttl,
  reached: false,
  failure: null,
  ...more,
});

async function run(rounds: readonly HopsRound[]) {
  const clock = virtualClock();
  const startsMs: number[] = [];
  const left = [...rounds];
  const trace = () => {
    startsMs.push(clock.nowMs());
    return Promise.resolve(left.shift() ?? round([]));
  };
  const step = stepOf({ probe: 'hops', target: targetOf(4172), method: 'udp', control: false });
  const evidence = await hopsProbe.run(step, contextOf({ clock, hops: { trace } }));
  return { evidence, startsMs };
}

test('what the first look missed, the second one may see', async () => {
  const { evidence, startsMs } = await run([
    round([hop(1, null), hop(2, '10.2.0.2')]),
    round([hop(1, '10.1.0.1'), hop(2, '10.2.0.2')]),
  ]);
  expect(evidence.ttl.map(({ addresses, sent }) => [...addresses, sent])).toEqual([
    ['10.1.0.1', 2],
    ['10.2.0.2', 2],
  ]);
  expect(evidence).toMatchObject({ port: 4172, rounds: 2, packets: 4, reached: false, failure: null });
  expect((startsMs[1] ?? 0) - (startsMs[0] ?? 0)).toBeGreaterThanOrEqual(1200);
});

test('where the tool is missing nothing is asked twice', async () => {
  const failure = { code: 'tool-missing', operation: 'spawn', detail: 'traceroute' } as const;
  const { evidence, startsMs } = await run([round([], { failure })]);
  expect(startsMs).toHaveLength(1);
  expect(evidence).toMatchObject({ rounds: 1, packets: 0, ttl: [], failure });
});

test('what only ICMP told is of no port', async () => {
  const icmp = round([hop(1, '10.1.0.1')], { method: 'icmp', tool: 'tracert' });
  expect((await run([icmp, icmp])).evidence).toMatchObject({ method: 'icmp', port: null });
});
