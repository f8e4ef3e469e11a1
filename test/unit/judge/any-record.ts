/**
 * Records that nobody thought of: a healthy run in which any step, or all steps of a role or of a target, show any of the things that
 * such a step can show, or nothing at all. For properties that must hold whatever the network does.
 */
import fc from 'fast-check';
import { failure, type FailureCode } from '../../../src/core/failure.ts';
import type { Observed } from '../../../src/core/measured.ts';
import type { Evidence } from '../../../src/evidence/index.ts';
import type { RunRecord } from '../../../src/reading/record.ts';
import { targetOf, type Step } from '../../../src/plan/step.ts';
import {
  captive,
  client,
  datagram,
  dnsAnswer,
  dnsEvidence,
  failedAttempt,
  goodAttempt,
  httpFacts,
  httpsEvidence,
  httpsMtu,
  pingMtu,
  quicMtu,
  route,
  rttEvidence,
  systemTls,
  tcpEvidence,
  tlsFacts,
} from './evidence-builder.ts';
import { completed, healthy, type Healthy } from './record-builder.ts';

type Variant = (step: Step) => Evidence;

const WEB_FAILURES: readonly FailureCode[] = [
  'connection-timeout',
  'connection-refused',
  'permission-denied',
  'network-unreachable',
  'tls-timeout',
  'tls-reset',
  'http-protocol-error',
  'proxy-authentication-required',
  'proxy-denied',
  'proxy-unreachable',
  'proxy-name-not-found',
];
const CERTIFICATES: readonly FailureCode[] = [
  'tls-unknown-authority',
  'tls-certificate-expired',
  'tls-certificate-wrong-name',
  'tls-incomplete-chain',
];

const badCertificate =
  (code: FailureCode, trusted: boolean | null): Variant =>
  (step) =>
    httpsEvidence(step, [
      goodAttempt('52.94.1.1', {
        tls: tlsFacts({
          publicTrust: { ok: false, error: 'SELF_SIGNED_CERT_IN_CHAIN' },
          machineTrust: { ok: trusted, error: null },
        }),
        failure: failure(code, 'tls-handshake'),
      }),
    ]);

const answered = (changes: Parameters<typeof httpFacts>[0]): Variant => {
  const http = httpFacts(changes);
  return (step) =>
    httpsEvidence(step, [goodAttempt('52.94.1.1', { http }), goodAttempt('52.94.1.1', { http })]);
};

const HTTPS: readonly Variant[] = [
  ...WEB_FAILURES.map(
    (code): Variant =>
      (step) =>
        httpsEvidence(step, [failedAttempt(code)]),
  ),
  ...CERTIFICATES.flatMap((code) => [badCertificate(code, false), badCertificate(code, true)]),
  answered({ status: 503 }),
  answered({ dateHeader: 'Fri, 20 Nov 2026 12:00:00 GMT' }),
  (step) =>
    httpsEvidence(step, [
      failedAttempt('connection-timeout', { address: '2600:1f14::1' }),
      goodAttempt('52.94.1.1'),
    ]),
  (step) => httpsEvidence(step, [failedAttempt('connection-timeout', { address: '2600:1f14::1' })]),
];

const DNS: readonly Variant[] = [
  ...[null, 'NXDOMAIN', 'SERVFAIL', 'REFUSED', 'NOERROR'].map(
    (rcode): Variant =>
      (step) =>
        dnsEvidence(step, [], rcode),
  ),
  ...['0.0.0.0', '127.0.0.1', '10.1.2.3', '52.94.9.9', '64:ff9b::3434:101'].map(
    (address): Variant =>
      (step) =>
        dnsEvidence(step, [address], 'NOERROR'),
  ),
  (step) => ({
    ...dnsEvidence(step, [], null),
    servers: [dnsAnswer({ rcode: null, failure: failure('dns-malformed', 'parse') })],
  }),
  (step) => ({ ...dnsEvidence(step, [], 'NOERROR'), servers: [dnsAnswer({ truncated: true })] }),
];

const states = ['open', 'closed', 'filtered', 'open|filtered'] as const;

const VARIANTS: Readonly<Partial<Record<Step['probe'], readonly Variant[]>>> = {
  dns: DNS,
  https: HTTPS,
  tcp: [
    ...(['open', 'closed', 'filtered'] as const).map(
      (state): Variant =>
        (step) =>
          tcpEvidence(step, state),
    ),
    (step) => tcpEvidence(step, 'filtered', 'permission-denied'),
    (step) => tcpEvidence(step, 'filtered', 'host-unreachable'),
  ],
  udp: states.map((state) => (step) => datagram('udp', step, state)),
  quic: states.map((state) => (step) => datagram('quic', step, state)),
  rtt: [[3, 3, 3], [150, 151, 150], [300, 340, 300], [500, 500, 500], [null, null, null, 40], [null]].map(
    (samples) => (step) => rttEvidence(step, samples),
  ),
  captive: [captive({ status: 511 }), captive({ status: 200, bodyBytes: 300 })].map((one) => () => one),
  client: [client({ installed: false }), client({ installed: true, version: '2022.1' })].map(
    (one) => () => one,
  ),
  route: [route({ interfaceMtuBytes: 1190 }), route({ tunnel: { kind: 'tun', allTraffic: true } })].map(
    (one) => () => one,
  ),
  'mtu-ping': [1100, 1210, 1400].map(
    (bytes) => () => pingMtu({ answersPing: true, largestPassedBytes: bytes, smallestLostBytes: bytes + 1 }),
  ),
  'mtu-quic': [1200, 1252].map((largest) => () => quicMtu({ largest })),
  'mtu-https': [() => httpsMtu({ outcome: 'stalled' })],
  'system-tls': [(step) => systemTls({ host: targetOf(step).host ?? '', accepted: false, verifyCode: 20 })],
};

const SCOPES = ['one', 'role', 'host', 'port', 'need'] as const;

export interface Turn {
  readonly pick: number;
  readonly scope: (typeof SCOPES)[number];
  /** Which of the things that such a step can show; every fifth turn it shows nothing. */
  readonly how: number;
}

const turn: fc.Arbitrary<Turn> = fc.record({
  pick: fc.nat(10_000),
  scope: fc.constantFrom(...SCOPES),
  how: fc.nat(10_000),
});

const RUNS: readonly Healthy[] = [
  {},
  { request: { assumeUdpAnswers: true } },
  { proxy: 'http://proxy.example:3128' },
  { host: { hasIpv6: true } },
  { request: { regions: ['eu-central-1', 'us-east-1'] } },
];

export interface AnyRun {
  readonly run: Healthy;
  readonly turns: readonly Turn[];
}

/** Any run: up to eight things of it turned. Small values, so that a counterexample can be read. */
export const anyRun: fc.Arbitrary<AnyRun> = fc.record({
  run: fc.constantFrom(...RUNS),
  turns: fc.array(turn, { maxLength: 8 }),
});

/** The same sixty runs for ever, whatever draws the others: what is said of them is recorded (boundaries/told.txt). */
export const WORLDS: readonly AnyRun[] = Array.from({ length: 60 }, (_, world) => {
  const drawn = (place: number, below: number) =>
    (Math.imul(world * 31 + place * 7 + 1, 2_654_435_761) >>> 8) % below;
  const turns = Array.from({ length: 1 + (world % 6) }, (__, at): Turn => ({
    pick: drawn(at * 3, 10_000),
    scope: SCOPES[drawn(at * 3 + 1, SCOPES.length)] ?? 'one',
    how: drawn(at * 3 + 2, 10_000),
  }));
  return { run: RUNS[world % RUNS.length] ?? {}, turns };
});

export function recordOf({ run, turns }: AnyRun): RunRecord {
  return turns.reduce(turned, healthy(run));
}

function turned(record: RunRecord, { pick, scope, how }: Turn): RunRecord {
  const chosen = record.steps[pick % record.steps.length];
  if (chosen === undefined) return record;
  const concerned = record.steps.filter((step) => step.probe === chosen.probe && isIn(scope, step, chosen));
  const changed = concerned.flatMap((step) => {
    const before = record.observations[step.id];
    return before === undefined ? [] : [[step.id, shown(step, before, how)] as const];
  });
  return { ...record, observations: { ...record.observations, ...Object.fromEntries(changed) } };
}

function isIn(scope: Turn['scope'], step: Step, chosen: Step): boolean {
  if (scope === 'one') return step.id === chosen.id;
  if (scope === 'role') return step.role === chosen.role;
  if (scope === 'need') return step.role === chosen.role && step.need === chosen.need;
  return scope === 'host'
    ? targetOf(step).host === targetOf(chosen).host && step.role === chosen.role
    : targetOf(step).port === targetOf(chosen).port && step.role === chosen.role;
}

function shown(step: Step, before: Observed<Evidence>, how: number): Observed<Evidence> {
  const variants = VARIANTS[step.probe] ?? [];
  const variant = variants[how % Math.max(1, variants.length)];
  if (before.outcome === 'skipped' && step.skipped !== null) return before;
  if (how % 5 === 4)
    return { outcome: 'skipped', reason: 'dependency-failed', text: 'a test', because: null };
  return variant === undefined ? before : completed(variant(step));
}
