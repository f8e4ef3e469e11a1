/** The right side of an nftables match (libnftables-json(5)): single values, lists, sets, ranges, prefixes, and how they are compared. Pure. */
import { z } from 'zod';
import type { Family } from '../../core/words.ts';
import type { IpInterval } from '../../regions/ip-interval.ts';
import type { PortRange } from './audit-entry.ts';
import { LAST_PORT, otherAddresses, otherPorts } from './match.ts';
import { parseDestination, wholeFamily } from './parse-destination.ts';

export interface Asked {
  readonly op: '==' | '!=' | '<' | '<=' | '>' | '>=';
  readonly values: readonly unknown[];
}

export const isEquality = ({ op }: Asked): boolean => op === '==' || op === '!=';
export const isNegated = ({ op }: Asked): boolean => op === '!=';

/** The ports that are meant; null when one is none. */
export function portsAsked({ values, op }: Asked): readonly PortRange[] | null {
  const named = values.map(numberRange);
  if (named.some((range) => range === null)) return null;
  return compared(
    named.flatMap((range) => range ?? []),
    op,
  );
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

/** A number, a range of numbers or the name of a port; null when it is none. */
export function numberRange(value: unknown): PortRange | null {
  const bare = elementOf(value);
  const range = has(bare, 'range') ? numbers.safeParse(bare) : null;
  if (range?.success) return { first: range.data.range[0], last: range.data.range[1] };
  const number = typeof bare === 'string' ? NAMED_PORTS.get(bare) : bare;
  return typeof number === 'number' ? { first: number, last: number } : null;
}

/** The addresses of the family that are meant; null when one is none. */
export function addressesAsked({ values, op }: Asked, family: Family): readonly IpInterval[] | null {
  const targets = values.map((value) => parseDestination(writtenAddress(elementOf(value))));
  if (!targets.every((target) => target?.kind === 'addresses')) return null;
  const named = targets.flatMap((target) => (target?.kind === 'addresses' ? target.intervals : []));
  return comparedAddresses(named, family, op);
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
export function elementOf(value: unknown): unknown {
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
export function flatWords(values: readonly unknown[]): string[] {
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
