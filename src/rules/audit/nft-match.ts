/* eslint-disable complexity -- a reader of a grammar: one branch for each word of it */
/**
 * What one nftables expression matches (libnftables-json(5)): destination, port and transport as arithmetic, everything else as a condition.
 * Null: not understood. An empty list: it matches nothing that matters here (loopback, ICMP).
 */
import { z } from 'zod';
import type { Family } from '../../core/words.ts';
import type { IpInterval } from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';
import type { Match, PortRange } from './audit-entry.ts';
import {
  addressTypeCondition,
  deviceCondition,
  directionCondition,
  doubt,
  ownPortCondition,
  sourceCondition,
  stateCondition,
  synCondition,
  type Condition,
} from './condition.ts';
import {
  EVERYTHING,
  intersectMatches,
  otherAddresses,
  otherPorts,
  otherTransports,
  LAST_PORT,
} from './match.ts';
import { isWhole, parseDestination, wholeFamily } from './parse-destination.ts';
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

export interface Asked {
  readonly op: '==' | '!=' | '<' | '<=' | '>' | '>=';
  readonly values: readonly unknown[];
}

const meta = z.object({ meta: z.object({ key: z.string() }) });
const ct = z.object({ ct: z.object({ key: z.string() }) });
const fib = z.object({
  fib: z.object({ result: z.literal('type'), flags: z.union([z.string(), z.array(z.string())]) }),
});
const payload = z.object({ payload: z.object({ protocol: z.string(), field: z.string() }) });
const concatenation = z.object({ concat: z.array(z.unknown()).min(1).max(16) });
const masked = z.object({ '&': z.tuple([z.unknown(), z.unknown()]) });

type Cases = readonly NftCase[] | null;
type Reader = (left: unknown, asked: Asked, context: NftContext) => Cases;

export function nftCases(left: unknown, asked: Asked, context: NftContext): Cases {
  context.work.spend(1 + asked.values.length);
  const [word = ''] = typeof left === 'object' && left !== null ? Object.keys(left) : [];
  return READERS.get(word)?.(left, asked, context) ?? null;
}

function reads<T>(
  schema: z.ZodType<T>,
  read: (one: T, asked: Asked, context: NftContext) => Cases,
  comparable = true,
): Reader {
  return (left, asked, context) => {
    if (!comparable && !isEquality(asked)) return null;
    const parsed = schema.safeParse(left);
    return parsed.success ? read(parsed.data, asked, context) : null;
  };
}

/** By the word of the expression: looked up, because trying one schema after the other took most of the time of a long file. */
const READERS: ReadonlyMap<string, Reader> = new Map([
  ['concat', reads(concatenation, (one, asked, context) => concatCases(one.concat, asked, context))],
  ['&', reads(masked, (one, asked, context) => maskedCases(one['&'], asked, context))],
  ['payload', reads(payload, (one, asked, context) => payloadCases(one.payload, asked, context))],
  ['meta', reads(meta, (one, asked, context) => metaCases(one.meta.key, asked, context), false)],
  ['ct', reads(ct, (one, asked, context) => ctCases(one.ct.key, asked, context), false)],
  ['fib', reads(fib, (one, asked, context) => fibCases(one.fib.flags, asked, context), false)],
]);

const isEquality = ({ op }: Asked): boolean => op === '==' || op === '!=';
const isNegated = ({ op }: Asked): boolean => op === '!=';

function only(condition: Condition): readonly NftCase[] {
  return [{ match: EVERYTHING, conditions: [condition] }];
}

/** `ip daddr . tcp dport @set`: each element is a way of its own; negated, the rule may match any packet that has all the headers. */
function concatCases(
  parts: readonly unknown[],
  asked: Asked,
  context: NftContext,
): readonly NftCase[] | null {
  const cases: NftCase[] = [];
  for (const value of asked.values) {
    const element = concatenation.safeParse(elementOf(value));
    if (!element.success || element.data.concat.length !== parts.length) return null;
    const ways = elementWays(parts, element.data.concat, context);
    if (ways === null) return null;
    cases.push(...ways);
  }
  return isNegated(asked) ? outside(parts, cases, context) : cases;
}

function elementWays(
  parts: readonly unknown[],
  values: readonly unknown[],
  context: NftContext,
): readonly NftCase[] | null {
  let ways: readonly NftCase[] = [ANYTHING];
  for (const [index, part] of parts.entries()) {
    const own = nftCases(part, { op: '==', values: listOf(values[index]) }, context);
    if (own === null) return null;
    ways = combined(ways, own, context.work);
  }
  return ways;
}

/** What lies outside of a set of pairs is no pair itself: told as in doubt, unless the set is empty. */
function outside(
  parts: readonly unknown[],
  inside: readonly NftCase[],
  context: NftContext,
): readonly NftCase[] | null {
  const headers = parts.map((part) => anyValueOf(part));
  if (headers.some((one) => one === null)) return null;
  const having = headers.reduce<readonly NftCase[]>(
    (ways, one) => combined(ways, one ?? [], context.work),
    [ANYTHING],
  );
  return inside.length === 0
    ? having
    : combined(having, only(doubt('it asks for what is in no pair of a set')), context.work);
}

/** The packets that have the header at all. */
function anyValueOf(part: unknown): readonly NftCase[] | null {
  const header = payload.safeParse(part);
  if (!header.success) return meta.safeParse(part).success || ct.safeParse(part).success ? [ANYTHING] : null;
  const { protocol, field } = header.data.payload;
  const family = FAMILIES.get(protocol);
  if (family !== undefined) return [ofFamily(family)];
  return field === 'dport' || field === 'sport' ? [withPorts(protocol, null)] : null;
}

/** Every way of the one with every way of the other. */
export function combined(left: readonly NftCase[], right: readonly NftCase[], work: Work): NftCase[] {
  work.spend(left.length * right.length);
  return left.flatMap((one) =>
    right.flatMap((other) => {
      const match = intersectMatches(one.match, other.match, work);
      return match === null ? [] : [{ match, conditions: [...one.conditions, ...other.conditions] }];
    }),
  );
}

function ctCases(key: string, asked: Asked, { unmarked }: NftContext): readonly NftCase[] | null {
  const words = flatWords(asked.values);
  if (key === 'state') return only(stateCondition(words, isNegated(asked)));
  if (key === 'direction') return only(directionCondition(words[0] ?? '', isNegated(asked)));
  return key === 'mark' && unmarked.ct ? ofConnection(fixedCases(0, asked)) : null;
}

/** Before tracking there is no connection, and the rule does not match. */
function ofConnection(cases: readonly NftCase[] | null): readonly NftCase[] | null {
  const condition: Condition = { why: 'it asks for a connection', holds: ({ tracked }) => tracked };
  return cases?.map((one) => ({ ...one, conditions: [...one.conditions, condition] })) ?? null;
}

/** A value that every packet has. */
function fixedCases(value: number, asked: Asked): readonly NftCase[] | null {
  const ranges = asked.values.map(portRange);
  if (ranges.some((range) => range === null)) return null;
  const inside = ranges.some((range) => range !== null && range.first <= value && value <= range.last);
  return inside !== isNegated(asked) ? [ANYTHING] : [];
}

function maskedCases(
  [left, right]: readonly [unknown, unknown],
  asked: Asked,
  context: NftContext,
): readonly NftCase[] | null {
  const ofMeta = meta.safeParse(left);
  if (ofMeta.success && ofMeta.data.meta.key === 'mark' && context.unmarked.meta && isEquality(asked))
    return fixedCases(0, asked);
  const ofCt = ct.safeParse(left);
  if (ofCt.success && ofCt.data.ct.key === 'mark' && context.unmarked.ct && isEquality(asked))
    return ofConnection(fixedCases(0, asked));
  const flags = payload.safeParse(left);
  return flags.success && flags.data.payload.field === 'flags' ? flagCases(flatWords([right]), asked) : null;
}

/** `tcp flags & (syn|ack|…) == syn`: the first packet alone, as long as the mask has both. */
function flagCases(mask: readonly string[], asked: Asked): readonly NftCase[] | null {
  const value = flatWords(asked.values);
  if (!isEquality(asked) || value.join() !== 'syn' || !mask.includes('syn') || !mask.includes('ack'))
    return null;
  return [{ match: { ...EVERYTHING, transports: ['tcp'] }, conditions: [synCondition(isNegated(asked))] }];
}

function metaCases(key: string, asked: Asked, context: NftContext): readonly NftCase[] | null {
  const { values } = asked;
  switch (key) {
    case 'oif':
    case 'oifname':
    case 'iif':
    case 'iifname':
      return deviceCases(key.startsWith('o') ? 'oif' : 'iif', asked);
    case 'nfproto':
    case 'protocol':
      return familyCases(asked);
    case 'l4proto':
      return transportCases(asked);
    case 'mark':
      return context.unmarked.meta ? fixedCases(0, asked) : null;
    case 'pkttype':
      return values.some((value) => ['host', 'unicast'].includes(String(value))) !== isNegated(asked)
        ? [ANYTHING]
        : [];
    default:
      return null;
  }
}

function deviceCases(side: 'iif' | 'oif', asked: Asked): readonly NftCase[] | null {
  const names = asked.values.map(elementOf);
  if (!names.every((name) => typeof name === 'string')) return null;
  return only(deviceCondition(side, names, isNegated(asked)));
}

/** `fib daddr type`: the answers' destination is the sender. */
function fibCases(
  flags: string | readonly string[],
  asked: Asked,
  { isAnswer }: NftContext,
): readonly NftCase[] | null {
  const wanted = [flags].flat();
  if (wanted.length !== 1) return null;
  const own = wanted[0] === (isAnswer ? 'daddr' : 'saddr');
  if (wanted[0] !== 'daddr' && wanted[0] !== 'saddr') return null;
  // What is ours on the way out (the source) is not asked for by anybody.
  if (own && !isAnswer) return null;
  return only(addressTypeCondition(flatWords(asked.values), isNegated(asked)));
}

const FAMILIES: ReadonlyMap<string, Family> = new Map([
  ['ipv4', 4],
  ['ip', 4],
  ['ipv6', 6],
  ['ip6', 6],
]);

function familyCases(asked: Asked): readonly NftCase[] {
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
function transportCases(asked: Asked): readonly NftCase[] {
  const named = asked.values.flatMap((value): Rule['transport'][] => {
    const text = String(value);
    return text === 'tcp' || text === '6' ? ['tcp'] : text === 'udp' || text === '17' ? ['udp'] : [];
  });
  const transports = isNegated(asked) ? otherTransports(named) : named;
  return transports.length === 0 ? [] : [{ match: { ...EVERYTHING, transports }, conditions: [] }];
}

type Payload = z.infer<typeof payload>['payload'];

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

function payloadCases(
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
  const named = asked.values.map(portRange);
  if (named.some((range) => range === null)) return null;
  const ranges = compared(
    named.flatMap((range) => range ?? []),
    asked.op,
  );
  if (ranges === null) return null;
  // The service's port is the destination of what we send, and the source of its answers.
  if ((field === 'sport') === isAnswer) return ranges.length === 0 ? [] : [withPorts(protocol, ranges)];
  return [{ ...withPorts(protocol, null), conditions: [ownPortCondition(ranges, false)] }];
}

function compared(ranges: readonly PortRange[], op: Asked['op']): readonly PortRange[] | null {
  if (op === '==') return ranges;
  if (op === '!=') return otherPorts(ranges);
  const [one] = ranges;
  if (one === undefined || ranges.length > 1 || one.first !== one.last) return null;
  const bounds = {
    '<': [0, one.first - 1],
    '<=': [0, one.first],
    '>': [one.first + 1, LAST_PORT],
    '>=': [one.first, LAST_PORT],
  }[op];
  const [first = 0, last = 0] = bounds;
  return first <= last ? [{ first, last }] : [];
}

const numbers = z.object({ range: z.tuple([z.number(), z.number()]) });
const NAMED_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['domain', 53],
  ['ssh', 22],
  ['ntp', 123],
]);

function portRange(value: unknown): PortRange | null {
  const bare = elementOf(value);
  const range = has(bare, 'range') ? numbers.safeParse(bare) : null;
  if (range?.success) return { first: range.data.range[0], last: range.data.range[1] };
  const number = typeof bare === 'string' ? NAMED_PORTS.get(bare) : bare;
  return typeof number === 'number' ? { first: number, last: number } : null;
}

/** The service's address as arithmetic, the sender's as a condition. */
function addressCases(family: Family, asked: Asked, isService: boolean): readonly NftCase[] | null {
  const targets = asked.values.map((value) => parseDestination(writtenAddress(elementOf(value))));
  if (!targets.every((target) => target?.kind === 'addresses')) return null;
  const named = targets.flatMap((target) => (target?.kind === 'addresses' ? target.intervals : []));
  const intervals = comparedAddresses(named, family, asked.op);
  if (intervals === null) return null;
  if (isService) return intervals.length === 0 ? [] : [toAddresses(intervals)];
  const whole = isWhole({ kind: 'addresses', intervals }, family);
  return [{ ...ofFamily(family), conditions: whole ? [] : [sourceCondition(intervals, false)] }].filter(
    () => intervals.length > 0,
  );
}

function comparedAddresses(
  named: readonly IpInterval[],
  family: Family,
  op: Asked['op'],
): readonly IpInterval[] | null {
  if (op === '==') return named;
  if (op === '!=') return otherAddresses(named, family);
  const [one] = named;
  if (one === undefined || named.length > 1 || one.first !== one.last) return null;
  const { first: least, last: most } = wholeFamily(family);
  const bounds = {
    '<': [least, one.first - 1n],
    '<=': [least, one.first],
    '>': [one.first + 1n, most],
    '>=': [one.first, most],
  }[op];
  const [first = 0n, last = 0n] = bounds;
  return first <= last ? [{ family, first, last }] : [];
}

const prefixed = z.object({ prefix: z.object({ addr: z.string(), len: z.number() }) });
const ranged = z.object({ range: z.tuple([z.string(), z.string()]) });

function writtenAddress(value: unknown): string {
  if (typeof value === 'string') return value;
  const prefix = has(value, 'prefix') ? prefixed.safeParse(value) : null;
  if (prefix?.success) return `${prefix.data.prefix.addr}/${prefix.data.prefix.len}`;
  const range = has(value, 'range') ? ranged.safeParse(value) : null;
  return range?.success ? range.data.range.join('-') : '';
}

const element = z.object({ elem: z.object({ val: z.unknown() }) });

/** An element with a comment, counter or time-out is wrapped. */
function elementOf(value: unknown): unknown {
  const wrapped = has(value, 'elem') ? element.safeParse(value) : null;
  return wrapped?.success ? wrapped.data.elem.val : value;
}

function has(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && key in value;
}

const anonymous = z.object({ set: z.array(z.unknown()) });

/** A value, `{ "set": [...] }` or a list as a list. */
export function listOf(value: unknown): readonly unknown[] {
  const set = has(value, 'set') ? anonymous.safeParse(value) : null;
  if (set?.success) return set.data.set;
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

const either = z.object({ '|': z.unknown() });

/** Words of a list, of a set, and of what is joined by `|`. */
function flatWords(values: readonly unknown[]): string[] {
  return values.flatMap((value): string[] => {
    const joined = either.safeParse(value);
    if (joined.success) return flatWords(listOf(joined.data['|']));
    const bare = elementOf(value);
    return typeof bare === 'string'
      ? [bare]
      : Array.isArray(bare)
        ? flatWords(bare)
        : flatWords(anonymous.safeParse(bare).success ? listOf(bare) : []);
  });
}
