/** The way through a proxy: its name, TCP to it, CONNECT. A refusal is told with its status and the schemes that it offers. */
import type { Duplex } from 'node:stream';
import type { Client } from 'undici';
import { parseHostName, parseIpAddress, type IpAddress } from '../../core/address.ts';
import { failure, type Failure } from '../../core/failure.ts';
import type { PortState } from '../../core/words.ts';
import type { CallOptions, DnsPort } from '../../probes/ports.ts';
import { TIMED_OUT, withinPhase } from './https-deadline.ts';
import { clientOver, exchangeFailure } from './https-exchange.ts';
import { openTcp, type OpenedTcp } from './https-tcp.ts';

export interface Refusal {
  readonly status: number;
  /** Names of the schemes of Proxy-Authenticate (`Negotiate`, `NTLM`, `Basic`), as offered. */
  readonly schemes: readonly string[];
}

export interface OpenedTunnel {
  /** Null when there is no way through. */
  readonly stream: Duplex | null;
  /** State of TCP to the proxy. */
  readonly state: PortState;
  readonly tcpMs: number | null;
  readonly proxyMs: number | null;
  readonly refusal: Refusal | null;
  readonly failure: Failure | null;
}

export interface TunnelRequest {
  /** `http://host:port`. */
  readonly proxy: string;
  /** `host:port` behind the proxy. */
  readonly authority: string;
  /** `user:password`; null without. Goes into one header and nowhere else. */
  readonly credentials: string | null;
  readonly userAgent: string;
  readonly dns: Pick<DnsPort, 'lookup'>;
}

export interface TunnelTimes {
  /** For the proxy's name: as long as for any name, since a resolver's second server is asked late. */
  name(): CallOptions;
  /** For each connect. */
  connect(): CallOptions;
  /** For the answer to CONNECT: the proxy resolves and connects meanwhile. */
  answer(): CallOptions;
}

/** Opens a tunnel to `authority`; the stream that it gives is plain and belongs to the caller. */
export async function openTunnel(request: TunnelRequest, times: TunnelTimes): Promise<OpenedTunnel> {
  const { hostname, port } = new URL(request.proxy);
  const found = await addressesOf(hostname, request.dns, times.name());
  if (found.length === 0) return closed('filtered', failure('proxy-name-not-found', 'resolve', hostname));
  const tcp = await openFirst(found, port === '' ? 80 : Number(port), times);
  if (tcp.socket === null)
    return closed(tcp.state, failure('proxy-unreachable', 'proxy-connect', tcp.failure.code));
  const outcome = await connectThrough(tcp.socket, request, times.answer());
  return { state: 'open', tcpMs: tcp.tcpMs, ...outcome };
}

function closed(state: PortState, why: Failure): OpenedTunnel {
  return { stream: null, state, tcpMs: null, proxyMs: null, refusal: null, failure: why };
}

async function addressesOf(
  hostname: string,
  dns: Pick<DnsPort, 'lookup'>,
  options: CallOptions,
): Promise<readonly IpAddress[]> {
  const literal = parseIpAddress(hostname);
  if (literal !== null) return [literal];
  const name = parseHostName(hostname);
  return name === null ? [] : (await dns.lookup(name, options)).addresses;
}

/** A proxy name with several addresses is up when one of them is; more than three are not tried. */
async function openFirst(
  addresses: readonly IpAddress[],
  port: number,
  times: TunnelTimes,
): Promise<OpenedTcp> {
  const [first, ...others] = addresses.slice(0, 3) as [IpAddress, ...IpAddress[]];
  let opened = await openTcp({ address: first, port }, times.connect());
  for (const address of others) {
    if (opened.socket !== null) break;
    opened = await openTcp({ address, port }, times.connect());
  }
  return opened;
}

type Outcome = Pick<OpenedTunnel, 'stream' | 'proxyMs' | 'refusal' | 'failure'>;

async function connectThrough(
  socket: Duplex,
  request: TunnelRequest,
  options: CallOptions,
): Promise<Outcome> {
  const client = clientOver(socket, request.proxy);
  const sentAt = performance.now();
  let stream: Duplex | null = null;
  try {
    const reply = await withinPhase(options, (signal) => sendConnect(client, request, signal));
    const proxyMs = performance.now() - sentAt;
    if (reply === TIMED_OUT)
      return failed(failure('generic-timeout', 'proxy-connect', 'no answer to CONNECT'));
    if (reply.status >= 200 && reply.status < 300) stream = reply.stream;
    else reply.stream.destroy();
    return { stream, proxyMs, ...judgeStatus(reply) };
  } catch (error) {
    options.signal.throwIfAborted();
    return failed(connectFailure(error));
  } finally {
    await client.destroy();
    if (stream === null) socket.destroy();
  }
}

function failed(why: Failure): Outcome {
  return { stream: null, proxyMs: null, refusal: null, failure: why };
}

interface ConnectReply extends Refusal {
  readonly stream: Duplex;
}

async function sendConnect(
  client: Client,
  request: TunnelRequest,
  signal: AbortSignal,
): Promise<ConnectReply> {
  const headers: Record<string, string> = { host: request.authority, 'user-agent': request.userAgent };
  if (request.credentials !== null)
    headers['proxy-authorization'] = `Basic ${Buffer.from(request.credentials).toString('base64')}`;
  const reply = await client.connect({ path: request.authority, headers, signal });
  reply.socket.on('error', () => undefined);
  return {
    status: reply.statusCode,
    schemes: schemesOf(reply.headers['proxy-authenticate']),
    stream: reply.socket,
  };
}

/** Names alone; the challenges themselves may hold realms and nonces. At most ten. */
export function schemesOf(header: string | readonly string[] | undefined): readonly string[] {
  const challenges = typeof header === 'string' ? [header] : (header ?? []);
  const names = challenges.flatMap((text) => /^[A-Za-z][A-Za-z0-9-]{0,30}(?=\s|$|,)/.exec(text.trim()) ?? []);
  return [...new Set(names)].slice(0, 10);
}

function judgeStatus({ status, schemes }: Refusal): Pick<Outcome, 'refusal' | 'failure'> {
  if (status >= 200 && status < 300) return { refusal: null, failure: null };
  const code = status === 407 ? 'proxy-authentication-required' : 'proxy-denied';
  return { refusal: { status, schemes }, failure: failure(code, 'proxy-connect', `HTTP ${status}`) };
}

/** A connection that ends without an answer is a refusal too; some proxies say no more than that. */
function connectFailure(error: unknown): Failure {
  const { code, detail } = exchangeFailure(error);
  if (code === 'http-protocol-error') return failure('proxy-protocol-error', 'proxy-connect', detail);
  if (code === 'http-connection-cut')
    return failure('proxy-denied', 'proxy-connect', 'closed without an answer');
  return failure('unknown', 'proxy-connect', detail);
}
