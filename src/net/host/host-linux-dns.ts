/** DNS servers of a Linux machine: /etc/resolv.conf, and behind systemd-resolved's stub what `resolvectl dns` lists by link. */
import { parseIpAddress } from '../../core/address.ts';
import { type DnsServer, type SplitDns, withZone } from './host-reading.ts';

/** systemd-resolved listens here (resolved.conf(5), DNSStubListener). */
const RESOLVED_STUBS = new Set(['127.0.0.53', '127.0.0.54']);

/** An address with its zone kept (`fe80::1%eth0`), or null when it is none. */
export function parseServerAddress(text: string): string | null {
  const address = parseIpAddress(text);
  if (address === null) return null;
  const zone = /%[\w.-]+$/.exec(text.trim())?.[0] ?? '';
  return address + zone;
}

/** MAXNS of glibc and musl: the lines behind the third are read by nobody (resolv.conf(5)). */
const MOST_SERVERS = 3;

/** `nameserver` lines of resolv.conf(5), as far as the resolver reads them. */
export function parseResolvConf(text: string): readonly string[] {
  const servers = text.split('\n').flatMap((line) => {
    const server = /^\s*nameserver\s+(\S+)/.exec(line)?.[1];
    const address = server === undefined ? null : parseServerAddress(server);
    return address === null ? [] : [address];
  });
  return servers.slice(0, MOST_SERVERS);
}

export function isResolvedStub(address: string): boolean {
  return RESOLVED_STUBS.has(address);
}

/**
 * Lines `Global: …` and `Link 2 (eth0): …` of `resolvectl`, by interface; null is the global scope. What does not fit into the width of a
 * terminal goes on in the next line, indented.
 */
function parseScopes(text: string): ReadonlyMap<string | null, readonly string[]> {
  const scopes = new Map<string | null, readonly string[]>();
  let scope: string | null | undefined;
  for (const line of text.split('\n')) {
    const [, , name, listed] = /^((?:Global|Link \d+ \(([^)]+)\)):)(.*)$/.exec(line.trim()) ?? [];
    if (listed !== undefined) scope = name ?? null;
    else if (!/^\s+\S/.test(line)) scope = undefined;
    if (scope !== undefined)
      scopes.set(scope, [...(scopes.get(scope) ?? []), ...(listed ?? line).split(/\s+/).filter(Boolean)]);
  }
  return scopes;
}

/**
 * `Global: 10.0.0.1` and `Link 2 (eth0): 192.168.1.1 fe80::1%22881`. A server with `#name` is asked over TLS, where plain
 * DNS on port 53 may be shut on purpose: it is left out. `address:port` carries its own port.
 */
export function parseResolvectlDns(text: string): readonly DnsServer[] {
  return [...parseScopes(text)].flatMap(([interfaceName, items]) =>
    items.flatMap((item) => {
      const server = item.includes('#') ? null : parseServerWithPort(item);
      if (server === null) return [];
      // Newer versions print the zone as a number; the name says the same everywhere.
      const address = server.address.replace(/%.*$/, '');
      return [{ ...server, address: withZone(address, interfaceName ?? ''), interfaceName }];
    }),
  );
}

export interface ResolvedTexts {
  readonly dns: string;
  /** Null where this `resolvectl` does not know the word. */
  readonly domain: string | null;
  readonly defaultRoute: string | null;
}

/** Routing domain that stands for all names. */
const ALL_NAMES = '~.';

/**
 * Which scopes systemd-resolved asks for a name that no routing domain covers: those with `~.` where there are any, else those that are
 * a default route; where it does not say, links without routing-only domains (resolved.conf(5) and systemd.network(5), DNSDefaultRoute).
 * Servers of the other links serve their own domains.
 */
export function splitResolved({ dns, domain, defaultRoute }: ResolvedTexts): {
  readonly servers: readonly DnsServer[];
  readonly split: readonly SplitDns[];
} {
  const [domains, routes] = [parseScopes(domain ?? ''), parseScopes(defaultRoute ?? '')];
  const domainsOf = (scope: string | null): readonly string[] => domains.get(scope) ?? [];
  const isExclusive = [...domains.values()].some((names) => names.includes(ALL_NAMES));
  const isGeneral = (scope: string | null): boolean => {
    if (isExclusive) return domainsOf(scope).includes(ALL_NAMES);
    // The servers of no link answer for every name, whatever domains stand beside them (resolved-dns-scope.c, dns_scope_is_default_route).
    if (scope === null) return true;
    const said = routes.get(scope)?.[0];
    return said === undefined ? !domainsOf(scope).some((name) => name.startsWith('~')) : said !== 'no';
  };
  const all = parseResolvectlDns(dns);
  const scopes = [...new Set(all.map(({ interfaceName }) => interfaceName))];
  return {
    servers: all.filter(({ interfaceName }) => isGeneral(interfaceName)),
    split: scopes
      .filter((scope) => !isGeneral(scope))
      .map((interfaceName) => ({
        by: 'systemd-resolved' as const,
        domains: domainsOf(interfaceName).map((name) => name.replace(/^~/, '')),
        servers: all.filter((server) => server.interfaceName === interfaceName).map(({ address }) => address),
        interfaceName,
      })),
  };
}

/** `192.0.2.1`, `192.0.2.1:5353`, `2001:db8::1`, `[2001:db8::1]:5353`; port 53 unless it is said. */
export function parseServerWithPort(text: string): { address: string; port: number } | null {
  const match = /^\[(.+)\]:(\d+)$/.exec(text) ?? /^([\d.]+):(\d+)$/.exec(text);
  const address = parseServerAddress(match?.[1] ?? text);
  const port = match === null ? 53 : Number(match[2]);
  return address === null || port < 1 || port > 65_535 ? null : { address, port };
}
