/**
 * Arithmetic on IP addresses as closed intervals of integers, for both families. An interval never widens on its way:
 * turning it into CIDR blocks and back gives exactly the same addresses. No knowledge of Regions here.
 */
import ipaddr from 'ipaddr.js';
import type { Family } from '../core/words.ts';

/** All addresses from `first` to `last`, both included. */
export interface IpInterval {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

const BITS: Readonly<Record<Family, number>> = { 4: 32, 6: 128 };

/** One address as an integer; null when the text is no IPv4 (four parts) or IPv6 address. */
export function addressToInteger(text: string): { family: Family; value: bigint } | null {
  const four = fourParts(text);
  if (four !== null) return { family: 4, value: BigInt(four) };
  if (text.includes(':') && !text.includes('%') && ipaddr.IPv6.isValid(text))
    return { family: 6, value: toInteger(ipaddr.IPv6.parse(text)) };
  return null;
}

const FOUR_PARTS = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;

/** By hand: the tables and a long firewall hold tens of thousands of them. */
function fourParts(text: string): number | null {
  const parts = FOUR_PARTS.exec(text);
  if (parts === null) return null;
  const [one, two, three, four] = [Number(parts[1]), Number(parts[2]), Number(parts[3]), Number(parts[4])];
  return Math.max(one, two, three, four) > 255 ? null : ((one * 256 + two) * 256 + three) * 256 + four;
}

function toInteger(address: ipaddr.IPv6): bigint {
  return address.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** The canonical text of an address (RFC 5952 for IPv6). */
export function integerToAddress(value: bigint, family: Family): string {
  if (family === 4) {
    const bits = Number(value);
    return `${bits >>> 24}.${(bits >>> 16) & 255}.${(bits >>> 8) & 255}.${bits & 255}`;
  }
  const bytes = Array.from({ length: 16 }, (_, index) => Number((value >> BigInt(8 * (15 - index))) & 0xffn));
  return new ipaddr.IPv6(bytes).toRFC5952String();
}

/**
 * A CIDR block or a single address. Null when it is malformed, or when bits behind the prefix are set
 * (`10.0.0.1/8`): such a block is somebody's slip, and reading it as `10.0.0.0/8` would widen it.
 */
export function parseCidr(text: string): IpInterval | null {
  const [addressText = '', prefixText, ...rest] = text.split('/');
  const address = addressToInteger(addressText);
  if (address === null || rest.length > 0) return null;
  const bits = BITS[address.family];
  if (prefixText === undefined) return { family: address.family, first: address.value, last: address.value };
  if (!/^\d{1,3}$/.test(prefixText) || Number(prefixText) > bits) return null;
  const size = 1n << BigInt(bits - Number(prefixText));
  if (address.value % size !== 0n) return null;
  return { family: address.family, first: address.value, last: address.value + size - 1n };
}

/** The interval between two addresses of one family; null when malformed or reversed. */
export function parseRange(start: string, end: string): IpInterval | null {
  const first = addressToInteger(start);
  const last = addressToInteger(end);
  if (first === null || last === null || first.family !== last.family || first.value > last.value)
    return null;
  return { family: first.family, first: first.value, last: last.value };
}

/** The fewest CIDR blocks that hold exactly the interval, ascending. */
export function intervalToCidrs(interval: IpInterval): string[] {
  const bits = BITS[interval.family];
  const blocks: string[] = [];
  let next = interval.first;
  const size = interval.last - interval.first + 1n;
  // Nearly every interval is a block already.
  if ((size & (size - 1n)) === 0n && next % size === 0n)
    return [`${integerToAddress(next, interval.family)}/${bits + 1 - size.toString(2).length}`];
  while (next <= interval.last) {
    let prefix = bits;
    // Grow the block while it stays aligned and inside.
    while (prefix > 0) {
      const size = 1n << BigInt(bits - prefix + 1);
      if (next % size !== 0n || next + size - 1n > interval.last) break;
      prefix -= 1;
    }
    blocks.push(`${integerToAddress(next, interval.family)}/${prefix}`);
    next += 1n << BigInt(bits - prefix);
  }
  return blocks;
}

/** Sorted, disjoint intervals with the same addresses; neighbours that touch become one. */
export function mergeIntervals(intervals: readonly IpInterval[]): IpInterval[] {
  const sorted = [...intervals].sort(byFamilyAndStart);
  const merged: IpInterval[] = [];
  for (const interval of sorted) {
    const before = merged.at(-1);
    if (before && before.family === interval.family && interval.first <= before.last + 1n) {
      const last = interval.last > before.last ? interval.last : before.last;
      merged[merged.length - 1] = { ...before, last };
    } else merged.push(interval);
  }
  return merged;
}

function byFamilyAndStart(left: IpInterval, right: IpInterval): number {
  if (left.family !== right.family) return left.family - right.family;
  if (left.first !== right.first) return left.first < right.first ? -1 : 1;
  return left.last < right.last ? -1 : left.last > right.last ? 1 : 0;
}

/** What of `from` lies in none of `taken`. */
export function subtractIntervals(from: readonly IpInterval[], taken: readonly IpInterval[]): IpInterval[] {
  const holes = mergeIntervals(taken);
  const parts: IpInterval[] = [];
  let next = 0;
  for (const interval of mergeIntervals(from)) {
    while (isBefore(holes[next], interval)) next += 1;
    let { first } = interval;
    for (let at = next; at < holes.length; at += 1) {
      const hole = holes[at];
      if (hole === undefined || !intervalsOverlap(hole, interval)) break;
      if (first < hole.first) parts.push({ ...interval, first, last: hole.first - 1n });
      first = hole.last + 1n;
    }
    if (first <= interval.last) parts.push({ ...interval, first });
  }
  return parts;
}

/** Both lists ascend: such a hole is behind us for good. */
function isBefore(hole: IpInterval | undefined, { family, first }: IpInterval): boolean {
  return hole !== undefined && (hole.family < family || (hole.family === family && hole.last < first));
}

/** What lies in both. */
export function intersectIntervals(left: readonly IpInterval[], right: readonly IpInterval[]): IpInterval[] {
  const from = mergeIntervals(left);
  return subtractIntervals(from, subtractIntervals(from, right));
}

export function intervalsOverlap(left: IpInterval, right: IpInterval): boolean {
  return left.family === right.family && left.first <= right.last && right.first <= left.last;
}

/** Whether every address of `inner` lies in `outer`. */
export function intervalContains(outer: IpInterval, inner: IpInterval): boolean {
  return outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
}

/** Prefix of the widest block that a service has: a wider one is a slip, and would open everything. */
export const WIDEST_PREFIX: Readonly<Record<Family, number>> = { 4: 8, 6: 20 };

export function isTooWide({ family, first, last }: IpInterval): boolean {
  return last - first + 1n > 1n << BigInt(BITS[family] - WIDEST_PREFIX[family]);
}

/** How many addresses the disjoint intervals hold. */
export function countAddresses(intervals: readonly IpInterval[]): bigint {
  return mergeIntervals(intervals).reduce((sum, interval) => sum + interval.last - interval.first + 1n, 0n);
}

/** The fewest CIDR blocks with exactly the addresses of the given blocks; null when one of them is malformed. */
export function aggregateCidrs(cidrs: readonly string[]): string[] | null {
  const intervals = cidrs.map(parseCidr);
  if (intervals.some((interval) => interval === null)) return null;
  return mergeIntervals(intervals as IpInterval[]).flatMap(intervalToCidrs);
}
