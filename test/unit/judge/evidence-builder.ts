/** Evidence of every kind for tests of judging, good unless the caller says otherwise. */
import { familyOf } from '../../../src/core/address.ts';
import { failure, type Failure, type FailureCode } from '../../../src/core/failure.ts';
import type {
  DnsEvidence,
  DnsServerAnswer,
  Evidence,
  EvidenceOf,
  HttpsAttempt,
} from '../../../src/evidence/index.ts';
import { rowOf, targetOf, type Step } from '../../../src/plan/step.ts';

export function dnsEvidence(step: Step, addresses: readonly string[], rcode: string | null): DnsEvidence {
  const fault = addresses.length > 0 ? null : failureOfRcode(rcode);
  return {
    kind: 'dns',
    host: targetOf(step).host ?? '',
    system: { addresses: [...addresses], durationMs: 12, failure: fault },
    servers: [
      dnsAnswer({
        addresses: addresses.filter((one) => familyOf(one) === 4),
        rcode,
        failure: rcode === null ? fault : null,
      }),
    ],
  };
}

function failureOfRcode(rcode: string | null): Failure {
  const code: FailureCode =
    rcode === 'NXDOMAIN'
      ? 'dns-nxdomain'
      : rcode === 'SERVFAIL'
        ? 'dns-servfail'
        : rcode === 'NOERROR'
          ? 'dns-no-data'
          : 'dns-timeout';
  return failure(code, 'resolve');
}

export function dnsAnswer(changes: Partial<DnsServerAnswer> = {}): DnsServerAnswer {
  return {
    server: '192.168.1.1',
    transport: 'udp',
    question: 'A',
    rcode: 'NOERROR',
    addresses: [],
    texts: [],
    ttlSeconds: 60,
    truncated: false,
    tries: 1,
    durationMs: 12,
    failure: null,
    ...changes,
  };
}

export function txtEvidence(step: Step, texts: readonly string[], rcode = 'NOERROR'): DnsEvidence {
  return {
    kind: 'dns',
    host: targetOf(step).host ?? '',
    system: null,
    servers: [dnsAnswer({ question: 'TXT', texts: [...texts], rcode })],
  };
}

export function goodAttempt(address: string | null, changes: Partial<HttpsAttempt> = {}): HttpsAttempt {
  return {
    address,
    port: 443,
    depth: 'http',
    atMs: 0,
    durationMs: 90,
    tcpState: 'open',
    phases: { tcpMs: 30, proxyMs: null, tlsMs: 30, ttfbMs: 30 },
    tls: tlsFacts(),
    http: httpFacts(),
    failure: null,
    ...changes,
  };
}

export function httpFacts(
  changes: Partial<NonNullable<HttpsAttempt['http']>> = {},
): NonNullable<HttpsAttempt['http']> {
  return {
    status: 403,
    dateHeader: 'Fri, 20 Nov 2026 10:00:00 GMT',
    ageSeconds: null,
    server: null,
    location: null,
    bodyBytes: 100,
    receivedAt: '2026-11-20T10:00:00.500Z',
    ...changes,
  };
}

export function tlsFacts(
  changes: Partial<NonNullable<HttpsAttempt['tls']>> = {},
): NonNullable<HttpsAttempt['tls']> {
  const certificate = {
    subject: 'CN=*.amazonworkspaces.com',
    issuer: 'CN=Amazon RSA 2048 M02, O=Amazon, C=US',
    subjectAltNames: ['*.amazonworkspaces.com'],
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    sha256: 'AA',
    selfSigned: false,
    pem: null,
  };
  return {
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    alpn: null,
    chain: [certificate],
    nameMatches: true,
    publicTrust: { ok: true, error: null },
    machineTrust: { ok: null, error: null },
    ...changes,
  };
}

/** An attempt that ended early, with the state and the code that the port gives. */
export function failedAttempt(code: FailureCode, changes: Partial<HttpsAttempt> = {}): HttpsAttempt {
  const tcpState = code === 'connection-refused' ? 'closed' : /^(tls|http)-/.test(code) ? 'open' : 'filtered';
  return goodAttempt('52.94.1.1', {
    tcpState,
    tls: null,
    http: null,
    failure: failure(code, tcpState === 'open' ? 'tls-handshake' : 'connect'),
    ...changes,
  });
}

export function httpsEvidence(step: Step, attempts: readonly HttpsAttempt[]): EvidenceOf<'https'> {
  const byProxy = step.role === 'endpoint-by-proxy';
  return {
    kind: 'https',
    host: targetOf(step).host ?? '',
    path: rowOf(step).path ?? '/',
    proxy: byProxy ? (rowOf(step).proxy ?? '').replace('http://', '') : null,
    connect: null,
    attempts: attempts.map((attempt) => (byProxy ? { ...attempt, address: null } : attempt)),
  };
}

const FAILURE_OF_STATE = {
  open: null,
  closed: 'connection-refused',
  filtered: 'connection-timeout',
} as const;

export function tcpEvidence(
  step: Step,
  state: 'open' | 'closed' | 'filtered',
  code: FailureCode | null = FAILURE_OF_STATE[state],
): EvidenceOf<'tcp'> {
  const attempt = {
    address: targetOf(step).address ?? '52.94.1.1',
    port: targetOf(step).port ?? 443,
    state,
    atMs: 0,
    connectMs: state === 'open' ? 40 : null,
    durationMs: 40,
    failure: code === null ? null : failure(code, 'connect'),
  };
  return { kind: 'tcp', state, attempts: [attempt] };
}

/** `open` means that an answer came back. */
export function datagram<K extends 'udp' | 'quic' | 'stun'>(
  kind: K,
  step: Step,
  state: 'open' | 'closed' | 'filtered' | 'open|filtered',
): Evidence {
  const code: Record<typeof state, FailureCode | null> = {
    open: null,
    closed: 'port-unreachable',
    filtered: 'permission-denied',
    'open|filtered': 'no-reply',
  };
  const shared = {
    address: targetOf(step).address ?? '52.94.1.1',
    port: targetOf(step).port ?? 443,
    state,
    sentAtMs: [0, 300, 900],
    unexpected: 0,
    failure: code[state] === null ? null : failure(code[state], 'receive'),
  };
  if (kind === 'udp')
    return {
      kind: 'udp',
      ...shared,
      reply: state === 'open' ? { afterMs: 40, bytes: 20, echoed: false } : null,
    };
  if (kind === 'quic')
    return {
      kind: 'quic',
      ...shared,
      reply: state === 'open' ? { afterMs: 40, bytes: 27, versions: ['00000001'] } : null,
    };
  return {
    kind: 'stun',
    ...shared,
    reply: state === 'open' ? { afterMs: 40, mappedAddress: null, mappedPort: null } : null,
  };
}

/** The answer of a STUN server that saw this machine so. */
export function stunEvidence(step: Step, mappedAddress: string): EvidenceOf<'stun'> {
  return {
    kind: 'stun',
    address: targetOf(step).address ?? '10.90.0.90',
    port: targetOf(step).port ?? 3478,
    state: 'open',
    sentAtMs: [0],
    unexpected: 0,
    failure: null,
    reply: { afterMs: 20, mappedAddress, mappedPort: 50_000 },
  };
}

/** The answer of a time server, or its silence. */
export function timeEvidence(step: Step, aheadMs: number | null): EvidenceOf<'ntp'> {
  return {
    kind: 'ntp',
    address: targetOf(step).address ?? '10.90.0.123',
    port: 123,
    state: aheadMs === null ? 'open|filtered' : 'open',
    sentAtMs: [0],
    unexpected: 0,
    failure: aheadMs === null ? failure('no-reply', 'receive') : null,
    reply: aheadMs === null ? null : { afterMs: 20, stratum: 2, aheadMs },
  };
}

/** One sample a figure; null is a lost one. */
export function rttEvidence(step: Step, rtts: readonly (number | null)[]): EvidenceOf<'rtt'> {
  return {
    kind: 'rtt',
    address: targetOf(step).address ?? '52.94.1.1',
    port: targetOf(step).port ?? 4172,
    method: 'tcp-connect',
    samples: rtts.map((rttMs, index) => ({ atMs: index * 50, rttMs, retransmitted: false })),
    extended: false,
    kernelMedianMs: null,
    eventLoopP99Ms: null,
    failure: null,
  };
}

export function pingMtu(changes: Partial<EvidenceOf<'mtu-ping'>> = {}): EvidenceOf<'mtu-ping'> {
  return {
    kind: 'mtu-ping',
    address: '52.94.1.1',
    family: 4,
    answersPing: true,
    tries: [],
    largestPassedBytes: null,
    smallestLostBytes: null,
    announcedMtuBytes: null,
    failure: null,
    ...changes,
  };
}

const RUNGS = [1200, 1252, 1300, 1352, 1400, 1452, 1472];

/** The ladder up to the largest payload that was answered; 0 for silence. */
export function quicMtu({
  address = '52.94.1.1',
  largest,
}: {
  address?: string;
  largest: number;
}): EvidenceOf<'mtu-quic'> {
  const ladder = RUNGS.map((payloadBytes) => ({
    payloadBytes,
    packetBytes: payloadBytes + 28,
    replied: payloadBytes <= largest,
    tries: payloadBytes <= largest ? 1 : 3,
  }));
  return { kind: 'mtu-quic', address, port: 4195, family: 4, ladder, failure: null };
}

export function httpsMtu(changes: Partial<EvidenceOf<'mtu-https'>> = {}): EvidenceOf<'mtu-https'> {
  return {
    kind: 'mtu-https',
    host: 'connectivity.amazonworkspaces.com',
    address: '52.94.1.1',
    requestBytes: 6000,
    outcome: 'passed',
    kernel: { mssBytes: 1448, pathMtuBytes: 1500, backoff: 0, lost: 0 },
    failure: null,
    ...changes,
  };
}

export function route(changes: Partial<EvidenceOf<'route'>> = {}): EvidenceOf<'route'> {
  return {
    kind: 'route',
    address: '52.94.1.1',
    interfaceName: 'eth0',
    gateway: '192.168.1.1',
    sourceAddress: '192.168.1.20',
    interfaceMtuBytes: 1500,
    routeMtuBytes: null,
    tunnel: null,
    failure: null,
    ...changes,
  };
}

export function captive(changes: Partial<EvidenceOf<'captive'>> = {}): EvidenceOf<'captive'> {
  return {
    kind: 'captive',
    url: 'http://clients.amazonworkspaces.com/',
    address: '52.94.1.1',
    status: 200,
    location: null,
    bodyBytes: 0,
    title: null,
    durationMs: 40,
    failure: null,
    ...changes,
  };
}

export function client(changes: Partial<EvidenceOf<'client'>> = {}): EvidenceOf<'client'> {
  return {
    kind: 'client',
    installed: null,
    version: null,
    path: null,
    osSupported: null,
    browsers: [],
    failure: null,
    ...changes,
  };
}

export function systemTls(changes: Partial<EvidenceOf<'system-tls'>> = {}): EvidenceOf<'system-tls'> {
  return {
    kind: 'system-tls',
    host: '',
    address: '52.94.1.1',
    port: 443,
    tool: 'curl',
    accepted: true,
    verifyCode: 0,
    durationMs: 90,
    failure: null,
    ...changes,
  };
}

/** `early`: a proxy that says yes to an address where nobody is. */
export function proxyConnectEvidence(
  step: Step,
  told: 'opened' | 'refused' | 'early',
): EvidenceOf<'proxy-connect'> {
  const { host, port } = targetOf(step);
  const refused = {
    opened: false,
    durationMs: 8,
    failure: failure('proxy-denied', 'proxy-connect', 'HTTP 403'),
  };
  const opened = { opened: true, durationMs: 20, failure: null };
  return {
    kind: 'proxy-connect',
    proxy: 'http://proxy.corp.example:3128',
    host: host ?? '',
    port: port ?? 4195,
    ...(told === 'refused' ? refused : opened),
    control: told === 'refused' ? null : { address: '203.0.113.1', ...(told === 'early' ? opened : refused) },
  };
}
