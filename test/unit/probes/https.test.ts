/** Which addresses the `https` probe talks to, and how deep: with a hand-written port, no socket. */
import { describe, expect, test } from '@jest/globals';
import type { IpAddress } from '../../../src/core/address.ts';
import { httpsEvidence } from '../../../src/evidence/https.ts';
import type { HttpsAttempt } from '../../../src/evidence/index.ts';
import type { StepOf } from '../../../src/plan/step.ts';
import { httpsProbe } from '../../../src/probes/https.ts';
import type { HttpsRequest } from '../../../src/probes/ports.ts';
import type { ProbeContext } from '../../../src/probes/probe.ts';

interface World {
  readonly resolved: readonly string[];
  readonly hasIpv6?: boolean;
  /** Addresses whose TCP is silent. */
  readonly dead?: readonly string[];
  /** Statuses in the order of asking. */
  readonly statuses?: readonly number[];
  readonly proxy?: string;
  /** Each attempt takes this long. */
  readonly attemptMs?: number;
}

async function run(world: World) {
  let now = 0;
  const statuses = [...(world.statuses ?? [])];
  const asked: string[] = [];
  const request = (wish: HttpsRequest) => {
    const isDead = world.dead?.includes(wish.address ?? '') ?? false;
    asked.push(`${wish.depth} ${wish.address ?? 'by proxy'}`);
    now += world.attemptMs ?? 10;
    const attempt: HttpsAttempt = {
      address: wish.address,
      port: wish.port,
      depth: wish.depth,
      atMs: 0,
      durationMs: 10,
      tcpState: isDead ? 'filtered' : 'open',
      phases: { tcpMs: null, proxyMs: null, tlsMs: null, ttfbMs: null },
      tls: null,
      http:
        isDead || wish.depth === 'tcp'
          ? null
          : {
              status: statuses.shift() ?? 200,
              dateHeader: null,
              ageSeconds: null,
              server: null,
              location: null,
              bodyBytes: 0,
              receivedAt: '2026-11-20T10:00:00.000Z',
            },
      failure: null,
    };
    return Promise.resolve({ attempt, connect: null, kernel: null });
  };
  const step = {
    id: 'https/a.example.com',
    target: { host: 'a.example.com', port: 443 },
    path: '/ping',
    proxy: world.proxy ?? null,
    budgetMs: 15_000,
  } as StepOf<'https'>;
  const context = {
    ports: { https: { request }, clock: { nowMs: () => now } },
    signal: new AbortController().signal,
    host: { hasIpv6: world.hasIpv6 ?? false },
    resolved: world.resolved as IpAddress[],
    timeouts: { connectMs: 3000, tlsMs: 3000, httpMs: 3000, dnsMs: 3000, datagramMs: 1000 },
  } as unknown as ProbeContext;
  const evidence = await httpsProbe.run(step, context);
  expect(httpsEvidence.safeParse(evidence).error).toBeUndefined();
  return { evidence, asked };
}

const FOUR = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5'];

describe('the addresses', () => {
  test.each<[string, World, string[]]>([
    ['one address: all phases', { resolved: FOUR.slice(0, 1) }, ['http 192.0.2.1']],
    [
      'many addresses: all phases on one, TCP on at most three more',
      { resolved: FOUR },
      ['tcp 192.0.2.2', 'tcp 192.0.2.3', 'tcp 192.0.2.4', 'http 192.0.2.1'],
    ],
    [
      'IPv6 stays out where the machine has none',
      { resolved: ['2001:db8::1', '192.0.2.1'] },
      ['http 192.0.2.1'],
    ],
    [
      'both families all the way',
      { resolved: ['2001:db8::1', '192.0.2.1'], hasIpv6: true },
      ['http 192.0.2.1', 'http 2001:db8::1'],
    ],
    [
      'a dead first address: the next one that opened is asked',
      { resolved: FOUR.slice(0, 2), dead: ['192.0.2.1'] },
      ['tcp 192.0.2.2', 'http 192.0.2.1', 'http 192.0.2.2'],
    ],
    [
      'a dead first address and no time left',
      { resolved: FOUR.slice(0, 2), dead: ['192.0.2.1'], attemptMs: 6000 },
      ['tcp 192.0.2.2', 'http 192.0.2.1'],
    ],
    [
      'nothing but dead ones',
      { resolved: FOUR.slice(0, 2), dead: FOUR },
      ['tcp 192.0.2.2', 'http 192.0.2.1'],
    ],
    ['by proxy no address is used', { resolved: FOUR, proxy: 'http://p:1' }, ['http by proxy']],
    [
      'a single 5xx is asked for again',
      { resolved: FOUR.slice(0, 1), statuses: [503, 200] },
      ['http 192.0.2.1', 'http 192.0.2.1'],
    ],
    [
      '5xx twice is enough',
      { resolved: FOUR.slice(0, 1), statuses: [503, 500, 200] },
      ['http 192.0.2.1', 'http 192.0.2.1'],
    ],
    ['a 404 is not asked for again', { resolved: FOUR.slice(0, 1), statuses: [404] }, ['http 192.0.2.1']],
    ['no address at all is no attempt', { resolved: [] }, []],
  ])('%s', async (_why, world, wanted) => {
    const { asked, evidence } = await run(world);
    expect(asked).toEqual(wanted);
    expect(evidence.attempts).toHaveLength(wanted.length);
  });
});

test('the evidence keeps host, path and proxy', async () => {
  const { evidence } = await run({ resolved: [], proxy: 'http://proxy.example:8080' });
  expect(evidence).toMatchObject({
    host: 'a.example.com',
    path: '/ping',
    proxy: 'http://proxy.example:8080',
    connect: null,
  });
});
