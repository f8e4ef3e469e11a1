/** What each operating system's reader brings back for the host facts, and the doors to the machine that it reads through. */
import { openAtOnce } from '../../core/plain-file.ts';
import type { HostFacts } from '../../evidence/index.ts';
import type { Family } from '../../core/words.ts';
import type { CallOptions, CommandRunner } from '../../probes/ports.ts';

export type NetworkInterface = HostFacts['interfaces'][number];
export type DnsServer = HostFacts['dnsServers'][number];
export type SplitDns = NonNullable<HostFacts['splitDns']>[number];
export type WifiFacts = NonNullable<HostFacts['wifi']>;

export interface DefaultRoute {
  readonly family: Family;
  /** With its zone when it is link-local; null on a link without a next hop (a tunnel). */
  readonly gateway: string | null;
  readonly interfaceName: string;
  /** The smaller is preferred. */
  readonly metric: number;
  /** Only sockets bound to the interface use it (macOS, flag I): it shows the router there and carries nothing else. */
  readonly scoped?: boolean;
}

/** Default routes by family; null: they could not be read, which is never "there are none". */
export type DefaultRoutes = Readonly<Record<Family, readonly DefaultRoute[] | null>>;

export interface MachineReading {
  readonly osName: string | null;
  readonly interfaces: readonly NetworkInterface[];
  readonly defaultRoutes: DefaultRoutes;
  /** Null: the system gives no list of its own; the resolver library's one is used. */
  readonly dnsServers: readonly DnsServer[] | null;
  /** Null: could not be read, the reason is in `unread`. */
  readonly splitDns: readonly SplitDns[] | null;
  readonly wifi: WifiFacts | null;
  readonly unread: Readonly<Record<string, string>>;
}

export interface MachineDoors {
  readonly commands: CommandRunner;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The person's own folder; the system's word unless given. */
  readonly home?: string;
  /** The start of a small file as text, or null when it cannot be read. */
  readonly readText: (path: string) => Promise<string | null>;
}

export type MachineReader = (doors: MachineDoors, options: CallOptions) => Promise<MachineReading>;

/** No file that is read here is larger; /proc files have no size of their own. */
const MAX_FILE_BYTES = 1_000_000;

/** Reads at most 1 MB of a file as UTF-8; null when it is not there or may not be read. */
export async function readSmallFile(path: string): Promise<string | null> {
  let file;
  try {
    file = await openAtOnce(path);
    const chunks: Buffer[] = [];
    let total = 0;
    for await (const chunk of file.createReadStream({ end: MAX_FILE_BYTES - 1, autoClose: false })) {
      chunks.push(chunk as Buffer);
      total += (chunk as Buffer).length;
    }
    return Buffer.concat(chunks, total).toString('utf8');
  } catch {
    return null;
  } finally {
    await file?.close();
  }
}

/** Standard output of a tool that ended well, or null with its reason put into `unread` under the fact's name. */
export function outputOr(
  unread: Record<string, string>,
  fact: string,
  result: Awaited<ReturnType<CommandRunner['run']>>,
): string | null {
  if (result.failure === null && result.exitCode === 0) return result.stdout;
  const detail = result.failure?.detail ?? `exit code ${result.exitCode}`;
  unread[fact] = `${result.failure?.code ?? 'tool-failed'}: ${detail}`;
  return null;
}

/** `fe80::1` can be reached only with the interface it stands behind; any other address needs no zone. */
export function withZone(address: string, zone: string): string {
  const needsZone = /^fe[89ab][0-9a-f]:/i.test(address) && !address.includes('%') && zone !== '';
  return needsZone ? `${address}%${zone}` : address;
}
