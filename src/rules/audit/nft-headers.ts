/** What nftables asks of a packet's own headers: destination, port and transport as arithmetic, the sender's side as a condition. Pure. */
import { z } from 'zod';
import type { Family } from '../../core/words.ts';
import type { IpInterval } from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';
import type { Match, PortRange } from './audit-entry.ts';
import { ownPortCondition, sourceCondition, type Condition } from './condition.ts';
import { EVERYTHING, intersectMatches, otherTransports } from './match.ts';
import { addressesAsked, isEquality, isNegated, portsAsked, type Asked } from './nft-values.ts';
import { isWhole, wholeFamily } from './parse-destination.ts';
import type { Work } from './work.ts';

/** One way to match. */
export interface NftCase {
  readonly match: Match;
  readonly conditions: readonly Condition[];
}

export const ANYTHING: NftCase = { match: EVERYTHING, conditions: [] };

/** What the whole file says about packets. */
export interface NftContext {
  /** Answers: the service is the source, its port the source port. */
  readonly isAnswer: boolean;
  /** No rule of the file sets a packet's mark, so it is 0. */
  readonly unmarked: { readonly meta: boolean; readonly ct: boolean };
  readonly work: Work;
}

/** Every way of the one with every way of the other. */
export function combined(
  left: readonly NftCase[],
  right: readonly NftCase[],
  work: Work,
): readonly NftCase[] {
  work.spend(left.length * right.length);
  if (left.length === 1 && left[0] === ANYTHING) return right;
  if (right.length === 1 && right[0] === ANYTHING) return left;
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const match = intersectMatches(one.match, other.match, work);
      return match === null ? [] : [{ match, conditions: [...one.conditions, ...other.conditions] }];
    }),
  );
}

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['ipv4', 4],
  ['ip', 4],
  ['ipv6', 6],
  ['ip6', 6],
]);

export function familyCases(asked: Asked): readonly NftCase[] {
  const named = asked.values.flatMap((value) => FAMILIES.get(String(value)) ?? []);
  const meant = ([4, 6] as const).filter((family) => named.includes(family) !== isNegated(asked));
  return meant.length === 2 ? [ANYTHING] : meant.map(ofFamily);
}

/** All packets of a family. */
export function ofFamily(family: Family): NftCase {
  return toAddresses([wholeFamily(family)]);
}

function toAddresses(intervals: readonly IpInterval[]): NftCase {
  return { match: { ...EVERYTHING, target: { kind: 'addresses', intervals } }, conditions: [] };
}

/** Other protocols are not about us: they open nothing and shut nothing. */
export function transportCases(asked: Asked): readonly NftCase[] {
  const named = asked.values.flatMap((value): Rule['transport'][] => {
    const text = String(value);
    return text === 'tcp' || text === '6' ? ['tcp'] : text === 'udp' || text === '17' ? ['udp'] : [];
  });
  const transports = isNegated(asked) ? otherTransports(named) : named;
  return transports.length === 0 ? [] : [{ match: { ...EVERYTHING, transports }, conditions: [] }];
}

export const payload = z.object({ payload: z.object({ protocol: z.string(), field: z.string() }) });
type Payload = z.infer<typeof payload>['payload'];

/** The packets that have the header at all. */
export function packetsWith({ protocol, field }: Payload): readonly NftCase[] | null {
  const family = FAMILIES.get(protocol);
  if (family !== undefined) return [ofFamily(family)];
  return field === 'dport' || field === 'sport' ? [withPorts(protocol, null)] : null;
}

/** Nothing of these protocols is ours. */
const FOREIGN: ReadonlySet<string> = new Set([
  'icmp',
  'icmpv6',
  'arp',
  'sctp',
  'dccp',
  'ah',
  'esp',
  'comp',
  'igmp',
]);

export function payloadCases(
  { protocol, field }: Payload,
  asked: Asked,
  context: NftContext,
): readonly NftCase[] | null {
  if (FOREIGN.has(protocol)) return [];
  if (field === 'dport' || field === 'sport') return portCases({ protocol, field }, asked, context);
  const family = FAMILIES.get(protocol);
  return family === undefined ? null : headerCases({ family, field }, asked, context);
}

function headerCases(
  { family, field }: { family: Family; field: string },
  asked: Asked,
  context: NftContext,
): readonly NftCase[] | null {
  switch (field) {
    case 'daddr':
    case 'saddr':
      return addressCases(family, asked, (field === 'saddr') === context.isAnswer);
    case 'protocol':
    case 'nexthdr':
      return isEquality(asked) ? combined([ofFamily(family)], transportCases(asked), context.work) : null;
    default:
      return null;
  }
}

function withPorts(protocol: string, ports: readonly PortRange[] | null): NftCase {
  const transports: Match['transports'] = protocol === 'tcp' || protocol === 'udp' ? [protocol] : null;
  return { match: { ...EVERYTHING, transports, ports }, conditions: [] };
}

function portCases(
  { protocol, field }: Payload,
  asked: Asked,
  { isAnswer }: NftContext,
): readonly NftCase[] | null {
  const ranges = portsAsked(asked);
  if (ranges === null) return null;
  // The service's port is the destination of what we send, and the source of its answers.
  if ((field === 'sport') === isAnswer) return ranges.length === 0 ? [] : [withPorts(protocol, ranges)];
  return [{ ...withPorts(protocol, null), conditions: [ownPortCondition(ranges, false)] }];
}

/** The service's address as arithmetic, the sender's as a condition. */
function addressCases(family: Family, asked: Asked, isService: boolean): readonly NftCase[] | null {
  const intervals = addressesAsked(asked, family);
  if (intervals === null) return null;
  if (isService) return intervals.length === 0 ? [] : [toAddresses(intervals)];
  const whole = isWhole({ kind: 'addresses', intervals }, family);
  return [{ ...ofFamily(family), conditions: whole ? [] : [sourceCondition(intervals, false)] }].filter(
    () => intervals.length > 0,
  );
}
