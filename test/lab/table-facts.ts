/** What the lab needs of the Region tables: which names and addresses the service side has to play. */
import { loadTables } from '../../src/regions/tables.ts';
import type { Region } from '../../src/regions/model.ts';

export interface RegionFacts {
  readonly code: string;
  readonly healthCheckHost: string | null;
  readonly healthCheckAddresses: readonly string[];
  readonly pcoipRanges: readonly string[];
  readonly dcvRanges: readonly string[];
  readonly ipv6Ranges: readonly string[];
  readonly hosts: readonly string[];
}

/** Paris's listed addresses are Tel Aviv's (conflict C03); the lab gives its name addresses out of Paris's own block. */
const PARIS_ADDRESSES = ['51.44.72.11', '51.44.72.12', '51.44.72.13'];

let cached: readonly RegionFacts[] | null = null;

export function allRegionFacts(): readonly RegionFacts[] {
  cached ??= loadTables().regions.map(toFacts);
  return cached;
}

export function regionFacts(code: string): RegionFacts {
  const found = allRegionFacts().find((region) => region.code === code);
  if (!found) throw new Error(`the tables have no Region ${code}`);
  return found;
}

function toFacts(region: Region): RegionFacts {
  const literal = region.endpoints.filter((endpoint) => endpoint.placeholder !== 'host');
  return {
    code: region.code,
    healthCheckHost: region.healthCheck?.host ?? null,
    healthCheckAddresses: healthCheckAddresses(region),
    ...ranges(region),
    hosts: [...new Set(literal.map((endpoint) => endpoint.host))],
  };
}

function healthCheckAddresses(region: Region): readonly string[] {
  if (region.healthCheck === null) return [];
  return region.healthCheck.addressesTrusted
    ? region.healthCheck.addresses.map((fact) => fact.address)
    : PARIS_ADDRESSES;
}

function ranges({ pcoip, dcv }: Region): Pick<RegionFacts, 'pcoipRanges' | 'dcvRanges' | 'ipv6Ranges'> {
  const cidrs = (facts: readonly { cidr: string }[] = []): string[] => facts.map((fact) => fact.cidr);
  return {
    pcoipRanges: (pcoip?.ranges ?? []).flatMap((range) => range.cidrs),
    dcvRanges: cidrs(dcv?.ranges),
    ipv6Ranges: [...cidrs(pcoip?.ipv6), ...cidrs(dcv?.ipv6)],
  };
}
