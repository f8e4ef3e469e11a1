/** Port 443: reachability, handshake, certificates, clock. */
import { describe, expect, test } from '@jest/globals';
import { wordsOf } from '../../../src/words/languages.ts';
import { failure, type FailureCode } from '../../../src/core/failure.ts';
import type { EvidenceOf } from '../../../src/evidence/index.ts';
import { goodAttempt, httpFacts, httpsEvidence, tlsFacts, tcpEvidence } from './evidence-builder.ts';
import { host, httpsFails, onPort, tcp } from './faults.ts';
import { alter, hasRole, pipe, REGION, type Mutator, type Wanted } from './record-builder.ts';
import { gotOf, judgeScenario, wantedOf, type Scenario } from './scenario.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;
const SUPPORTING = 'fls-na.amazon.com';
const OUT = { pcoip: 'not-ready', dcv: 'not-ready', verdict: 'not-ready' } as const;
const FINE = { pcoip: 'ready', dcv: 'ready', verdict: 'ready' } as const;
const direct = hasRole('endpoint');

const health =
  (port: number): Wanted =>
  (step) =>
    onPort(port)(step);

function certificate(
  code: FailureCode,
  error: string,
  more: { machine?: boolean | null; wanted?: Wanted; issuer?: string } = {},
): Mutator {
  return alter(
    'https',
    (step) => direct(step) && (more.wanted ?? (() => true))(step),
    (_evidence, step) =>
      httpsEvidence(step, [
        goodAttempt('52.94.1.1', {
          tls: tlsFacts({
            nameMatches: code !== 'tls-certificate-wrong-name',
            publicTrust: { ok: false, error },
            machineTrust: { ok: more.machine ?? null, error: null },
            ...(more.issuer === undefined
              ? {}
              : { chain: tlsFacts().chain.map((one) => ({ ...one, issuer: more.issuer ?? '' })) }),
          }),
          failure: failure(code, 'tls-handshake'),
        }),
      ]),
  );
}

function status(code: number, times: number, wanted: Wanted): Mutator {
  return alter(
    'https',
    (step) => direct(step) && wanted(step),
    (_evidence, step) =>
      httpsEvidence(
        step,
        Array.from({ length: times }, () => goodAttempt('52.94.1.1', { http: httpFacts({ status: code }) })),
      ),
  );
}

function refusedBySystem(evidence: EvidenceOf<'system-tls'>): EvidenceOf<'system-tls'> {
  return { ...evidence, accepted: false, verifyCode: 20 };
}

/** Minutes that this machine is ahead; some answers out of a cache. */
function clock(minutes: number, { hosts = 100, age = null as number | null } = {}): Mutator {
  const seen = new Set<string>();
  return alter('https', direct, (evidence, step) => {
    const counts = seen.size < hosts;
    seen.add(step.id);
    const dateHeader = new Date(
      Date.parse('2026-11-20T10:00:00Z') - (counts ? minutes : 0) * 60_000,
    ).toUTCString();
    const http = httpFacts({ dateHeader, ageSeconds: counts ? age : null });
    return { ...evidence, attempts: evidence.attempts.map((one) => ({ ...one, http })) };
  });
}

const HTTPS: readonly Scenario[] = [
  {
    name: 'an own host on an own port that is dropped counts as essential',
    run: { request: { also: [{ host: 'idp.corp.example', port: 8443 }] } },
    fault: alter('tcp', hasRole('also'), (_evidence, step) => tcpEvidence(step, 'filtered')),
    grave: ['https/blocked:error'],
    ...OUT,
  },
  { name: '403 and 404 everywhere pass', fault: status(404, 1, () => true), grave: [], ...FINE },
  {
    name: '443 is silent for all: one cause',
    fault: httpsFails('connection-timeout'),
    grave: ['https/blocked:error'],
    ...OUT,
  },
  {
    name: '443 is silent for one essential host',
    fault: httpsFails('connection-timeout', host(BROKER)),
    grave: ['https/blocked:error'],
    ...OUT,
  },
  {
    name: '443 is silent for one supporting host',
    fault: httpsFails('connection-timeout', host(SUPPORTING)),
    grave: ['https/blocked:warning'],
    verdict: 'degraded',
  },
  {
    name: '443 is refused',
    fault: httpsFails('connection-refused', host(BROKER)),
    grave: ['https/refused:error'],
    ...OUT,
  },
  {
    name: 'the handshake is reset',
    fault: httpsFails('tls-reset', host(BROKER)),
    grave: ['https/handshake-cut:error'],
    ...OUT,
  },
  {
    name: 'the handshake stays silent',
    fault: httpsFails('tls-timeout', host(BROKER)),
    grave: ['https/handshake-cut:error'],
    ...OUT,
  },
  {
    name: 'plain text instead of TLS',
    fault: httpsFails('tls-protocol-error', host(BROKER)),
    grave: ['https/handshake-cut:error'],
    ...OUT,
  },
  {
    name: 'everything is dropped on the way: 443 is the root, the streaming ports stand behind the same wall',
    fault: pipe(httpsFails('connection-timeout'), tcp('filtered', hasRole('health-check'))),
    grave: ['https/blocked:error'],
    absent: ['pcoip/tcp-blocked', 'dcv/tcp-blocked'],
    ...OUT,
  },
  {
    name: '443 is dropped and 4195 refused: two walls, two findings',
    fault: pipe(httpsFails('connection-timeout'), tcp('closed', health(4195)), tcp('filtered', health(4172))),
    grave: ['https/blocked:error', 'dcv/tcp-refused:error'],
    ...OUT,
  },
  {
    name: '443 is dropped for all while PCoIP gets through and DCV does not: both are named',
    fault: pipe(httpsFails('connection-timeout'), tcp('filtered', health(4195))),
    grave: ['https/blocked:error', 'dcv/tcp-blocked:error'],
    ...OUT,
  },
  {
    name: 'somebody decrypts and this machine trusts him',
    fault: certificate('tls-unknown-authority', 'SELF_SIGNED_CERT_IN_CHAIN', { machine: true }),
    grave: ['https/tls-intercepted:warning'],
    pcoip: 'degraded',
    dcv: 'degraded',
  },
  {
    name: 'somebody decrypts and this machine does not trust him either',
    fault: certificate('tls-unknown-authority', 'SELF_SIGNED_CERT_IN_CHAIN', { machine: false }),
    grave: ['https/tls-intercepted:error'],
    ...OUT,
  },
  {
    name: 'an expired certificate',
    fault: certificate('tls-certificate-expired', 'CERT_HAS_EXPIRED', { wanted: host(BROKER) }),
    grave: ['https/certificate-invalid:error'],
    ...OUT,
  },
  {
    name: 'an incomplete chain',
    fault: certificate('tls-incomplete-chain', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', { wanted: host(BROKER) }),
    grave: ['https/certificate-invalid:error'],
    absent: ['https/tls-intercepted'],
    ...OUT,
  },
  {
    name: 'chains that are cut short and bear the service’s own authority are not decrypted',
    fault: certificate('tls-incomplete-chain', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'),
    grave: ['https/certificate-invalid:error'],
    absent: ['https/tls-intercepted'],
    ...OUT,
  },
  {
    name: 'a clock of 6 minutes off is an error',
    fault: clock(6),
    grave: ['https/clock-skew:error'],
    ...OUT,
  },
  {
    name: 'a wrong clock is the root of certificates that look expired',
    fault: pipe(
      certificate('tls-certificate-expired', 'CERT_HAS_EXPIRED'),
      alter('https', direct, (evidence) => ({
        ...evidence,
        attempts: evidence.attempts.map((one) => ({
          ...one,
          http: httpFacts({ dateHeader: 'Fri, 20 Nov 2020 10:00:00 GMT' }),
        })),
      })),
    ),
    grave: ['https/clock-skew:error'],
    absent: ['https/certificate-invalid'],
    ...OUT,
  },
  {
    name: '5xx twice from an essential host',
    fault: status(503, 2, host(BROKER)),
    grave: ['https/server-error:warning'],
    verdict: 'degraded',
  },
  {
    name: 'an answer that is no HTTP',
    fault: alter(
      'https',
      (step) => direct(step) && host(BROKER)(step),
      (_evidence, step) =>
        httpsEvidence(step, [
          goodAttempt('52.94.1.1', {
            http: null,
            failure: failure('http-protocol-error', 'http-round-trip'),
          }),
        ]),
    ),
    grave: ['https/protocol-error:warning'],
    verdict: 'degraded',
  },
  {
    name: "the operating system's own handshake lacks the public root",
    fault: alter('system-tls', () => true, refusedBySystem),
    grave: ['client/roots-missing:error'],
    ...OUT,
  },
];

describe('port 443', () => {
  test.each(HTTPS)('$name', (scenario) => {
    expect(gotOf(scenario, judgeScenario(scenario))).toEqual(wantedOf(scenario));
  });

  test.each([
    ['every host falls silent', httpsFails('tls-timeout'), true],
    ['one host falls silent', httpsFails('tls-timeout', host(BROKER)), false],
    ['every handshake is reset', httpsFails('tls-reset'), false],
  ])('%s: whether a lossy way back is named beside the filter', (_, fault, named) => {
    const [finding] = judgeScenario({ fault }).findings;
    expect(finding?.code).toBe('https/handshake-cut');
    const words = wordsOf('https/handshake-cut', [finding?.params ?? {}], 'en');
    expect(words?.explanation.includes('lost on the way back')).toBe(named);
    expect(words?.network.includes('TCP MSS')).toBe(named);
  });
});
