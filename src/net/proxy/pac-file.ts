/** Fetches a PAC file: from a path, `file://`, `http://` or `https://`. Bounded; never through a proxy, never following redirects. */
import type { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parseHostName, parseIpAddress, type IpAddress } from '../../core/address.ts';
import { readPlainFile } from '../../core/plain-file.ts';
import type { FailureCode } from '../../core/failure.ts';
import type { CallOptions, DnsPort } from '../../probes/ports.ts';
import { exchange } from '../https/https-exchange.ts';
import { openTcp } from '../https/https-tcp.ts';
import { openTls } from '../https/https-tls.ts';
import { MAX_PAC_BYTES, PacError } from './pac.ts';
import { makePublicRoots } from '../trust/trust-public.ts';

export interface PacFileParts {
  readonly dns: Pick<DnsPort, 'lookup'>;
  readonly userAgent: string;
}

/** The script's text. Throws PacError with one line for people. */
export async function fetchPac(location: string, parts: PacFileParts, options: CallOptions): Promise<string> {
  if (/^https?:\/\//i.test(location) && URL.canParse(location))
    return fetchByHttp(new URL(location), parts, options);
  return readLocal(location);
}

async function readLocal(location: string): Promise<string> {
  try {
    const path = location.startsWith('file:') ? fileURLToPath(location) : location;
    const read = await readPlainFile(path, MAX_PAC_BYTES);
    if (read === 'too large') throw new PacError('the PAC file is larger than 1 MB');
    if (read === 'no file') throw new PacError('the PAC file is no file');
    return decodePac(read);
  } catch (error) {
    if (error instanceof PacError) throw error;
    throw new PacError(
      `the PAC file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'bad path'})`,
    );
  }
}

async function fetchByHttp(url: URL, parts: PacFileParts, options: CallOptions): Promise<string> {
  const stream = await openStream(url, parts, options);
  const request = {
    origin: url.origin,
    path: `${url.pathname}${url.search}`,
    headers: { 'user-agent': parts.userAgent, accept: 'application/x-ns-proxy-autoconfig, */*' },
    maxBodyBytes: MAX_PAC_BYTES,
  };
  const { answer, failure } = await exchange(stream, request, options);
  if (answer === null) throw unreachable(failure.code);
  if (answer.status !== 200) throw unreachable(`HTTP ${answer.status}`);
  if (answer.body.length >= MAX_PAC_BYTES) throw new PacError('the PAC file is larger than 1 MB');
  return decodePac(answer.body);
}

async function openStream(url: URL, { dns }: PacFileParts, options: CallOptions): Promise<Duplex> {
  const { address, failure } = await addressOf(url.hostname, dns, options.signal);
  if (address === null) throw unreachable(failure === 'dns-timeout' ? failure : 'its server has no address');
  const isTls = url.protocol === 'https:';
  const tcp = await openTcp({ address, port: Number(url.port) || (isTls ? 443 : 80) }, options);
  if (tcp.socket === null) throw unreachable(tcp.failure.code);
  return isTls ? openTrusted(tcp.socket, url.hostname, options) : tcp.socket;
}

/** glibc asks the second server after 5 s (resolv.conf(5), timeout): what comes then is still the truth of this machine. */
const NAME_TIMEOUT_MS = 6000;

/** The first address of a name, or the literal itself; null where there is none, with the failure's code where a name was asked. */
export async function addressOf(
  host: string,
  dns: Pick<DnsPort, 'lookup'>,
  signal: AbortSignal,
): Promise<{ readonly address: IpAddress | null; readonly failure: FailureCode | null }> {
  const literal = parseIpAddress(host);
  const name = parseHostName(host);
  if (literal !== null || name === null) return { address: literal, failure: null };
  const { addresses, failure } = await dns.lookup(name, { timeoutMs: NAME_TIMEOUT_MS, signal });
  return { address: addresses[0] ?? null, failure: failure?.code ?? null };
}

/** A script that decides where traffic goes is taken from a server with a good certificate only. */
async function openTrusted(stream: Duplex, host: string, options: CallOptions): Promise<Duplex> {
  const { context } = makePublicRoots(null);
  const { socket, failure } = await openTls(stream, { host, context }, options);
  if (socket === null) throw unreachable(failure.code);
  const leaf = socket.getPeerX509Certificate();
  if (socket.authorized && leaf?.checkHost(host) !== undefined) return socket;
  socket.destroy();
  throw unreachable('its certificate is not good');
}

/** By its byte order mark; else UTF-8, and windows-1252 where it is none (comments of old scripts). */
export function decodePac(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function unreachable(why: string): PacError {
  return new PacError(`the PAC file cannot be had: ${why}`);
}
