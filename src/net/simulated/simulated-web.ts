/** HTTPS, the proxy and the plain page of a scripted network. */
import { createHash } from 'node:crypto';
import { failure, type Failure } from '../../core/failure.ts';
import type { Certificate, HttpsAttempt } from '../../evidence/index.ts';
import type {
  CallOptions,
  HttpsPort,
  HttpsRequest,
  HttpsResult,
  PlainHttpPort,
  ProxyPort,
} from '../../probes/ports.ts';
import type { World } from './world.ts';

export const SIMULATED_PROXY = 'http://proxy.contoso.example:8080';

export function simulatedHttps(world: World): HttpsPort {
  return {
    async request(request, options): Promise<HttpsResult> {
      return request.proxy === null ? direct(request, world, options) : byProxy(request, world, options);
    },
  };
}

function blank(request: HttpsRequest): HttpsAttempt {
  return {
    address: request.address,
    port: request.port,
    depth: request.depth,
    atMs: 0,
    durationMs: 0,
    tcpState: 'open',
    phases: { tcpMs: null, proxyMs: null, tlsMs: null, ttfbMs: null },
    tls: null,
    http: null,
    failure: null,
  };
}

async function direct(
  request: HttpsRequest,
  world: World,
  { timeoutMs, signal }: CallOptions,
): Promise<HttpsResult> {
  const state = world.tcpState(request.address ?? '', request.port);
  if (state === 'filtered') {
    const waitMs = world.situation.online ? Math.min(request.phases?.connectMs ?? timeoutMs, timeoutMs) : 0;
    await world.clock.sleep(waitMs, signal);
    const code = world.situation.online ? 'connection-timeout' : 'network-unreachable';
    return ended({ ...blank(request), tcpState: state, durationMs: waitMs }, failure(code, 'connect'));
  }
  return handshake({ ...blank(request), tcpState: state }, { request, world, signal });
}

async function byProxy(request: HttpsRequest, world: World, { signal }: CallOptions): Promise<HttpsResult> {
  const { proxy } = world.situation;
  // As proxies come: a way to 443 for every name, and to nothing else.
  if (proxy === 'tunnels' && request.port === 443)
    return handshake({ ...blank(request), address: null }, { request, world, signal });
  await world.clock.sleep(8, signal);
  const refused = {
    ...blank(request),
    address: null,
    durationMs: 8,
    phases: { tcpMs: 3, proxyMs: 5, tlsMs: null, ttfbMs: null },
  };
  if (proxy === 'wants-password') {
    const connect = { status: 407, schemes: ['Negotiate', 'NTLM'] };
    return { ...ended(refused, failure('proxy-authentication-required', 'proxy-connect', '407')), connect };
  }
  return {
    ...ended(refused, failure('proxy-denied', 'proxy-connect', '403')),
    connect: { status: 403, schemes: [] },
  };
}

function ended(attempt: HttpsAttempt, why: Failure): HttpsResult {
  return { attempt: { ...attempt, failure: why }, connect: null, kernel: null };
}

interface Exchange {
  readonly request: HttpsRequest;
  readonly world: World;
  readonly signal: AbortSignal;
}

async function handshake(attempt: HttpsAttempt, { request, world, signal }: Exchange): Promise<HttpsResult> {
  const { situation, clock } = world;
  const rttMs = situation.acceptsAll ? 40 : world.rttMs(request.address ?? request.host);
  const phases = {
    tcpMs: situation.acceptsAll ? 1 : rttMs,
    proxyMs: attempt.address === null ? 4 : null,
    tlsMs: rttMs * 1.4,
    ttfbMs: rttMs * 1.2,
  };
  const tcpOnly = request.depth === 'tcp';
  const durationMs = tcpOnly ? phases.tcpMs : phases.tcpMs + phases.tlsMs + phases.ttfbMs;
  await clock.sleep(durationMs, signal);
  if (tcpOnly)
    return {
      attempt: { ...attempt, durationMs, phases: { ...phases, tlsMs: null, ttfbMs: null } },
      connect: null,
      kernel: null,
    };
  const tls = tlsOf(request.host, world);
  const http = {
    status: request.host.includes('broker') ? 200 : 403,
    dateHeader: clock.wallTime().toUTCString(),
    ageSeconds: null,
    server: null,
    location: null,
    bodyBytes: 118,
    receivedAt: localTime(world).toISOString(),
  };
  return { attempt: { ...attempt, durationMs, phases, tls, http }, connect: null, kernel: null };
}

/** What this machine believes the time is. */
function localTime({ clock, situation }: World): Date {
  return new Date(clock.wallTime().getTime() - situation.clockBehindMs);
}

function tlsOf(host: string, world: World): NonNullable<HttpsAttempt['tls']> {
  const { interceptedBy, clockBehindMs } = world.situation;
  const tooEarly = clockBehindMs > 0;
  const error =
    interceptedBy === null ? (tooEarly ? 'CERT_NOT_YET_VALID' : null) : 'SELF_SIGNED_CERT_IN_CHAIN';
  return {
    protocol: 'TLSv1.3',
    cipher: 'TLS_AES_128_GCM_SHA256',
    alpn: null,
    chain: chainOf(host, world),
    nameMatches: true,
    publicTrust: { ok: error === null, error },
    machineTrust:
      interceptedBy === null
        ? { ok: tooEarly ? false : null, error: tooEarly ? error : null }
        : { ok: true, error: null },
  };
}

function chainOf(host: string, { situation, clock }: World): Certificate[] {
  const issuer = situation.interceptedBy ?? 'Amazon RSA 2048 M02';
  const year = clock.wallTime().getUTCFullYear();
  const certificate = (subject: string, by: string): Certificate => ({
    subject: `CN=${subject}`,
    issuer: `CN=${by}`,
    subjectAltNames: subject === host ? [host] : [],
    validFrom: `${year - 1}-06-01T00:00:00.000Z`,
    validTo: `${year + 1}-06-30T23:59:59.000Z`,
    sha256: createHash('sha256').update(`${subject} ${by}`).digest('hex').toUpperCase(),
    selfSigned: subject === by,
    pem: null,
  });
  const root = situation.interceptedBy === null ? 'Amazon Root CA 1' : issuer;
  return situation.interceptedBy === null
    ? [certificate(host, issuer), certificate(issuer, root)]
    : [certificate(host, issuer), certificate(issuer, issuer)];
}

export function simulatedPage(world: World): PlainHttpPort {
  return {
    async get({ host, address, path }, { signal }) {
      const durationMs = world.rttMs(address) * 2;
      await world.clock.sleep(durationMs, signal);
      const url = `http://${host}${path}`;
      const answer = { kind: 'captive' as const, url, address, durationMs, failure: null };
      return world.situation.portal
        ? {
            ...answer,
            status: 302,
            location: 'http://login.hotel.example/?from=clients',
            bodyBytes: 0,
            title: null,
          }
        : { ...answer, status: 301, location: `https://${host}${path}`, bodyBytes: 0, title: null };
    },
  };
}

export function simulatedProxy(world: World): ProxyPort {
  return {
    forHosts: (hosts) =>
      Promise.resolve(
        world.situation.proxy === null
          ? {}
          : Object.fromEntries(hosts.map((host) => [host, SIMULATED_PROXY])),
      ),
  };
}
