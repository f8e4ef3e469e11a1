/** The allow-list of evidence, kind by kind; `allow-list.ts` has the meaning of the words. */
import type { Rule } from './allow-rule.ts';

export const failure: Rule = { code: 'keep', operation: 'keep', detail: 'text' };
export const target: Rule = { host: 'host', address: 'address', port: 'keep', transport: 'keep' };

const tcpAttempt: Rule = {
  address: 'address',
  port: 'keep',
  state: 'keep',
  atMs: 'keep',
  connectMs: 'keep',
  durationMs: 'keep',
  transport: 'keep',
  failure,
};

const datagram = {
  kind: 'keep',
  address: 'address',
  port: 'keep',
  state: 'keep',
  sentAtMs: 'keep',
  unexpected: 'keep',
  failure,
} as const;

const trust: Rule = { ok: 'keep', error: 'keep' };

const certificate: Rule = {
  subject: 'text',
  issuer: 'text',
  subjectAltNames: '~text',
  validFrom: 'keep',
  validTo: 'keep',
  sha256: 'keep',
  selfSigned: 'keep',
  // A file of its own where it names nobody: evidence/certificates.
  pem: 'never',
};

const httpsAttempt: Rule = {
  address: 'address',
  port: 'keep',
  depth: 'keep',
  atMs: 'keep',
  durationMs: 'keep',
  tcpState: 'keep',
  phases: { tcpMs: 'keep', proxyMs: 'keep', tlsMs: 'keep', ttfbMs: 'keep' },
  tls: {
    protocol: 'keep',
    cipher: 'keep',
    alpn: 'keep',
    chain: certificate,
    nameMatches: 'keep',
    publicTrust: trust,
    machineTrust: trust,
  },
  http: {
    status: 'keep',
    dateHeader: 'keep',
    ageSeconds: 'keep',
    server: '~text',
    location: 'url',
    bodyBytes: 'keep',
    receivedAt: 'keep',
  },
  failure,
};

export const EVIDENCE: { readonly [kind: string]: Rule } = {
  dns: {
    kind: 'keep',
    host: 'host',
    system: { addresses: 'address', durationMs: 'keep', failure },
    servers: {
      server: 'address',
      transport: 'keep',
      question: 'keep',
      rcode: 'keep',
      addresses: 'address',
      texts: 'txt-value',
      ttlSeconds: 'keep',
      truncated: 'keep',
      tries: 'keep',
      durationMs: 'keep',
      failure,
    },
    attempts: tcpAttempt,
  },
  tcp: { kind: 'keep', state: 'keep', attempts: tcpAttempt },
  https: {
    kind: 'keep',
    host: 'host',
    path: 'text',
    proxy: 'host-port',
    connect: { status: 'keep', schemes: 'text' },
    attempts: httpsAttempt,
  },
  udp: { ...datagram, reply: { afterMs: 'keep', bytes: 'keep', echoed: 'keep' }, attempts: tcpAttempt },
  quic: { ...datagram, reply: { afterMs: 'keep', bytes: 'keep', versions: 'keep' }, attempts: tcpAttempt },
  stun: {
    ...datagram,
    reply: { afterMs: 'keep', mappedAddress: 'address', mappedPort: 'never' },
    attempts: tcpAttempt,
  },
  rtt: {
    kind: 'keep',
    address: 'address',
    port: 'keep',
    method: 'keep',
    samples: { atMs: 'keep', rttMs: 'keep', retransmitted: 'keep' },
    extended: 'keep',
    kernelMedianMs: 'keep',
    processMedianMs: 'keep',
    eventLoopP99Ms: 'keep',
    failure,
    attempts: tcpAttempt,
  },
  icmp: {
    kind: 'keep',
    address: 'address',
    sent: 'keep',
    received: 'keep',
    rttsMs: 'keep',
    failure,
    attempts: tcpAttempt,
  },
  'mtu-ping': {
    kind: 'keep',
    address: 'address',
    family: 'keep',
    answersPing: 'keep',
    tries: { packetBytes: 'keep', passed: 'keep', announcedMtuBytes: 'keep' },
    largestPassedBytes: 'keep',
    smallestLostBytes: 'keep',
    announcedMtuBytes: 'keep',
    failure,
    attempts: tcpAttempt,
  },
  'mtu-quic': {
    kind: 'keep',
    address: 'address',
    port: 'keep',
    family: 'keep',
    ladder: { payloadBytes: 'keep', packetBytes: 'keep', replied: 'keep', tries: 'keep' },
    failure,
    attempts: tcpAttempt,
  },
  'mtu-https': {
    kind: 'keep',
    host: 'host',
    address: 'address',
    requestBytes: 'keep',
    outcome: 'keep',
    kernel: { mssBytes: 'keep', pathMtuBytes: 'keep', backoff: 'keep', lost: 'keep' },
    failure,
    attempts: tcpAttempt,
  },
  route: {
    kind: 'keep',
    address: 'address',
    interfaceName: 'interface',
    gateway: 'address',
    sourceAddress: 'address',
    interfaceMtuBytes: 'keep',
    routeMtuBytes: 'keep',
    tunnel: { kind: 'text', allTraffic: 'keep' },
    failure,
    attempts: tcpAttempt,
  },
  captive: {
    kind: 'keep',
    url: 'url',
    address: 'address',
    status: 'keep',
    location: 'url',
    bodyBytes: 'keep',
    title: '~text',
    durationMs: 'keep',
    failure,
    attempts: tcpAttempt,
  },
  client: {
    kind: 'keep',
    installed: 'keep',
    version: 'keep',
    path: '~path',
    osSupported: 'keep',
    browsers: { name: '~text', version: '~keep' },
    failure,
    attempts: tcpAttempt,
  },
  'local-services': {
    kind: 'keep',
    printers: { name: '~name', address: '~address', port: '~keep' },
    failure,
    attempts: tcpAttempt,
  },
};

export const evidence: Rule = { $kind: EVIDENCE };
