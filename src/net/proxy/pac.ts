/**
 * Runs a proxy auto-config script in a sandbox of its own (QuickJS as WebAssembly): a stranger's program without access to anything
 * here, bounded in time, memory and lookups. Which functions it may call: Netscape's PAC format, by pac-resolver, except those that
 * would send packets of their own.
 */
import os from 'node:os';
import ipaddr from 'ipaddr.js';
import { createPacResolver } from 'pac-resolver';
import { QuickJS } from 'quickjs-wasi';
import { familyOf, parseHostName, parseIpAddress, type IpAddress } from '../../core/address.ts';
import type { CallOptions, DnsPort } from '../../probes/ports.ts';
import { withDeadline } from '../call-deadline.ts';
import { limitMemory } from './pac-memory.ts';
import { quickJsBytes } from './pac-wasm.ts';

/** The script cannot be used. The message is one line for people. */
export class PacError extends Error {
  override readonly name = 'PacError';
}

export interface Pac {
  /** What FindProxyForURL says for https to the host, as it stands. Throws PacError; rejects with the reason when cancelled. */
  find(host: string, signal: AbortSignal): Promise<string>;
}

export interface PacParts {
  readonly dns: Pick<DnsPort, 'lookup'>;
  readonly signal: AbortSignal;
}

/** Chromium's own limit (net/proxy_resolution/pac_file_fetcher_impl.cc). */
export const MAX_PAC_BYTES = 1_048_576;
/** 64 MB in pages of WebAssembly; a browser's list of 10 000 rules takes a few. */
const MAX_PAGES = 1024;
/** Processor time for one answer, so that a busy machine cuts no script short; a real script takes a few milliseconds. */
const COMPUTE_MS = 500;
/** With the lookups that it waits for. */
const ANSWER_MS = 2000;
const LOOKUP_MS = 1500;
/** Names that one script may ask for in a run; it usually asks for the host itself. */
const MAX_LOOKUPS = 200;

/** Loads a script; its top level runs here, under the same bounds (names are not looked up for it). */
export async function loadPac(source: string, parts: PacParts): Promise<Pac> {
  if (source.length > MAX_PAC_BYTES) throw new PacError('the PAC file is larger than 1 MB');
  const names = new Names(parts);
  let began = process.cpuUsage();
  const sandbox = await QuickJS.create({
    wasm: new Uint8Array(limitMemory(await quickJsBytes(), MAX_PAGES)),
    interruptHandler: () => usedMs(began) > COMPUTE_MS,
  });
  began = process.cpuUsage();
  const find = inOneLine(() => createPacResolver(sandbox, source, { sandbox: functionsFor(names) }));
  const run = async (host: string): Promise<string> => {
    began = process.cpuUsage();
    const text: unknown = await find(`https://${host}/`, host);
    return typeof text === 'string' ? text.slice(0, 1000) : '';
  };
  return {
    find: (host, signal) =>
      withDeadline(
        { timeoutMs: ANSWER_MS, signal },
        () => names.untilKnown(() => run(host)).catch(rethrow),
        () => {
          throw new PacError('the PAC script gives no answer in time');
        },
      ),
  };
}

function usedMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/**
 * Addresses for a script that cannot wait: an unknown name reads as "no address" and is noted; when the script has ended the noted names
 * are looked up and it runs again, until it asked for nothing new (as Chromium's resolver does). Each name is asked once.
 */
class Names {
  private readonly known = new Map<string, IpAddress | null>();
  private readonly missing = new Set<string>();
  private readonly parts: PacParts;

  constructor(parts: PacParts) {
    this.parts = parts;
  }

  addressOf(host: unknown): IpAddress | null {
    const name = String(host);
    const address = this.known.get(name);
    if (address === undefined && this.known.size < MAX_LOOKUPS) this.missing.add(name);
    return address ?? null;
  }

  async untilKnown(run: () => Promise<string>): Promise<string> {
    for (;;) {
      this.missing.clear();
      const [result] = await Promise.allSettled([run()]);
      if (this.missing.size === 0) {
        if (result.status === 'rejected') throw result.reason;
        return result.value;
      }
      await Promise.all([...this.missing].map((name) => this.lookUp(name)));
    }
  }

  private async lookUp(name: string): Promise<void> {
    this.known.set(name, await firstIpv4(name, this.parts.dns, this.parts.signal));
  }
}

function inOneLine<T>(load: () => T): T {
  try {
    return load();
  } catch (error) {
    return rethrow(error);
  }
}

/** Errors of the script, of the parser and of the sandbox alike are the script's: its first line, cut. */
function rethrow(error: unknown): never {
  const [line = ''] = String((error as Error).message).split('\n');
  const isInterrupted = /interrupted/.test(line);
  throw new PacError(
    isInterrupted ? 'the PAC script computes without end' : `the PAC script fails: ${line.slice(0, 200)}`,
  );
}

/**
 * The functions that pac-resolver would answer with packets of its own (its myIpAddress connects to a public server) or on the
 * console. None of them is asynchronous: pac-resolver would rewrite the script to await those, and breaks some scripts by that.
 */
function functionsFor(names: Names) {
  return {
    alert: () => undefined,
    dnsResolve: (host: unknown) => names.addressOf(host),
    isResolvable: (host: unknown) => names.addressOf(host) !== null,
    isInNet: (host: unknown, net: unknown, mask: unknown) => isInNet(names.addressOf(host), net, mask),
    myIpAddress: ownAddress,
  };
}

async function firstIpv4(
  host: string,
  dns: Pick<DnsPort, 'lookup'>,
  signal: AbortSignal,
): Promise<IpAddress | null> {
  const literal = parseIpAddress(host);
  const name = parseHostName(host);
  if (literal !== null || name === null) return literal;
  const options: CallOptions = { timeoutMs: LOOKUP_MS, signal };
  const { addresses } = await dns.lookup(name, options);
  return addresses.find((address) => familyOf(address) === 4) ?? null;
}

function isInNet(address: IpAddress | null, net: unknown, mask: unknown): boolean {
  const [subject, network, bits] = [address, net, mask].map((text) => toBits(String(text)));
  if (subject === undefined || network === undefined || bits === undefined) return false;
  if (subject === null || network === null || bits === null) return false;
  return (subject & bits) === (network & bits);
}

function toBits(text: string): number | null {
  if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return null;
  return ipaddr.IPv4.parse(text)
    .toByteArray()
    .reduce((sum, byte) => (sum << 8) | byte, 0);
}

/** The first IPv4 address of this machine that is not loopback, as browsers do; loopback when there is none. */
function ownAddress(): string {
  const all = Object.values(os.networkInterfaces()).flatMap((list) => list ?? []);
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
}

export type PacAnswer =
  | { readonly kind: 'direct' }
  | { readonly kind: 'proxy'; readonly hostPort: string }
  | { readonly kind: 'unsupported'; readonly word: string };

/** The first entry decides: `PROXY host:port; DIRECT`. SOCKS and HTTPS proxies are not what the client supports. An empty answer is direct. */
export function parsePacAnswer(text: string): PacAnswer {
  const [first = ''] = text.split(';');
  const [word = '', hostPort = ''] = first.trim().split(/\s+/);
  if (word === '' || word.toUpperCase() === 'DIRECT') return { kind: 'direct' };
  if (/^(PROXY|HTTP)$/i.test(word)) return { kind: 'proxy', hostPort };
  return { kind: 'unsupported', word: word.slice(0, 20) };
}
