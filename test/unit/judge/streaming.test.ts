/** The streaming ports: what stops a protocol, and the manners of the service that stop nothing. */
import { targetOf } from '../../../src/plan/step.ts';
import { describe, expect, test } from '@jest/globals';
import type { FailureCode } from '../../../src/core/failure.ts';
import { tcpEvidence } from './evidence-builder.ts';
import { dnsFails, dnsSays, host, onPort, tcp, udp, udpAnswers } from './faults.ts';
import { alter, hasRole, pipe, REGION, type Mutator, type Wanted } from './record-builder.ts';
import { gotOf, judgeScenario, wantedOf, type Scenario } from './scenario.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;
const OUT = { pcoip: 'not-ready', dcv: 'not-ready', verdict: 'not-ready' } as const;
const FINE = { pcoip: 'ready', dcv: 'ready', verdict: 'ready' } as const;
const VERIFIED = { request: { assumeUdpAnswers: true } } as const;

const health =
  (port: number): Wanted =>
  (step) =>
    onPort(port)(step);

const gatewayOpen443: Mutator = alter('tcp', hasRole('gateway-443'), (_evidence, step) =>
  tcpEvidence(step, 'open'),
);
const gateways = (code: FailureCode, wanted: Wanted = () => true): Mutator =>
  alter(
    'tcp',
    (step) => step.role === 'gateway' && wanted(step),
    (_evidence, step) => tcpEvidence(step, 'filtered', code),
  );

const STREAMING: readonly Scenario[] = [
  {
    name: '4172 is dropped: PCoIP is blocked, DCV is ready',
    fault: tcp('filtered', health(4172)),
    grave: ['pcoip/tcp-blocked:error'],
    absent: ['pcoip/udp-unproven', 'latency/loss'],
    pcoip: 'not-ready',
    dcv: 'ready',
    verdict: 'degraded',
  },
  {
    name: '4195 is dropped and no gateway takes 443',
    fault: tcp('filtered', health(4195)),
    grave: ['dcv/tcp-blocked:error'],
    pcoip: 'ready',
    dcv: 'not-ready',
  },
  {
    name: '4195 is dropped and a gateway takes 443: DCV falls back',
    fault: pipe(tcp('filtered', health(4195)), gatewayOpen443),
    grave: ['dcv/tcp-blocked:warning'],
    dcv: 'degraded',
  },
  {
    name: 'both ports are dropped',
    fault: tcp('filtered', hasRole('health-check')),
    grave: ['pcoip/tcp-blocked:error', 'dcv/tcp-blocked:error'],
    ...OUT,
  },
  {
    name: '4172 is refused',
    fault: tcp('closed', health(4172)),
    grave: ['pcoip/tcp-refused:error'],
    pcoip: 'not-ready',
    dcv: 'ready',
  },
  {
    name: '4195 is refused',
    fault: tcp('closed', health(4195)),
    grave: ['dcv/tcp-refused:error'],
    pcoip: 'ready',
    dcv: 'not-ready',
  },
  {
    name: 'UDP 4172 is refused by ICMP',
    run: VERIFIED,
    fault: pipe(udpAnswers, udp('closed', health(4172))),
    grave: ['pcoip/udp-rejected:error'],
    pcoip: 'not-ready',
    dcv: 'ready',
  },
  {
    name: 'UDP 4195 is refused: DCV goes over TCP',
    fault: udp('closed', health(4195)),
    grave: ['dcv/udp-rejected:warning'],
    dcv: 'degraded',
    pcoip: 'ready',
  },
  {
    name: 'UDP is silent and nobody has verified that it answers',
    grave: [],
    notices: ['streaming/udp-silent'],
    absent: ['pcoip/udp-unproven'],
    ...FINE,
  },
  {
    name: 'UDP is silent although it is known to answer',
    run: VERIFIED,
    grave: ['streaming/udp-silent:warning'],
    pcoip: 'degraded',
    dcv: 'degraded',
  },
  {
    name: 'one of the health-check servers is down',
    fault: oneServerDown,
    grave: ['streaming/partial:warning'],
    absent: ['latency/loss'],
    verdict: 'degraded',
  },
  {
    name: 'every gateway is prohibited while the health check works',
    fault: gateways('host-unreachable'),
    grave: ['pcoip/rejected', 'dcv/rejected'].map(() => 'gateway/rejected:error'),
    ...OUT,
  },
  {
    name: 'a rotated address that is silent where it was is drift',
    fault: rotated,
    grave: [],
    notices: ['tables/drift'],
    absent: ['streaming/partial'],
    ...FINE,
  },
  {
    name: 'one name is missing and 4195 is dropped: both, in the order of the layers',
    fault: pipe(dnsFails('NXDOMAIN', host(BROKER)), tcp('filtered', health(4195))),
    grave: ['dns/name-not-found:error', 'dcv/tcp-blocked:error'],
    ...OUT,
  },
  {
    name: 'a Region without a health check cannot be proved by silent gateways',
    run: { request: { regions: ['us-east-2'], protocols: ['dcv'] } },
    grave: [],
    dcv: 'unknown',
    verdict: 'unknown',
  },
];

function oneServerDown(record: Parameters<Mutator>[0]): ReturnType<Mutator> {
  const [address] = record.steps
    .filter(hasRole('health-check'))
    .map((step) => targetOf(step).address)
    .sort();
  return tcp(
    'filtered',
    (step) => step.role === 'health-check' && targetOf(step).address === address,
  )(record);
}

function rotated(record: Parameters<Mutator>[0]): ReturnType<Mutator> {
  const addresses = [
    ...new Set(record.steps.filter(hasRole('health-check')).map((step) => targetOf(step).address ?? '')),
  ].sort();
  const [gone, ...kept] = addresses;
  return pipe(
    dnsSays(kept, hasRole('health-check-name')),
    tcp('filtered', (step) => step.role === 'health-check' && targetOf(step).address === gone),
  )(record);
}

describe('the streaming ports', () => {
  test.each(STREAMING)('$name', (scenario) => {
    expect(gotOf(scenario, judgeScenario(scenario))).toEqual(wantedOf(scenario));
  });
});
