/** What the lab's DNS says of every name of the tables, and of the names that the lab itself needs. */
import type { NameAnswer } from './change.ts';
import { NAME_BLOCK, PAC, PROXY, STUN, TIME } from './places.ts';
import { allRegionFacts, type RegionFacts } from './table-facts.ts';
import { healthCheckIpv6 } from './target.ts';

/** Names outside the tables that a run may ask for. */
const OTHER_HOSTS = ['clients.amazonworkspaces.com', 'idp.lab.test'];

let cached: Readonly<Record<string, NameAnswer>> | null = null;

/** Names ending in `.api.aws` are IPv6-only, CDN names have both families, the rest IPv4 alone, as in the real zone. */
export function publishedNames(): Readonly<Record<string, NameAnswer>> {
  cached ??= Object.fromEntries([
    ...httpsHosts().map((host, index) => [host, addressesOf(host, index + 1)] as const),
    ...allRegionFacts().flatMap(healthCheckNames),
    // RFC 7050: by its answer a network with DNS64 tells its prefix.
    ['ipv4only.arpa', { a: ['192.0.0.170', '192.0.0.171'] }],
    [PROXY.host, { a: [PROXY.address] }],
    [PAC.host, { a: [PROXY.address] }],
    [STUN.host, { a: [STUN.address] }],
    [TIME.host, { a: [TIME.address] }],
  ]);
  return cached;
}

/** Every host that the lab serves on 443. */
export function httpsHosts(): readonly string[] {
  return [...new Set([...allRegionFacts().flatMap((facts) => facts.hosts), ...OTHER_HOSTS])].sort();
}

function addressesOf(host: string, index: number): NameAnswer {
  const a = [`${NAME_BLOCK.ipv4}${index >> 8}.${index & 255}`];
  const aaaa = [`${NAME_BLOCK.ipv6}${index.toString(16)}`];
  if (host.endsWith('.api.aws')) return { aaaa };
  return host.endsWith('.cloudfront.net') || host.endsWith('.amazonworkspaces.com') ? { a, aaaa } : { a };
}

function healthCheckNames(facts: RegionFacts): (readonly [string, NameAnswer])[] {
  if (facts.healthCheckHost === null) return [];
  return [
    [facts.healthCheckHost, { a: facts.healthCheckAddresses }],
    [`drp-workspaces.${facts.code}.api.aws`, { aaaa: healthCheckIpv6(facts) }],
  ];
}
