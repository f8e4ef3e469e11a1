/** DNS servers of a Mac out of `scutil --dns`: the resolvers that every name may go to. */
import { parseServerAddress } from './host-linux-dns.ts';
import { type DnsServer, withZone } from './host-reading.ts';

/**
 * Only the first list counts; the second ("for scoped queries") repeats it for sockets bound to an interface. A resolver
 * with a domain serves that domain alone (split DNS, multicast DNS), one that cannot be reached serves nothing.
 */
export function parseScutilDns(text: string): DnsServer[] {
  const [general = ''] = text.split(/^DNS configuration \(for scoped queries\)/m);
  const resolvers = general.split(/^resolver #\d+/m).slice(1);
  return resolvers.flatMap((block) => {
    const isSpecial = /^\s+(?:domain\s*:|options\s*: mdns)/m.test(block) || /\(?Not Reachable\)?/.test(block);
    if (isSpecial) return [];
    const interfaceName = /^\s+if_index : \d+ \(([^)]+)\)/m.exec(block)?.[1] ?? null;
    const port = Number(/^\s+port\s*: (\d+)/m.exec(block)?.[1] ?? 53);
    return [...block.matchAll(/^\s+nameserver\[\d+\] : (\S+)/gm)].flatMap((match) => {
      const address = parseServerAddress(match[1] ?? '');
      return address === null
        ? []
        : [{ address: withZone(address, interfaceName ?? ''), port, interfaceName }];
    });
  });
}
