/** Packet size and the tunnel: announced limits, black holes by two methods, and what one method alone may not say. */
import { describe, expect, test } from '@jest/globals';
import type { EvidenceOf } from '../../../src/evidence/index.ts';
import { client, httpsMtu, pingMtu, quicMtu, route } from './evidence-builder.ts';
import { host, httpsFails } from './faults.ts';
import { alter, pipe, type Mutator } from './record-builder.ts';
import { gotOf, judgeScenario, wantedOf, type Scenario } from './scenario.ts';

const ping = (changes: Partial<EvidenceOf<'mtu-ping'>>): Mutator =>
  alter(
    'mtu-ping',
    () => true,
    () => pingMtu(changes),
  );
const ladder = (largest: number): Mutator =>
  alter(
    'mtu-quic',
    () => true,
    () => quicMtu({ largest }),
  );
const large = (changes: Partial<EvidenceOf<'mtu-https'>>): Mutator =>
  alter(
    'mtu-https',
    () => true,
    () => httpsMtu(changes),
  );
const way = (changes: Partial<EvidenceOf<'route'>>): Mutator =>
  alter(
    'route',
    () => true,
    () => route(changes),
  );
const announced = (bytes: number): Mutator =>
  ping({ largestPassedBytes: bytes, smallestLostBytes: bytes + 1, announcedMtuBytes: bytes });
const silentAbove = (bytes: number): Mutator =>
  ping({ largestPassedBytes: bytes, smallestLostBytes: bytes + 1 });
const STALLED: Partial<EvidenceOf<'mtu-https'>> = {
  outcome: 'stalled',
  kernel: { mssBytes: 1448, pathMtuBytes: 1500, backoff: 0, lost: 0 },
};

const BROKER = 'ws-broker-service.eu-central-1.amazonaws.com';

const ROWS: readonly (Scenario & { readonly mtu?: object })[] = [
  {
    name: 'ping is ignored and QUIC is silent: unknown, not contradicted',
    grave: [],
    notices: ['mtu/unknown'],
    mtu: { verdict: 'unknown', pathMtuBytes: null },
  },
  {
    name: '1500 by ping',
    fault: ping({ largestPassedBytes: 1500 }),
    grave: [],
    absent: ['mtu/unknown'],
    mtu: { verdict: 'pass', pathMtuBytes: 1500, blackHole: false },
  },
  {
    name: '1300 announced is plenty',
    fault: announced(1300),
    grave: [],
    absent: ['mtu/unknown'],
    mtu: { verdict: 'pass', pathMtuBytes: 1300, blackHole: false },
  },
  {
    name: '1199 announced is too small',
    fault: announced(1199),
    grave: ['mtu/too-small:error'],
    mtu: { verdict: 'fail', pathMtuBytes: 1199 },
  },
  {
    name: '1200 announced meets the document and not QUIC',
    fault: announced(1200),
    grave: ['mtu/quic-too-small:warning'],
    mtu: { verdict: 'warn', pathMtuBytes: 1200 },
  },
  { name: '1228 announced carries QUIC', fault: announced(1228), grave: [], mtu: { verdict: 'pass' } },
  {
    name: "the tunnel's own MTU is too small",
    fault: way({ interfaceName: 'wg0', interfaceMtuBytes: 1150 }),
    grave: ['mtu/too-small:error'],
    mtu: { verdict: 'fail', interface: 'wg0' },
  },
  {
    name: 'large pings vanish and nothing else says so: no claim',
    fault: silentAbove(1300),
    grave: [],
    mtu: { verdict: 'pass', blackHole: null },
  },
  {
    name: 'large pings and large QUIC packets vanish: a black hole',
    fault: pipe(silentAbove(1300), ladder(1252)),
    grave: ['mtu/black-hole:warning'],
    mtu: { verdict: 'warn', blackHole: true, pathMtuBytes: 1300 },
  },
  {
    name: 'a black hole that swallows the certificates is the cause of the handshakes that fall silent',
    fault: pipe(silentAbove(1400), ladder(1352), httpsFails('tls-timeout')),
    grave: ['mtu/black-hole:error'],
    verdict: 'not-ready',
  },
  {
    name: 'large pings vanish above 1300 and every handshake stalls: two methods',
    fault: pipe(silentAbove(1300), httpsFails('tls-timeout')),
    grave: ['mtu/black-hole:error'],
    absent: ['https/handshake-cut'],
    mtu: { verdict: 'warn', blackHole: true, pathMtuBytes: 1300 },
  },
  {
    name: 'large pings vanish above 1150, where no QUIC packet passes, and every handshake stalls',
    fault: pipe(silentAbove(1150), httpsFails('tls-timeout')),
    grave: ['mtu/black-hole:error'],
    absent: ['https/handshake-cut', 'mtu/too-small'],
    mtu: { verdict: 'fail', blackHole: true, pathMtuBytes: 1150 },
  },
  {
    name: 'ping is ignored, large QUIC packets vanish, and every handshake stalls',
    fault: pipe(ladder(1252), httpsFails('tls-timeout')),
    grave: ['mtu/black-hole:error'],
    absent: ['https/handshake-cut'],
  },
  {
    name: 'every handshake stalls and nothing tells the size: a filter would look the same',
    fault: httpsFails('tls-timeout'),
    grave: ['https/handshake-cut:error'],
    absent: ['mtu/black-hole'],
  },
  {
    name: 'large pings vanish, and only the handshakes of one name stall: a filter by name',
    fault: pipe(silentAbove(1300), httpsFails('tls-timeout', host(BROKER))),
    grave: ['https/handshake-cut:error'],
    absent: ['mtu/black-hole'],
  },
  {
    name: 'a black hole beside handshakes that are reset: two causes, the graver one first',
    fault: pipe(silentAbove(1400), ladder(1352), httpsFails('tls-reset')),
    grave: ['https/handshake-cut:error', 'mtu/black-hole:warning'],
    verdict: 'not-ready',
  },
  {
    name: 'large pings vanish above 1100 and a large request stalls: a black hole below the document',
    fault: pipe(silentAbove(1100), large(STALLED)),
    grave: ['mtu/black-hole:error'],
    mtu: { verdict: 'fail', blackHole: true },
  },
  {
    name: 'what is above an announced limit is lost by right',
    fault: pipe(announced(1400), ladder(1352)),
    grave: [],
    absent: ['mtu/black-hole'],
    mtu: { verdict: 'pass', pathMtuBytes: 1400, blackHole: false },
  },
];

test.each(ROWS)('$name', ({ mtu, ...scenario }) => {
  const judgement = judgeScenario(scenario);
  expect(gotOf(scenario, judgement)).toEqual(wantedOf(scenario));
  expect(judgement.regions[0]?.mtu).toMatchObject(mtu ?? {});
});

describe('the client', () => {
  const seen = (changes: Parameters<typeof client>[0]): Mutator =>
    alter(
      'client',
      () => true,
      () => client(changes),
    );
  test.each<Scenario>([
    {
      name: 'is older than DCV needs',
      fault: seen({ installed: true, version: '2023.4' }),
      grave: ['client/outdated:warning'],
      pcoip: 'ready',
      dcv: 'degraded',
    },
  ])('$name', (scenario) => {
    expect(gotOf(scenario, judgeScenario(scenario))).toEqual(wantedOf(scenario));
  });
});
