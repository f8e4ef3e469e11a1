/**
 * What one nftables expression matches (libnftables-json(5)): destination, port and transport as arithmetic, everything else as a condition.
 * Null: not understood. An empty list: it matches nothing that matters here (loopback, ICMP).
 */
import { z } from 'zod';
import {
  addressTypeCondition,
  deviceCondition,
  directionCondition,
  doubt,
  stateCondition,
  synCondition,
  type Condition,
} from './condition.ts';
import { EVERYTHING } from './match.ts';
import {
  ANYTHING,
  combined,
  familyCases,
  packetsWith,
  payload,
  payloadCases,
  transportCases,
  type NftCase,
  type NftContext,
} from './nft-headers.ts';
import {
  elementOf,
  flatWords,
  isEquality,
  isNegated,
  listOf,
  numberRange,
  type Asked,
} from './nft-values.ts';

const meta = z.object({ meta: z.object({ key: z.string() }) });
const ct = z.object({ ct: z.object({ key: z.string() }) });
const fib = z.object({
  fib: z.object({
    result: z.enum(['type', 'oif', 'oifname']),
    flags: z.union([z.string(), z.array(z.string())]),
  }),
});
const concatenation = z.object({ concat: z.array(z.unknown()).min(1).max(16) });
const masked = z.object({ '&': z.tuple([z.unknown(), z.unknown()]) });

type Cases = readonly NftCase[] | null;
type Reader = (left: unknown, asked: Asked, context: NftContext) => Cases;

export function nftCases(left: unknown, asked: Asked, context: NftContext): Cases {
  context.work.spend(1 + asked.values.length);
  const word = typeof left === 'object' && left !== null ? (Object.keys(left)[0] ?? '') : '';
  return READERS.get(word)?.(left, asked, context) ?? null;
}

function reads<T>(
  schema: z.ZodType<T>,
  read: (one: T, asked: Asked, context: NftContext) => Cases,
  comparable = true,
): Reader {
  // A long file asks about the same few headers in every rule, and a parse is dear.
  const known = new Map<string, z.ZodSafeParseResult<T>>();
  const parsed = (left: unknown): z.ZodSafeParseResult<T> => {
    const key = JSON.stringify(left);
    const one = known.get(key) ?? schema.safeParse(left);
    if (known.size < MOST_KNOWN) known.set(key, one);
    return one;
  };
  return (left, asked, context) => {
    if (!comparable && !isEquality(asked)) return null;
    const one = parsed(left);
    return one.success ? read(one.data, asked, context) : null;
  };
}

/** More different expressions than these no file asks about. */
const MOST_KNOWN = 1_000;

/** By the word of the expression: looked up, because trying one schema after the other took most of the time of a long file. */
const READERS: ReadonlyMap<string, Reader> = new Map([
  ['concat', reads(concatenation, (one, asked, context) => concatCases(one.concat, asked, context))],
  ['&', reads(masked, (one, asked, context) => maskedCases(one['&'], asked, context))],
  ['payload', reads(payload, (one, asked, context) => payloadCases(one.payload, asked, context))],
  ['meta', reads(meta, (one, asked, context) => metaCases(one.meta.key, asked, context), false)],
  ['ct', reads(ct, (one, asked, context) => ctCases(one.ct.key, asked, context), false)],
  [
    'fib',
    reads(
      fib,
      (one, asked, context) =>
        one.fib.result === 'type' ? fibCases(one.fib.flags, asked, context) : routeCases(asked),
      false,
    ),
  ],
]);

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
  return inside.length === 0 ? having : combined(having, only(doubt('noPair')), context.work);
}

/** The packets that have the header at all. */
function anyValueOf(part: unknown): readonly NftCase[] | null {
  const header = payload.safeParse(part);
  if (!header.success) return meta.safeParse(part).success || ct.safeParse(part).success ? [ANYTHING] : null;
  return packetsWith(header.data.payload);
}

function ctCases(key: string, asked: Asked, { unmarked }: NftContext): readonly NftCase[] | null {
  const words = flatWords(asked.values);
  if (key === 'state') return only(stateCondition(words, isNegated(asked)));
  if (key === 'direction') return only(directionCondition(words[0] ?? '', isNegated(asked)));
  return key === 'mark' && unmarked.ct ? ofConnection(fixedCases(0, asked)) : null;
}

/** Before tracking there is no connection, and the rule does not match. */
function ofConnection(cases: readonly NftCase[] | null): readonly NftCase[] | null {
  const condition: Condition = {
    why: ({ doubt: words }) => words.connection,
    holds: ({ tracked }) => tracked,
  };
  return cases?.map((one) => ({ ...one, conditions: [...one.conditions, condition] })) ?? null;
}

/** A value that every packet has. */
function fixedCases(value: number, asked: Asked): readonly NftCase[] | null {
  const ranges = asked.values.map(numberRange);
  if (ranges.some((range) => range === null)) return null;
  const inside = ranges.some((range) => range !== null && range.first <= value && value <= range.last);
  return inside !== isNegated(asked) ? [ANYTHING] : [];
}

function maskedCases(
  [left, right]: readonly [unknown, unknown],
  asked: Asked,
  context: NftContext,
): readonly NftCase[] | null {
  const flags = payload.safeParse(left);
  if (flags.success && flags.data.payload.field === 'flags') return flagCases(flatWords([right]), asked);
  // A mark that nobody sets is 0 under any mask.
  return isEquality(asked) ? markCases(left, asked, context) : null;
}

function markCases(left: unknown, asked: Asked, { unmarked }: NftContext): readonly NftCase[] | null {
  if (unmarked.meta && meta.safeParse(left).data?.meta.key === 'mark') return fixedCases(0, asked);
  return unmarked.ct && ct.safeParse(left).data?.ct.key === 'mark'
    ? ofConnection(fixedCases(0, asked))
    : null;
}

/** `tcp flags & (syn|ack|…) == syn`: the first packet alone, as long as the mask has both. */
function flagCases(mask: readonly string[], asked: Asked): readonly NftCase[] | null {
  const value = flatWords(asked.values);
  if (!isEquality(asked) || value.join() !== 'syn' || !mask.includes('syn') || !mask.includes('ack'))
    return null;
  return [{ match: { ...EVERYTHING, transports: ['tcp'] }, conditions: [synCondition(isNegated(asked))] }];
}

function metaCases(key: string, asked: Asked, context: NftContext): readonly NftCase[] | null {
  return META.get(key)?.(asked, context) ?? null;
}

type MetaReader = (asked: Asked, context: NftContext) => Cases;

const META: ReadonlyMap<string, MetaReader> = new Map<string, MetaReader>([
  ['oif', (asked) => deviceCases('oif', asked)],
  ['oifname', (asked) => deviceCases('oif', asked)],
  ['iif', (asked) => deviceCases('iif', asked)],
  ['iifname', (asked) => deviceCases('iif', asked)],
  ['nfproto', familyCases],
  ['protocol', familyCases],
  ['l4proto', transportCases],
  ['mark', (asked, { unmarked }) => (unmarked.meta ? fixedCases(0, asked) : null)],
  ['pkttype', packetTypeCases],
]);

function packetTypeCases(asked: Asked): readonly NftCase[] {
  const isOurs = asked.values.some((value) => ['host', 'unicast'].includes(String(value)));
  return isOurs !== isNegated(asked) ? [ANYTHING] : [];
}

function deviceCases(side: 'iif' | 'oif', asked: Asked): readonly NftCase[] | null {
  const names = asked.values.map(elementOf);
  if (!names.every((name) => typeof name === 'string')) return null;
  return only(deviceCondition(side, names, isNegated(asked)));
}

/** `fib saddr . iif oif missing`: the way back leads where the packet came from, unless somebody routes oddly. */
function routeCases(asked: Asked): readonly NftCase[] | null {
  const [value, ...more] = asked.values;
  if (more.length > 0 || typeof value !== 'boolean') return null;
  return value !== isNegated(asked) ? [ANYTHING] : [];
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
