import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addressToInteger,
  aggregateCidrs,
  countAddresses,
  integerToAddress,
  intervalToCidrs,
  mergeIntervals,
  parseCidr,
  parseRange,
  subtractIntervals,
  type IpInterval,
} from '../../../src/regions/ip-interval.ts';

/** Small universes, so that neighbours, overlaps and holes are frequent; both ends of the address space included. */
const interval = fc
  .record({
    family: fc.constantFrom(4 as const, 6 as const),
    base: fc.constantFrom('low', 'high'),
    start: fc.integer({ min: 0, max: 600 }),
    length: fc.integer({ min: 1, max: 300 }),
  })
  .map(({ family, base, start, length }): IpInterval => {
    const size = 1n << (family === 4 ? 32n : 128n);
    const first = base === 'low' ? BigInt(start) : size - 1000n + BigInt(start);
    return { family, first, last: first + BigInt(length) - 1n };
  });
const intervals = fc.array(interval, { maxLength: 12 });

/** The model that the arithmetic is compared with: every address as a member of a set. */
function members(list: readonly IpInterval[]): Set<string> {
  const set = new Set<string>();
  for (const { family, first, last } of list)
    for (let at = first; at <= last; at += 1n) set.add(`${family}/${at}`);
  return set;
}
const read = (cidrs: readonly string[]): IpInterval[] => cidrs.flatMap((cidr) => parseCidr(cidr) ?? []);

describe('properties', () => {
  test('an address survives the way to an integer and back', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), (value) => {
        expect(addressToInteger(integerToAddress(value, 6))).toEqual({ family: 6, value });
        const small = value & 0xffffffffn;
        expect(addressToInteger(integerToAddress(small, 4))).toEqual({ family: 4, value: small });
      }),
    );
  });

  test('blocks hold exactly the addresses of their interval, none more and none less', () => {
    fc.assert(
      fc.property(interval, (one) => {
        expect(members(read(intervalToCidrs(one)))).toEqual(members([one]));
      }),
    );
  });

  test('no two blocks of an interval could be one', () => {
    fc.assert(
      fc.property(interval, (one) => {
        const blocks = intervalToCidrs(one);
        const joined = blocks
          .slice(1)
          .map((block, index) => mergeIntervals(read([blocks[index] ?? '', block])));
        for (const [pair] of joined) expect(pair && intervalToCidrs(pair)).toHaveLength(2);
      }),
    );
  });

  test('merging never widens, and leaves no overlap and no touching neighbours', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const merged = mergeIntervals(list);
        expect(members(merged)).toEqual(members(list));
        for (const [index, next] of merged.slice(1).entries()) {
          const before = merged[index];
          if (before?.family === next.family) expect(next.first > before.last + 1n).toBe(true);
        }
        expect(countAddresses(list)).toBe(BigInt(members(list).size));
      }),
    );
  });

  test('aggregating blocks keeps exactly their addresses and needs at most as many blocks', () => {
    fc.assert(
      fc.property(intervals, (list) => {
        const cidrs = list.flatMap(intervalToCidrs);
        const aggregated = aggregateCidrs(cidrs) ?? [];
        expect(members(read(aggregated))).toEqual(members(list));
        expect(aggregated.length).toBeLessThanOrEqual(cidrs.length);
      }),
    );
  });

  test('subtracting leaves exactly what only the first has', () => {
    fc.assert(
      fc.property(intervals, intervals, (from, taken) => {
        const gone = members(taken);
        const wanted = new Set([...members(from)].filter((key) => !gone.has(key)));
        expect(members(subtractIntervals(from, taken))).toEqual(wanted);
      }),
    );
  });
});

describe('parsing', () => {
  test.each([
    ['bits behind the prefix are set: reading it as /8 would widen it', '10.0.0.1/8'],
    ['prefix beyond the family', '10.0.0.0/33'],
    ['prefix beyond IPv6', '2001:db8::/129'],
    ['three parts', '10.0.0/8'],
    ['octal look-alike', '010.0.0.0/8'],
    ['a zone', 'fe80::1%eth0/128'],
    ['two slashes', '10.0.0.0/8/8'],
    ['negative prefix', '10.0.0.0/-1'],
    ['empty prefix', '10.0.0.0/'],
    ['empty', ''],
    ['a name', 'example.com'],
  ])('no block: %s', (_why, text) => {
    expect(parseCidr(text)).toBeNull();
  });

  test('the whole address space of each family is one block', () => {
    for (const all of ['0.0.0.0/0', '::/0']) expect(read([all]).flatMap(intervalToCidrs)).toEqual([all]);
  });

  test('a range that is no block splits into the fewest', () => {
    const range = parseRange('52.23.61.0', '52.23.62.255');
    expect(range && intervalToCidrs(range)).toEqual(['52.23.61.0/24', '52.23.62.0/24']);
  });

  test('a reversed range and one of two families are none', () => {
    expect([parseRange('10.0.0.2', '10.0.0.1'), parseRange('10.0.0.1', '::1')]).toEqual([null, null]);
  });

  test('one malformed block spoils the aggregate instead of vanishing from it', () => {
    expect(aggregateCidrs(['10.0.0.0/24', 'oops'])).toBeNull();
  });
});
