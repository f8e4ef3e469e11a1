/**
 * The kernel's own view of open TCP connections on Linux, read with `ss` (iproute2). It is exact even when this process is late:
 * the kernel times SYN to SYN-ACK itself. One read serves every socket that asked within a short window, because starting a
 * process for each connection would disturb the very figures that are taken. Elsewhere there is no such tool: null.
 */
import { parseIpAddress } from '../core/address.ts';
import type { CommandRunner, KernelTcpInfo } from '../probes/ports.ts';
import { onAbort } from './on-abort.ts';

/** How an open connection is told from the others. */
interface TcpEndpoint {
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

export interface KernelTcpReader {
  /** Null when the kernel could not be asked or does not list the connection. Rejects only when cancelled. */
  read(endpoint: TcpEndpoint, signal: AbortSignal): Promise<KernelTcpInfo | null>;
}

/** Sockets of one paced series arrive 50-100 ms apart: five reads a second serve any number of series. */
const WINDOW_MS = 200;
/** A read takes 4-7 ms for 400 sockets; more than this means that the tool hangs. */
const READ_TIMEOUT_MS = 1500;
const NOTHING_READ: ReadonlyMap<string, KernelTcpInfo> = new Map();

interface Waiter {
  readonly endpoint: TcpEndpoint;
  readonly settle: (info: KernelTcpInfo | null) => void;
}

export function makeKernelTcpReader(options: {
  readonly runner: CommandRunner;
  readonly platform?: string;
}): KernelTcpReader {
  if ((options.platform ?? process.platform) !== 'linux') return { read: () => Promise.resolve(null) };
  let waiting = new Set<Waiter>();
  const flush = async (): Promise<void> => {
    const batch = [...waiting];
    waiting = new Set();
    const table = batch.length === 0 ? NOTHING_READ : await readTable(options.runner, batch);
    for (const { endpoint, settle } of batch) settle(table.get(keyOf(endpoint)) ?? null);
  };
  return {
    read: (endpoint, signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const waiter: Waiter = {
          endpoint,
          settle: (info) => {
            forget();
            resolve(info);
          },
        };
        const forget = onAbort(signal, () => {
          waiting.delete(waiter);
          reject(signal.reason as Error);
        });
        if (waiting.size === 0) setTimeout(() => void flush(), WINDOW_MS);
        waiting.add(waiter);
      }),
  };
}

async function readTable(
  runner: CommandRunner,
  batch: readonly Waiter[],
): Promise<ReadonlyMap<string, KernelTcpInfo>> {
  // By our own ports: what else this machine is connected to is nobody's business, and would stand in the raw output of a bundle.
  const ports = [...new Set(batch.map(({ endpoint }) => endpoint.localPort))];
  const filter = ports.map((port) => `sport = :${port}`).join(' or ');
  const args = ['-tinH', 'state', 'established', 'state', 'close-wait', `( ${filter} )`];
  const options = { timeoutMs: READ_TIMEOUT_MS, signal: new AbortController().signal };
  const { failure, stdout } = await runner.run('ss', args, options);
  return failure === null ? parseKernelTcpTable(stdout) : NOTHING_READ;
}

function keyOf({ localPort, remoteAddress, remotePort }: TcpEndpoint): string {
  return `${localPort} ${parseIpAddress(remoteAddress) ?? remoteAddress} ${remotePort}`;
}

/** `[state] recv-q send-q local:port peer:port`; the state is left out where the filter names a single one. */
const CONNECTION = /^(?:[A-Z][A-Z0-9-]*\s+)?\d+\s+\d+\s+\S+:(\d+)\s+(\S+):(\d+)/;

/** Reads the output of `ss -tin` (one connection a line, its figures on an indented line or behind it) by endpoint. */
export function parseKernelTcpTable(text: string): ReadonlyMap<string, KernelTcpInfo> {
  const table = new Map<string, KernelTcpInfo>();
  const joined = text.replace(/\r?\n[ \t]+/g, ' ');
  for (const line of joined.split('\n')) {
    const [, localPort, remoteAddress, remotePort] = CONNECTION.exec(line) ?? [];
    if (localPort === undefined || remoteAddress === undefined || remotePort === undefined) continue;
    const endpoint = { localPort: Number(localPort), remoteAddress, remotePort: Number(remotePort) };
    table.set(keyOf(endpoint), parseFigures(line));
  }
  return table;
}

function parseFigures(line: string): KernelTcpInfo {
  return {
    minRttMs: figure(line, /\bminrtt:(\d+(?:\.\d+)?)/),
    rttMs: figure(line, /\brtt:(\d+(?:\.\d+)?)\//),
    mssBytes: figure(line, /\bmss:(\d+)/),
    pathMtuBytes: figure(line, /\bpmtu:(\d+)/),
    // The kernel leaves these out while they are zero.
    backoff: figure(line, /\bbackoff:(\d+)/) ?? 0,
    lost: figure(line, /\blost:(\d+)/) ?? 0,
    retransmits: figure(line, /\bretrans:\d+\/(\d+)/) ?? 0,
  };
}

function figure(line: string, pattern: RegExp): number | null {
  const value = Number(pattern.exec(line)?.[1] ?? Number.NaN);
  return Number.isFinite(value) ? value : null;
}
