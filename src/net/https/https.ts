/**
 * The HTTPS port: TCP, TLS and one GET to one address, phase by phase, direct or through a proxy. One connection an attempt; every
 * phase has its own time-out; whatever the other side does is a value, and nothing is left open.
 */
import type tls from 'node:tls';
import type { Duplex } from 'node:stream';
import type { Failure } from '../../core/failure.ts';
import type { PortState } from '../../core/words.ts';
import type { HttpsAttempt } from '../../evidence/index.ts';
import type {
  CallOptions,
  DnsPort,
  HttpsPort,
  HttpsRequest,
  HttpsResult,
  KernelTcpInfo,
} from '../../probes/ports.ts';
import { exchange, oneHeader, type Answer, type Exchange } from './https-exchange.ts';
import { readTls, type Judges } from './https-reading.ts';
import { openTcp } from './https-tcp.ts';
import { openTls } from './https-tls.ts';
import { openTunnel, type Refusal, type TunnelRequest } from './https-tunnel.ts';
import type { KernelTcpReader } from '../kernel-tcp-info.ts';
import type { MachineRoots } from '../trust/trust-machine.ts';
import { makePublicRoots } from '../trust/trust-public.ts';

export interface HttpsSetup {
  /** PEM texts of the roots that count as public; null: the bundled list. */
  readonly roots: readonly string[] | null;
  readonly machineRoots: MachineRoots;
  /** `user:password` for a proxy of the form `http://host:port`; null without. */
  readonly proxyCredentials: (proxy: string) => string | null;
  readonly userAgent: string;
  /** For the proxy's own name; targets are literal addresses. */
  readonly dns: Pick<DnsPort, 'lookup'>;
  /** Null: the kernel is never asked for its figures. */
  readonly kernel: KernelTcpReader | null;
}

type Context = HttpsSetup & Judges;

/** Builds the port. Throws when one of the given roots does not parse: an input error of the caller. */
export function makeHttps(setup: HttpsSetup): HttpsPort {
  const context: Context = { ...setup, publicRoots: makePublicRoots(setup.roots) };
  return { request: (request, options) => attemptOnce(context, request, options) };
}

/** The attempt as a whole may take `timeoutMs`; a phase takes its own time-out or what is left, whichever is less. */
interface TimeLeft {
  readonly signal: AbortSignal;
  for(phaseMs: number | undefined): CallOptions;
}

function timeLeft({ timeoutMs, signal }: CallOptions): TimeLeft {
  const endMs = performance.now() + timeoutMs;
  return {
    signal,
    for: (phaseMs = timeoutMs) => ({ signal, timeoutMs: Math.min(phaseMs, endMs - performance.now()) }),
  };
}

async function attemptOnce(
  context: Context,
  request: HttpsRequest,
  options: CallOptions,
): Promise<HttpsResult> {
  options.signal.throwIfAborted();
  const startedAt = performance.now();
  const left = timeLeft(options);
  const opened = await openWay(context, request, left);
  const seen =
    opened.stream === null ? NOTHING_SEEN : await goOn(context, request, { left, stream: opened.stream });
  const attempt: HttpsAttempt = {
    address: request.address,
    port: request.port,
    depth: request.depth,
    atMs: 0,
    durationMs: performance.now() - startedAt,
    tcpState: opened.state,
    phases: {
      tcpMs: opened.tcpMs,
      proxyMs: opened.proxyMs,
      tlsMs: seen.tlsMs,
      ttfbMs: seen.answer?.ttfbMs ?? null,
    },
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
async function openWay(context: Context, request: HttpsRequest, left: TimeLeft): Promise<Way> {
  if (request.proxy !== null)
    return openTunnel(toTunnel(context, request, request.proxy), {
      name: () => left.for(request.phases?.dnsMs),
      connect: () => left.for(request.phases?.connectMs),
      answer: () => left.for(request.phases?.httpMs),
    });
  if (request.address === null) throw new Error('an attempt needs an address or a proxy');
  const target = { address: request.address, port: request.port };
  const tcp = await openTcp(target, left.for(request.phases?.connectMs));
  return { ...tcp, stream: tcp.socket, proxyMs: null, refusal: null };
}

function toTunnel(context: Context, { host, address, port }: HttpsRequest, proxy: string): TunnelRequest {
  return {
    proxy,
    authority: `${address ?? host}:${port}`,
    credentials: context.proxyCredentials(proxy),
    userAgent: context.userAgent,
    dns: context.dns,
  };
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
  { left, stream }: { readonly left: TimeLeft; readonly stream: Duplex },
): Promise<Seen> {
  try {
    if (request.depth === 'tcp') return NOTHING_SEEN;
    const target = { host: request.host, context: context.publicRoots.context };
    const secured = await openTls(stream, target, left.for(request.phases?.tlsMs));
    if (secured.socket === null) return { ...NOTHING_SEEN, failure: secured.failure };
    return await speak(context, request, { ...secured, left });
  } finally {
    stream.destroy();
  }
}

/** Reads the certificate and asks once. A bad certificate outranks what HTTP did: it is nearer to the cause. */
async function speak(
  context: Context,
  request: HttpsRequest,
  { socket, tlsMs, left }: { socket: tls.TLSSocket; tlsMs: number; left: TimeLeft },
): Promise<Seen> {
  const { facts, failure } = await readTls(socket, request.host, { ...context, signal: left.signal });
  let kernel: KernelTcpInfo | null = null;
  const look = async (): Promise<void> => {
    kernel = await askKernel(context.kernel, socket, left.signal);
  };
  const asked = { ...toExchange(context, request), ...(request.wantKernel === true ? { look } : {}) };
  const exchanged = await exchange(socket, asked, left.for(request.phases?.httpMs));
  return { tlsMs, tls: facts, answer: exchanged.answer, kernel, failure: failure ?? exchanged.failure };
}

async function askKernel(
  reader: KernelTcpReader | null,
  { localPort, remoteAddress, remotePort }: tls.TLSSocket,
  signal: AbortSignal,
): Promise<KernelTcpInfo | null> {
  if (reader === null || localPort === undefined) return null;
  if (remoteAddress === undefined || remotePort === undefined) return null;
  return reader.read({ localPort, remoteAddress, remotePort }, signal).catch(() => null);
}

function toExchange({ userAgent }: Context, { host, port, path, paddingBytes = 0 }: HttpsRequest): Exchange {
  const headers: Record<string, string> = { 'user-agent': userAgent, accept: '*/*' };
  if (paddingBytes > 0) headers['x-preflight-padding'] = 'p'.repeat(paddingBytes);
  return { origin: `https://${host}:${port}`, path, headers };
}

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
