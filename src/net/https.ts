/**
 * The HTTPS port: TCP, TLS and one GET to one address, phase by phase, direct or through a proxy. One connection an attempt; every
 * phase has its own time-out; whatever the other side does is a value, and nothing is left open.
 */
import type tls from 'node:tls';
import type { Duplex } from 'node:stream';
import type { Failure } from '../core/failure.ts';
import type { PortState } from '../core/words.ts';
import type { HttpsAttempt } from '../evidence/index.ts';
import type {
  CallOptions,
  DnsPort,
  HttpsPort,
  HttpsRequest,
  HttpsResult,
  KernelTcpInfo,
} from '../probes/ports.ts';
import { exchange, type Answer } from './https-exchange.ts';
import { readTls, type Judges } from './https-reading.ts';
import { openTcp } from './https-tcp.ts';
import { openTls } from './https-tls.ts';
import { openTunnel, type Refusal } from './https-tunnel.ts';
import type { MachineRoots } from './trust-machine.ts';
import { makePublicRoots } from './trust-public.ts';

export interface HttpsSetup {
  /** PEM texts of the roots that count as public; null: the bundled list. */
  readonly roots: readonly string[] | null;
  readonly machineRoots: MachineRoots;
  /** `user:password` for a proxy of the form `http://host:port`; null without. */
  readonly proxyCredentials: (proxy: string) => string | null;
  readonly userAgent: string;
  /** For the proxy's own name; targets are literal addresses. */
  readonly dns: Pick<DnsPort, 'lookup'>;
  /** The kernel's figures of an open connection by its local port (Linux); null where they cannot be had. */
  readonly kernel: ((localPort: number, signal: AbortSignal) => Promise<KernelTcpInfo | null>) | null;
}

type Context = HttpsSetup & Judges;

/** Builds the port. Throws when one of the given roots does not parse: an input error of the caller. */
export function makeHttps(setup: HttpsSetup): HttpsPort {
  const context: Context = { ...setup, publicRoots: makePublicRoots(setup.roots) };
  return { request: (request, options) => attemptOnce(context, request, options) };
}

async function attemptOnce(
  context: Context,
  request: HttpsRequest,
  options: CallOptions,
): Promise<HttpsResult> {
  options.signal.throwIfAborted();
  const startedAt = performance.now();
  const opened = await openWay(context, request, options);
  const seen = opened.stream === null ? NOTHING_SEEN : await goOn(context, request, { ...options, stream: opened.stream });
  const attempt: HttpsAttempt = {
    address: request.address,
    port: request.port,
    depth: request.depth,
    atMs: 0,
    durationMs: performance.now() - startedAt,
    tcpState: opened.state,
    phases: { tcpMs: opened.tcpMs, proxyMs: opened.proxyMs, tlsMs: seen.tlsMs, ttfbMs: seen.answer?.ttfbMs ?? null },
    tls: seen.tls,
    http: seen.answer === null ? null : httpFacts(seen.answer),
    failure: opened.failure ?? seen.failure,
  };
  return { attempt, connect: opened.refusal, kernel: seen.kernel };
}

interface Way {
  readonly stream: Duplex | null;
  readonly state: PortState;
  readonly tcpMs: number | null;
  readonly proxyMs: number | null;
  readonly refusal: Refusal | null;
  readonly failure: Failure | null;
}

/** A plain stream to the target: straight to its address, or through the proxy. */
async function openWay(context: Context, request: HttpsRequest, options: CallOptions): Promise<Way> {
  const connectMs = request.phases?.connectMs ?? options.timeoutMs;
  if (request.proxy !== null) {
    const tunnel = {
      proxy: request.proxy,
      authority: `${request.host}:${request.port}`,
      credentials: context.proxyCredentials(request.proxy),
      userAgent: context.userAgent,
      dns: context.dns,
    };
    const answerMs = request.phases?.httpMs ?? options.timeoutMs;
    return openTunnel(tunnel, { connectMs, answerMs, signal: options.signal });
  }
  if (request.address === null) throw new Error('an attempt needs an address or a proxy');
  const target = { address: request.address, port: request.port };
  const tcp = await openTcp(target, { timeoutMs: connectMs, signal: options.signal });
  return { ...tcp, stream: tcp.socket, proxyMs: null, refusal: null };
}

interface Seen {
  readonly tlsMs: number | null;
  readonly tls: HttpsAttempt['tls'];
  readonly answer: Answer | null;
  readonly kernel: KernelTcpInfo | null;
  readonly failure: Failure | null;
}

const NOTHING_SEEN: Seen = { tlsMs: null, tls: null, answer: null, kernel: null, failure: null };

async function goOn(
  context: Context,
  request: HttpsRequest,
  options: CallOptions & { readonly stream: Duplex },
): Promise<Seen> {
  try {
    if (request.depth === 'tcp') return NOTHING_SEEN;
    const tlsMs = request.phases?.tlsMs ?? options.timeoutMs;
    const target = { host: request.host, context: context.publicRoots.context };
    const secured = await openTls(options.stream, target, { timeoutMs: tlsMs, signal: options.signal });
    if (secured.socket === null) return { ...NOTHING_SEEN, failure: secured.failure };
    return await speak(context, request, { ...options, ...secured });
  } finally {
    options.stream.destroy();
  }
}

/** Reads the certificate and asks once. A bad certificate outranks what HTTP did: it is nearer to the cause. */
async function speak(
  context: Context,
  request: HttpsRequest,
  { socket, tlsMs, ...options }: CallOptions & { readonly socket: tls.TLSSocket; readonly tlsMs: number },
): Promise<Seen> {
  const { facts, failure } = await readTls(socket, request.host, { ...context, signal: options.signal });
  const timeoutMs = request.phases?.httpMs ?? options.timeoutMs;
  const exchanged = await exchange(socket, toExchange(context, request), { timeoutMs, signal: options.signal });
  return {
    tlsMs,
    tls: facts,
    answer: exchanged.answer,
    kernel: null,
    failure: failure ?? exchanged.failure,
  };
}

function toExchange({ userAgent }: Context, { host, port, path, paddingBytes = 0 }: HttpsRequest) {
  const headers: Record<string, string> = { 'user-agent': userAgent, accept: '*/*' };
  if (paddingBytes > 0) headers['x-preflight-padding'] = 'p'.repeat(paddingBytes);
  return { origin: `https://${host}:${port}`, path, headers };
}

const MAX_TEXT = 500;

function httpFacts({ status, headers, body, receivedAt }: Answer): NonNullable<HttpsAttempt['http']> {
  const age = Number.parseInt(oneHeader(headers['age']) ?? '', 10);
  return {
    status,
    dateHeader: oneHeader(headers['date']),
    ageSeconds: Number.isFinite(age) && age >= 0 ? age : null,
    server: oneHeader(headers['server']),
    location: oneHeader(headers['location']),
    bodyBytes: body.length,
    receivedAt: receivedAt.toISOString(),
  };
}

export function oneHeader(value: string | string[] | undefined): string | null {
  const text = typeof value === 'string' ? value : value?.[0];
  return text === undefined ? null : text.slice(0, MAX_TEXT);
}
