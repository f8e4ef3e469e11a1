/**
 * Port 443 for firewalls that know no names: the blocks of AWS's ip-ranges.json that the guide names (2115-2120), aggregated and never
 * wider. They hold far more than WorkSpaces; names are the smaller opening wherever a firewall knows them. Pure.
 */
import { aggregateCidrs, isTooWide, parseCidr, WIDEST_PREFIX } from '../regions/ip-interval.ts';
import type { Family } from '../core/words.ts';
import type { IpRanges } from '../regions/ip-ranges-file.ts';
import type { Region } from '../regions/model.ts';
import type { Rule } from './rule.ts';
import { ruleId } from './rule-text.ts';

const SOURCE = 'guide2025 2115-2120';

interface Subset {
  readonly service: 'AMAZON' | 'S3';
  readonly region: string;
}

/** The subsets that a client in this Region needs, in the order of the guide. */
function subsetsOf(region: string): readonly Subset[] {
  const amazon = ['GLOBAL', region, 'us-east-1', 'us-west-2'].map((code): Subset => ({
    service: 'AMAZON',
    region: code,
  }));
  return [...amazon, { service: 'S3', region: 'us-west-2' }];
}

export type WebRanges =
  | { readonly kind: 'made'; readonly rules: readonly Rule[] }
  /** One line: what the file lacks or says wrongly. */
  | { readonly kind: 'refused'; readonly problem: string };

/** One rule a block, TCP 443. Refused where the file has no row of a subset: a rule set with a gap would look complete. */
export function webRanges(
  published: IpRanges,
  { regions, withIpv6 }: { readonly regions: readonly Pick<Region, 'code'>[]; readonly withIpv6: boolean },
): WebRanges {
  const subsets = new Map(
    regions.flatMap(({ code }) => subsetsOf(code)).map((one) => [`${one.service} of ${one.region}`, one]),
  );
  const rows: string[] = [];
  for (const [name, subset] of subsets) {
    const found = rowsOf(published, subset);
    if (found[4].length === 0) return { kind: 'refused', problem: `lists no ${name}` };
    const families = withIpv6 ? ([4, 6] as const) : ([4] as const);
    for (const family of families) {
      const bad = found[family].find((cidr) => !isBlock(cidr, family));
      if (bad !== undefined) return { kind: 'refused', problem: `${name}: ${noBlock(bad, family)}` };
      rows.push(...found[family]);
    }
  }
  if (withIpv6 && !rows.some((cidr) => cidr.includes(':')))
    return { kind: 'refused', problem: 'lists no IPv6 block of any of them' };
  return { kind: 'made', rules: (aggregateCidrs(rows) ?? []).map(toRule) };
}

/** Of its own family, and no wider than any service is: aggregated, one slip would open everything. */
function isBlock(cidr: string, family: Family): boolean {
  const interval = parseCidr(cidr);
  return interval?.family === family && !isTooWide(interval);
}

function noBlock(cidr: string, family: Family): string {
  return `${JSON.stringify(cidr.slice(0, 60))} is no IPv${family} block of a service (at most a /${WIDEST_PREFIX[family]}, no bits behind the prefix)`;
}

function rowsOf({ prefixes, ipv6_prefixes }: IpRanges, subset: Subset): Readonly<Record<Family, string[]>> {
  const isOf = (row: { region: string; service: string }) =>
    row.region === subset.region && row.service === subset.service;
  return {
    4: prefixes.filter(isOf).map(({ ip_prefix }) => ip_prefix),
    6: ipv6_prefixes.filter(isOf).map(({ ipv6_prefix }) => ipv6_prefix),
  };
}

function toRule(destination: string): Rule {
  const [port, transport] = [443, 'tcp'] as const;
  return {
    id: ruleId({ region: null, destination, port, transport }),
    region: null,
    category: 'webRanges',
    need: 'essential',
    protocol: 'both',
    destination,
    kind: 'cidr',
    port,
    transport,
    direction: 'outbound',
    purpose: 'Names on 443, by the ranges of AWS',
    doubt: null,
    source: SOURCE,
  };
}

/** A name whose place the ranges take. Names of gateways stand beside ranges of their own. */
export function isCoveredByRanges({ kind, port, category }: Rule): boolean {
  return kind !== 'cidr' && port === 443 && category !== 'dcvGatewayName';
}
