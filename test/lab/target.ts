/** What a path rule or a filter is about, as prefixes. */
import type { NameAnswer } from './change.ts';
import { NAME_BLOCK } from './places.ts';
import { regionFacts, type RegionFacts } from './table-facts.ts';

export type Target =
  | 'everything'
  /** Health-check servers of the scenario's Region. */
  | 'health-check'
  | 'gateways'
  /** Both of these. */
  | 'streaming'
  /** Every name on 443. */
  | 'names'
  | { readonly region: string }
  | { readonly hosts: readonly string[] }
  | { readonly prefixes: readonly string[] };

/** Addresses out of the name blocks stand for every 443 name. */
const NAME_PREFIXES = [`${NAME_BLOCK.ipv4}0.0/16`, `${NAME_BLOCK.ipv6}/64`];

export function resolveTarget(
  target: Target,
  region: string,
  names: Readonly<Record<string, NameAnswer>> = {},
): readonly string[] {
  if (target === 'everything') return ['0.0.0.0/0', '::/0'];
  if (target === 'names') return NAME_PREFIXES;
  if (typeof target === 'string') return streamingPrefixes(target, regionFacts(region));
  if ('prefixes' in target) return target.prefixes;
  if ('region' in target) return streamingPrefixes('streaming', regionFacts(target.region));
  return target.hosts.flatMap((host) => [...(names[host]?.a ?? []), ...(names[host]?.aaaa ?? [])]);
}

function streamingPrefixes(target: 'health-check' | 'gateways' | 'streaming', facts: RegionFacts): string[] {
  const health = [...facts.healthCheckAddresses, ...healthCheckIpv6(facts)];
  const gateways = [...facts.pcoipRanges, ...facts.dcvRanges, ...facts.ipv6Ranges];
  if (target === 'health-check') return health;
  return target === 'gateways' ? gateways : [...health, ...gateways];
}

/** The documents give IPv6 names of health-check servers but no addresses; the lab invents some in Amazon's space, outside the gateway ranges. */
export function healthCheckIpv6(facts: RegionFacts): readonly string[] {
  if (facts.healthCheckHost === null) return [];
  const index = [...facts.code].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 0xffff, 7);
  return [1, 2].map((n) => `2a05:d000:${index.toString(16)}::${n}`);
}
