/** The transport that a session would use, and what is proved of UDP. */
import { describe, expect, test } from '@jest/globals';
import { tcpEvidence } from './evidence-builder.ts';
import { cut, dnsFails, onPort, tcp, udp, udpAnswers } from './faults.ts';
import { peerAnswers } from './boundaries/peers.rows.ts';
import { alter, hasRole, pipe, type Healthy, type Mutator } from './record-builder.ts';
import { judgeScenario } from './scenario.ts';

const VERIFIED: Healthy = { request: { assumeUdpAnswers: true } };
const gateway443: Mutator = alter('tcp', hasRole('gateway-443'), (_evidence, step) =>
  tcpEvidence(step, 'open'),
);
const NO_UDP_4195: Mutator = udp('closed', onPort(4195));

const TRANSPORTS: readonly (readonly [string, Healthy, Mutator, string | null, string | null])[] = [
  ['everything answers', {}, udpAnswers, 'udp', 'quic'],
  ['UDP is silent and nobody knows whether it answers', {}, (record) => record, null, null],
  ['UDP is silent although it is known to answer', VERIFIED, (record) => record, 'none', 'tcp-4195'],
  ['UDP is refused', {}, udp('closed', hasRole('health-check')), 'none', 'tcp-4195'],
  [
    'UDP 4195 is refused and a gateway answers QUIC on 443',
    {},
    pipe(NO_UDP_4195, udp('open', hasRole('gateway-443'))),
    null,
    'quic-443',
  ],
  [
    'TCP and UDP 4195 are shut and a gateway takes TCP 443',
    {},
    pipe(udpAnswers, tcp('filtered', onPort(4195)), NO_UDP_4195, gateway443),
    'udp',
    'tcp-443',
  ],
  [
    'TCP 4195 is shut and nothing stands in',
    {},
    pipe(udpAnswers, tcp('filtered', onPort(4195))),
    'udp',
    'none',
  ],
  ['TCP 4172 is shut', {}, pipe(udpAnswers, tcp('filtered', onPort(4172))), 'none', 'quic'],
  ['nothing gets as far as streaming', {}, dnsFails(null), 'none', 'none'],
  ['the run was cut before streaming', {}, cut('deadline', hasRole('health-check')), null, null],
];

describe('the forecast', () => {
  test.each(TRANSPORTS)('%s', (_name, run, fault, pcoip, dcv) => {
    const { protocols } = judgeScenario({ run, fault });
    expect([protocols.pcoip?.transport, protocols.dcv?.transport]).toEqual([pcoip, dcv]);
  });

  test.each([
    ['proved', udpAnswers],
    ['unproven', (record) => record],
    ['rejected', NO_UDP_4195],
    ['not-tested', dnsFails(null)],
  ] as const satisfies readonly (readonly [string, Mutator])[])('UDP is %s', (proof, fault) => {
    expect(judgeScenario({ fault }).protocols.dcv?.udpProof).toBe(proof);
  });

  const PEER = { kind: 'stun', host: '198.51.100.20', port: 4195 } as const;
  test.each<[string, string, Healthy['request'], Mutator]>([
    ['proved-to-peer', 'a peer answers there', {}, peerAnswers(1)],
    [
      'proved-to-peer',
      'a peer answers and the service was not reached',
      {},
      pipe(dnsFails(null), peerAnswers(1)),
    ],
    [
      'unproven',
      'a peer answers and the service is known to answer',
      { assumeUdpAnswers: true },
      peerAnswers(1),
    ],
    ['rejected', 'a peer answers and the service refuses', {}, pipe(NO_UDP_4195, peerAnswers(1))],
    ['proved', 'both answer', {}, pipe(udpAnswers, peerAnswers(1))],
    ['unproven', 'the peer is silent', {}, (record) => record],
  ])('UDP is %s: %s', (proof, _why, request, fault) => {
    const run = { request: { ...request, peers: [PEER] } };
    const [alone, beside] = [judgeScenario({ fault }), judgeScenario({ run, fault })];
    expect(beside.protocols.dcv?.udpProof).toBe(proof);
    // A peer never makes it better than it is without one.
    const bare = judgeScenario({ run: { request: request ?? {} }, fault });
    expect(beside.protocols.dcv?.verdict).toBe(bare.protocols.dcv?.verdict);
    expect(beside.protocols.dcv?.transport).toBe(bare.protocols.dcv?.transport);
    expect(alone.peers).toBeUndefined();
  });
});

/** A browser has no PCoIP in Frankfurt (guide2025, 8867-8868); which Region is the best one, only the run tells. */
test.each([
  ['eu-central-1', ['dcv']],
  ['eu-west-1', ['pcoip', 'dcv']],
])('of all Regions %s is the nearest: in a browser it has %p', (nearest, wanted) => {
  const regions = ['eu-west-1', 'eu-central-1', 'us-east-1'];
  const run: Healthy = {
    request: { regions, allRegions: true, profile: 'web-access' },
    rttMs: { [nearest]: 9 },
  };
  const { decidingRegion, protocols, verdict, regions: figures } = judgeScenario({ run });
  expect([decidingRegion, Object.keys(protocols), verdict]).toEqual([nearest, wanted, 'ready']);
  expect(figures.map(({ code, bands }) => [code, bands.pcoip === null, bands.dcv === null])).toEqual([
    ['eu-west-1', false, false],
    ['eu-central-1', true, false],
    ['us-east-1', false, false],
  ]);
});

/** A zero client speaks PCoIP alone; a far Region is called slow for no protocol that the client does not have there. */
test.each([
  ['zero-client', 'us-east-1', { dcv: null }, true],
  ['web-access', 'eu-central-1', { pcoip: null }, false],
  ['client', 'eu-central-1', {}, true],
] as const)('%s in %s at 120 ms', (profile, code, without, slow) => {
  const run: Healthy = { request: { regions: [code], profile }, rttMs: { [code]: 120 } };
  const { regions, findings } = judgeScenario({ run });
  expect(regions[0]?.bands).toEqual({ pcoip: 'affected', dcv: 'best', ...without });
  expect(findings.some((one) => one.code === 'latency/affected')).toBe(slow);
});
