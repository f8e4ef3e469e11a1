/** DNS servers of a Mac out of `scutil --dns`: the resolvers that every name may go to, and those of some domains. */
import { parseServerAddress } from './host-linux-dns.ts';
import { type DnsServer, type SplitDns, withZone } from './host-reading.ts';

interface MacResolver {
  readonly domain: string | null;
  readonly interfaceName: string | null;
  readonly servers: readonly DnsServer[];
}

/**
 * Only the first list counts; the second ("for scoped queries") repeats it for sockets bound to an interface. Multicast DNS and a
 * resolver that cannot be reached serve nothing.
 */
function parseResolvers(text: string): readonly MacResolver[] {
  const [general = ''] = text.split(/^DNS configuration \(for scoped queries\)/m);
  const blocks = general.split(/^resolver #\d+/m).slice(1);
  return blocks
    .filter((block) => !/^\s+options\s*: mdns/m.test(block) && !/\(?Not Reachable\)?/.test(block))
    .map((block) => {
      const interfaceName = /^\s+if_index : \d+ \(([^)]+)\)/m.exec(block)?.[1] ?? null;
      const port = Number(/^\s+port\s*: (\d+)/m.exec(block)?.[1] ?? 53);
      const servers = [...block.matchAll(/^\s+nameserver\[\d+\] : (\S+)/gm)].flatMap((match) => {
        const address = parseServerAddress(match[1] ?? '');
        return address === null
          ? []
          : [{ address: withZone(address, interfaceName ?? ''), port, interfaceName }];
      });
      return { domain: /^\s+domain\s*: (\S+)/m.exec(block)?.[1] ?? null, interfaceName, servers };
    });
}

/** Servers of all names, in the order of the resolvers. */
export function parseScutilDns(text: string): DnsServer[] {
  return parseResolvers(text).flatMap(({ domain, servers }) => (domain === null ? servers : []));
}

/** Resolvers with a domain serve that domain alone: those of a VPN's split DNS, and files in /etc/resolver. */
export function parseScutilSplit(text: string): SplitDns[] {
  return parseResolvers(text).flatMap(({ domain, interfaceName, servers }) =>
    domain === null || servers.length === 0
      ? []
      : [
          {
            by: 'macos-resolver' as const,
            domains: [domain],
            servers: servers.map(({ address }) => address),
            interfaceName,
          },
        ],
  );
}
