/**
 * What one nftables expression matches (libnftables-json(5)), as far as it says destination, port and transport.
 * Null: not understood. An empty list: it opens and shuts nothing that matters here (answers, loopback, ICMP).
 */
import { z } from 'zod';
import type { Family } from '../../core/words.ts';
import type { IpInterval } from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';
import type { Match, PortRange } from './audit-entry.ts';
import { EVERYTHING, intersectMatches, otherAddresses, otherPorts, otherTransports } from './match.ts';
import { parseDestination, wholeFamily } from './parse-destination.ts';

/** One way to match. `onlySome`: it asks for an interface or a source besides. */
export interface NftCase {
  readonly match: Match;
  readonly onlySome: boolean;
}

const ANYTHING: NftCase = { match: EVERYTHING, onlySome: false };
const ONLY_SOME: NftCase = { match: EVERYTHING, onlySome: true };

interface Asked {
  readonly values: readonly unknown[];
  readonly negated: boolean;
}

const meta = z.object({ meta: z.object({ key: z.string() }) });
const ct = z.object({ ct: z.object({ key: z.string() }) });
const payload = z.object({ payload: z.object({ protocol: z.string(), field: z.string() }) });
const concatenation = z.object({ concat: z.array(z.unknown()).min(1).max(16) });

export function nftCases(left: unknown, asked: Asked): readonly NftCase[] | null {
  const parts = concatenation.safeParse(left);
  if (parts.success) return concatCases(parts.data.concat, asked);
  const ofMeta = meta.safeParse(left);
  if (ofMeta.success) return metaCases(ofMeta.data.meta.key, asked);
  const ofCt = ct.safeParse(left);
  if (ofCt.success) return ofCt.data.ct.key === 'state' ? stateCases(asked) : null;
  const ofPayload = payload.safeParse(left);
  return ofPayload.success ? payloadCases(ofPayload.data.payload, asked) : null;
}

/** `ip daddr . tcp dport @set`: each element is a way of its own. */
function concatCases(parts: readonly unknown[], { values, negated }: Asked): readonly NftCase[] | null {
  if (negated) return null;
  const cases: NftCase[] = [];
  for (const value of values) {
    const element = concatenation.safeParse(elementOf(value));
    if (!element.success || element.data.concat.length !== parts.length) return null;
    let ways: readonly NftCase[] = [ANYTHING];
    for (const [index, part] of parts.entries()) {
      const own = nftCases(part, { values: [element.data.concat[index]], negated: false });
      if (own === null) return null;
      ways = combined(ways, own);
    }
    cases.push(...ways);
  }
  return cases;
}

/** Every way of the one with every way of the other. */
export function combined(left: readonly NftCase[], right: readonly NftCase[]): NftCase[] {
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const match = intersectMatches(one.match, other.match);
      return match === null ? [] : [{ match, onlySome: one.onlySome || other.onlySome }];
    }),
  );
}

/** Only new connections matter: answers and what belongs to nothing (`invalid`) open and shut no way out. */
function stateCases({ values, negated }: Asked): readonly NftCase[] {
  return values.includes('new') !== negated ? [ANYTHING] : [];
}

function metaCases(key: string, asked: Asked): readonly NftCase[] | null {
  const { values, negated } = asked;
  switch (key) {
    case 'oif':
    case 'oifname':
    case 'iif':
    case 'iifname':
      if (values.every((value) => value === 'lo')) return negated ? [ANYTHING] : [];
      return [ONLY_SOME];
    case 'nfproto':
    case 'protocol':
      return familyCases(asked);
    case 'l4proto':
      return transportCases(asked);
    default:
      return null;
  }
}

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['ipv4', 4],
  ['ip', 4],
  ['ipv6', 6],
  ['ip6', 6],
]);

function familyCases({ values, negated }: Asked): readonly NftCase[] {
  const named = values.flatMap((value) => FAMILIES.get(String(value)) ?? []);
  const meant = ([4, 6] as const).filter((family) => named.includes(family) !== negated);
  return meant.length === 2 ? [ANYTHING] : meant.map(ofFamily);
}

function ofFamily(family: Family): NftCase {
  return toAddresses([wholeFamily(family)]);
}

function toAddresses(intervals: readonly IpInterval[]): NftCase {
  return { match: { ...EVERYTHING, target: { kind: 'addresses', intervals } }, onlySome: false };
}

/** Other protocols are not about us: they open nothing and shut nothing. */
function transportCases({ values, negated }: Asked): readonly NftCase[] {
  const named = values.flatMap((value): Rule['transport'][] => {
    const text = String(value);
    return text === 'tcp' || text === '6' ? ['tcp'] : text === 'udp' || text === '17' ? ['udp'] : [];
  });
  const transports = negated ? otherTransports(named) : named;
  return transports.length === 0 ? [] : [{ match: { ...EVERYTHING, transports }, onlySome: false }];
}

type Payload = z.infer<typeof payload>['payload'];

/** Nothing of these protocols is ours. */
const FOREIGN: ReadonlySet<string> = new Set(['icmp', 'icmpv6', 'arp', 'sctp', 'dccp']);

function payloadCases({ protocol, field }: Payload, asked: Asked): readonly NftCase[] | null {
  if (FOREIGN.has(protocol)) return [];
  if (field === 'dport' || field === 'sport') return portCases(protocol, field, asked);
  const family = FAMILIES.get(protocol);
  return family === undefined ? null : headerCases(family, field, asked);
}

function headerCases(family: Family, field: string, asked: Asked): readonly NftCase[] | null {
  switch (field) {
    case 'daddr':
      return addressCases(asked);
    case 'saddr':
      return combined([ofFamily(family)], [ONLY_SOME]);
    case 'protocol':
    case 'nexthdr':
      return combined([ofFamily(family)], transportCases(asked));
    default:
      return null;
  }
}

function portCases(protocol: string, field: 'dport' | 'sport', asked: Asked): readonly NftCase[] | null {
  const transports: Match['transports'] = protocol === 'tcp' || protocol === 'udp' ? [protocol] : null;
  if (field === 'sport') return [{ match: { ...EVERYTHING, transports }, onlySome: true }];
  const named = asked.values.map(portRange);
  if (named.some((range) => range === null)) return null;
  const ranges = named.flatMap((range) => range ?? []);
  const ports = asked.negated ? otherPorts(ranges) : ranges;
  return [{ match: { ...EVERYTHING, transports, ports }, onlySome: false }];
}

const numbers = z.object({ range: z.tuple([z.number(), z.number()]) });

function portRange(value: unknown): PortRange | null {
  const bare = elementOf(value);
  const range = numbers.safeParse(bare);
  if (range.success) return { first: range.data.range[0], last: range.data.range[1] };
  return typeof bare === 'number' ? { first: bare, last: bare } : null;
}

function addressCases({ values, negated }: Asked): readonly NftCase[] | null {
  const targets = values.map((value) => parseDestination(writtenAddress(elementOf(value))));
  if (!targets.every((target) => target?.kind === 'addresses')) return null;
  const named = targets.flatMap((target) => (target?.kind === 'addresses' ? target.intervals : []));
  const intervals = negated ? otherAddresses(named) : named;
  return intervals.length === 0 ? [] : [toAddresses(intervals)];
}

const prefixed = z.object({ prefix: z.object({ addr: z.string(), len: z.number() }) });
const ranged = z.object({ range: z.tuple([z.string(), z.string()]) });

function writtenAddress(value: unknown): string {
  const prefix = prefixed.safeParse(value);
  if (prefix.success) return `${prefix.data.prefix.addr}/${prefix.data.prefix.len}`;
  const range = ranged.safeParse(value);
  if (range.success) return range.data.range.join('-');
  return typeof value === 'string' ? value : '';
}

const element = z.object({ elem: z.object({ val: z.unknown() }) });

/** An element with a comment, counter or time-out is wrapped. */
function elementOf(value: unknown): unknown {
  const wrapped = element.safeParse(value);
  return wrapped.success ? wrapped.data.elem.val : value;
}
