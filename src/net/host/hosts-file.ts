/** The hosts file of this machine (hosts(5)): what stands there goes before every DNS server, and nobody remembers it. */
import { parseHostName } from '../../core/address.ts';
import type { HostFacts } from '../../evidence/index.ts';
import { parseServerAddress } from './host-linux-dns.ts';
import type { MachineDoors } from './host-reading.ts';

type HostsEntry = NonNullable<HostFacts['hostsFile']>[number];

/** Blockers of advertisements have lists of 100,000 lines; ours are few. */
const MAX_ENTRIES = 200;

/** Lines with an address and one of the wanted names; the others and comments are left out. */
export function parseHostsFile(text: string, isWanted: (host: string) => boolean): HostsEntry[] {
  const entries = text.split(/\r?\n/).flatMap((line) => {
    const [first = '', ...rest] = line.replace(/#.*$/, '').trim().split(/\s+/);
    const names = rest.flatMap((name) => parseHostName(name) ?? []).filter(isWanted);
    const address = names.length === 0 ? null : parseServerAddress(first);
    return address === null ? [] : [{ address, names }];
  });
  return entries.slice(0, MAX_ENTRIES);
}

/** Null where the file cannot be read. */
export async function readHostsFile(
  { env, readText }: Pick<MachineDoors, 'env' | 'readText'>,
  platform: NodeJS.Platform,
  isWanted: (host: string) => boolean,
): Promise<HostsEntry[] | null> {
  const windows = `${env['SystemRoot'] ?? 'C:\\Windows'}\\System32\\drivers\\etc\\hosts`;
  const text = await readText(platform === 'win32' ? windows : '/etc/hosts');
  return text === null ? null : parseHostsFile(text, isWanted);
}
