/** What the end user reads: the verdict in one sentence, and the transport that a session would use. */
import { describe, expect, test } from '@jest/globals';
import { client, tcpEvidence } from './evidence-builder.ts';
import { cut, dnsFails, host, httpsFails, onPort, rtt, tcp, udp, udpAnswers } from './faults.ts';
import { alter, hasRole, pipe, REGION, type Healthy, type Mutator } from './record-builder.ts';
import { judgeScenario } from './scenario.ts';

const VERIFIED: Healthy = { request: { assumeUdpAnswers: true } };
const gateway443: Mutator = alter('tcp', hasRole('gateway-443'), (_evidence, step) =>
  tcpEvidence(step, 'open'),
);

const SENTENCES: readonly (readonly [string, Healthy, Mutator, string])[] = [
  [
    'everything works',
    VERIFIED,
    udpAnswers,
    'Ready. PCoIP and DCV both get through. A stopped WorkSpace or a wrong password cannot be seen from here.',
  ],
  [
    'UDP could not be proved',
    {},
    (record) => record,
    'Ready. PCoIP and DCV both get through. UDP for PCoIP and DCV gave no answer, which proves nothing either way.',
  ],
  [
    'one protocol alone works',
    { request: { protocols: ['dcv'], assumeUdpAnswers: true } },
    udpAnswers,
    'Ready. DCV gets through. A stopped WorkSpace or a wrong password cannot be seen from here.',
  ],
  [
    '4172 is dropped',
    {},
    tcp('filtered', onPort(4172)),
    'PCoIP is blocked here. DCV is ready. That matters only if your WorkSpace uses PCoIP.',
  ],
  [
    '4172 is refused',
    {},
    tcp('closed', onPort(4172)),
    'PCoIP is refused here. DCV is ready. That matters only if your WorkSpace uses PCoIP.',
  ],
  [
    '4172 is dropped and DCV is limited',
    {},
    pipe(tcp('filtered', onPort(4172)), udp('closed', onPort(4195))),
    'PCoIP is blocked here. DCV is ready with limits. That matters only if your WorkSpace uses PCoIP.',
  ],
  ['both ports are dropped', {}, tcp('filtered', hasRole('health-check')), 'PCoIP and DCV are blocked here.'],
  [
    'PCoIP alone was asked for and is dropped',
    { request: { protocols: ['pcoip'] } },
    tcp('filtered', hasRole('health-check')),
    'PCoIP is blocked here.',
  ],
  [
    '214 ms',
    { rttMs: { [REGION]: 214 } },
    udpAnswers,
    'Ready, but slow: 214 ms. You will notice it with PCoIP.',
  ],
  [
    '390 ms',
    { rttMs: { [REGION]: 390 } },
    udpAnswers,
    'PCoIP is too slow here. DCV is ready with limits. That matters only if your WorkSpace uses PCoIP.',
  ],
  ['no DNS', {}, dnsFails(null), 'This computer cannot look up any name: its DNS servers do not answer.'],
  ['443 is dropped', {}, httpsFails('connection-timeout'), 'This network blocks the sign-in to WorkSpaces.'],
  [
    'an old client',
    {},
    alter(
      'client',
      () => true,
      () => client({ installed: true, version: '2022.1' }),
    ),
    'Ready, with limits: the WorkSpaces client is too old: 2022.1.',
  ],
  [
    'stopped before streaming',
    {},
    cut('cancelled', hasRole('health-check')),
    'Could not tell: stopped before the streaming ports were tried.',
  ],
  [
    'the deadline before streaming',
    {},
    cut('deadline', hasRole('health-check')),
    'Could not tell: the time was over before the streaming ports were tried.',
  ],
  [
    'a name of PCoIP is missing',
    {},
    dnsFails('NXDOMAIN', host(`skylight-cm.${REGION}.amazonaws.com`)),
    'PCoIP is blocked here. DCV is ready. That matters only if your WorkSpace uses PCoIP.',
  ],
];

describe('the summary', () => {
  test.each(SENTENCES)('%s', (_name, run, fault, sentence) => {
    const { summary, summaryKey } = judgeScenario({ run, fault });
    expect(summary).toBe(sentence);
    expect(summaryKey.key).toMatch(/^[a-z-]+$/);
  });
});

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
    expect(protocols.dcv?.forecast).toMatch(/^DCV: .+\.$/);
  });

  test('says what a session that starts would not survive', () => {
    const { protocols } = judgeScenario({ fault: rtt([380, 381, 380, 380]) });
    expect(protocols.pcoip?.forecast).toMatch(/It would not hold: .+\.$/);
    expect(protocols.dcv?.forecast).not.toMatch(/would not hold/);
  });

  test.each([
    ['proved', udpAnswers],
    ['unproven', (record) => record],
    ['rejected', NO_UDP_4195],
    ['not-tested', dnsFails(null)],
  ] as const satisfies readonly (readonly [string, Mutator])[])('UDP is %s', (proof, fault) => {
    expect(judgeScenario({ fault }).protocols.dcv?.udpProof).toBe(proof);
  });
});
