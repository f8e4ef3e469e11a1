/** Getting out at all: no network, a portal, somebody who accepts everything, and a run that was cut. */
import { describe, expect, test } from '@jest/globals';
import { captive, goodAttempt, httpsEvidence, tcpEvidence, tlsFacts } from './evidence-builder.ts';
import { cut, essential, httpsFails, noRoute, onPort, rtt, tcp, udpAnswers } from './faults.ts';
import { alter, ethernet, hasRole, pipe, type Mutator } from './record-builder.ts';
import { failure } from '../../../src/core/failure.ts';
import { gotOf, judgeScenario, wantedOf, type Scenario } from './scenario.ts';
const OUT = { pcoip: 'not-ready', dcv: 'not-ready', verdict: 'not-ready' } as const;
/** Nobody saw what the protocols do. */
const UNTOLD = { pcoip: 'unknown', dcv: 'unknown', verdict: 'unknown' } as const;
const FINE = { pcoip: 'ready', dcv: 'ready', verdict: 'ready' } as const;

const portal: Mutator = alter(
  'captive',
  () => true,
  () => captive({ status: 302, location: 'http://login.hotspot.example/', bodyBytes: 0 }),
);
const foreignCertificate: Mutator = alter('https', hasRole('endpoint'), (_evidence, step) =>
  httpsEvidence(step, [
    goodAttempt('52.94.1.1', {
      http: null,
      tls: tlsFacts({ nameMatches: false, publicTrust: { ok: false, error: 'SELF_SIGNED_CERT_IN_CHAIN' } }),
      failure: failure('tls-certificate-wrong-name', 'tls-handshake'),
    }),
  ]),
);
const control = (port: number): Mutator =>
  alter('tcp', onPort(port, 'accepts-all-control'), (_evidence, step) => tcpEvidence(step, 'open'));

const ROWS: readonly Scenario[] = [
  {
    name: 'no interface has an address: offline alone, and nothing else is concluded',
    run: { host: { interfaces: [{ ...ethernet('eth0'), addresses: [] }], hasIpv4: false } },
    fault: noRoute,
    grave: ['local/offline:error'],
    absent: ['dns/no-answer', 'https/blocked', 'pcoip/tcp-blocked', 'mtu/unknown'],
    ...OUT,
  },
  {
    name: 'no default route is read and yet everything answers (a tunnel with two half routes): not offline',
    run: { host: { hasIpv4: false, defaultGateways: [] } },
    grave: [],
    ...FINE,
  },
  {
    name: 'a portal that answers port 80 and shows its own certificate on 443 is the root',
    fault: pipe(portal, foreignCertificate, tcp('filtered', hasRole('health-check'))),
    grave: ['network/captive-portal:error'],
    absent: ['https/certificate-invalid', 'pcoip/tcp-blocked'],
    ...OUT,
  },
  {
    name: 'a portal that opens every connection explains that too',
    fault: pipe(portal, foreignCertificate, control(4172), control(4195)),
    grave: ['network/captive-portal:error'],
    absent: ['local/accepts-all'],
    ...OUT,
  },
  {
    name: 'a foreign page on port 80 alone is a notice',
    fault: portal,
    grave: [],
    notices: ['network/captive-portal'],
    ...FINE,
  },
  {
    name: 'TEST-NET accepts on the streaming ports: TCP proves nothing, streaming is not tested',
    fault: pipe(control(4172), control(4195)),
    grave: ['local/accepts-all:error'],
    absent: ['latency/better-region'],
    ...UNTOLD,
  },
  {
    name: 'Regions of two continents within 5 ms: somebody near answers for them',
    run: {
      request: { regions: ['eu-central-1', 'ap-northeast-1'] },
      rttMs: { 'eu-central-1': 1, 'ap-northeast-1': 4.9 },
    },
    grave: ['local/accepts-all:error'],
    ...UNTOLD,
  },
  {
    name: 'both coasts of the United States within 5 ms: light cannot do that either',
    run: {
      request: { regions: ['us-east-1', 'us-west-2'] },
      rttMs: { 'us-east-1': 4, 'us-west-2': 4.9 },
    },
    grave: ['local/accepts-all:error'],
    ...UNTOLD,
  },
  {
    name: 'a fast path of 3 ms to one Region only is a short way',
    run: {
      request: { regions: ['eu-central-1', 'ap-northeast-1'] },
      rttMs: { 'eu-central-1': 3, 'ap-northeast-1': 230 },
    },
    grave: ['latency/degraded:warning'],
    absent: ['local/accepts-all'],
    verdict: 'ready',
  },
  {
    name: 'the deadline before streaming leaves the verdict unknown and is a notice',
    fault: cut('deadline', hasRole('health-check')),
    grave: [],
    notices: ['agent/deadline'],
    pcoip: 'unknown',
    dcv: 'unknown',
    verdict: 'unknown',
  },
  {
    name: 'a cancelled run has no finding of its own',
    fault: cut('cancelled', hasRole('health-check')),
    grave: [],
    absent: ['agent/deadline'],
    verdict: 'unknown',
  },
  {
    name: 'a cut run with an error is not ready, not unknown',
    fault: pipe(httpsFails('connection-timeout', essential), cut('deadline', hasRole('gateway', 'path'))),
    grave: ['https/blocked:error'],
    verdict: 'not-ready',
  },
  {
    name: 'everything answers UDP too: ready without a word on UDP',
    run: {},
    fault: pipe(udpAnswers, rtt([40, 40, 40])),
    grave: [],
    absent: ['streaming/udp-silent', 'pcoip/udp-unproven'],
    ...FINE,
  },
];

describe('getting out', () => {
  test.each(ROWS)('$name', (scenario) => {
    expect(gotOf(scenario, judgeScenario(scenario))).toEqual(wantedOf(scenario));
  });
});

test('controls that never left this machine, or were never answered, are no proof', () => {
  const { checks } = judgeScenario({ run: { host: { interfaces: [], hasIpv4: false } }, fault: noRoute });
  const controls = checks.filter(({ role }) => role === 'control-name' || role === 'accepts-all-control');
  expect(controls.length).toBeGreaterThan(1);
  expect(controls.filter(({ status }) => status === 'pass')).toEqual([]);
});
