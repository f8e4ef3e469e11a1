/** Coverage against a model that asks address by address: the first entry that matches decides, in every layer. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { integerToAddress, parseCidr } from '../../../../src/regions/ip-interval.ts';
import type { AuditEntry, AuditLayer } from '../../../../src/rules/audit/audit-entry.ts';
import { Firewall } from '../../../../src/rules/audit/coverage.ts';
import type { Rule } from '../../../../src/rules/rule.ts';
import { rulesFor } from '../rule-fixtures.ts';

const SIZE = 16n;
const BASES = { 4: '10.0.0.0', 6: '2001:db8::' } as const;
const [template] = rulesFor('us-east-1').rules.filter(({ kind }) => kind === 'cidr');
if (template === undefined) throw new Error('no block in the rules');

function ruleTo(family: 4 | 6): Rule {
  const destination = `${BASES[family]}/${family === 4 ? 28 : 124}`;
  return { ...(template as Rule), destination, port: 443, transport: 'tcp' };
}

const offset = fc.integer({ min: -3, max: 18 });

function entries(family: 4 | 6): fc.Arbitrary<AuditEntry> {
  const base = parseCidr(BASES[family])?.first ?? 0n;
  const target = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.tuple(offset, offset).map(([one, other]) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)];
        const interval = { family, first: base + BigInt(first), last: base + BigInt(last) };
        return { kind: 'addresses', intervals: [interval] } as const;
      }),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'anywhere' } as const) },
    { weight: 1, arbitrary: fc.constant({ kind: 'name', name: 'a.example.com' } as const) },
  );
  return fc.record({
    verdict: fc.constantFrom('accept', 'drop'),
    doubt: fc.constant(null),
    place: fc.constant('line 1'),
    text: fc.constant(''),
    target,
    ports: fc.constantFrom(
      null,
      [{ first: 443, last: 443 }],
      [{ first: 80, last: 500 }],
      [{ first: 80, last: 90 }],
    ),
    transports: fc.constantFrom(null, ['tcp'], ['udp'], ['tcp', 'udp']),
  });
}

function passes(address: bigint, family: 4 | 6, layers: readonly AuditLayer[]): boolean {
  return layers
    .filter((layer) => layer.family === null || layer.family === family)
    .every((layer) => {
      const first = layer.entries.find(
        ({ target, ports, transports }) =>
          (ports === null || ports.some((range) => range.first <= 443 && 443 <= range.last)) &&
          (transports === null || transports.includes('tcp')) &&
          (target.kind === 'anywhere' ||
            (target.kind === 'addresses' &&
              target.intervals.some((one) => one.first <= address && address <= one.last))),
      );
      return first?.verdict === 'accept';
    });
}

describe.each([[4], [6]] as const)('IPv%i', (family) => {
  const base = parseCidr(BASES[family])?.first ?? 0n;
  const layers = fc.array(
    fc.record({
      family: fc.constantFrom(null, 4, 6),
      facing: fc.constant('first'),
      entries: fc.array(entries(family), { maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 3 },
  ) as fc.Arbitrary<AuditLayer[]>;

  test('what is left of a block is exactly what some layer refuses', () => {
    fc.assert(
      fc.property(layers, (given) => {
        const { left } = new Firewall(given).coverage(ruleTo(family));
        const shut = Array.from({ length: Number(SIZE) }, (_, index) => base + BigInt(index)).filter(
          (address) => !passes(address, family, given),
        );
        const told = left === 'none' ? [] : left === 'all' ? [ruleTo(family).destination] : left;
        const holds = (address: bigint): boolean =>
          told.some((cidr) => {
            const block = parseCidr(cidr);
            return block !== null && block.first <= address && address <= block.last;
          });
        const all = Array.from({ length: 26 }, (_, index) => base + BigInt(index - 5));
        expect(all.filter(holds).map((value) => integerToAddress(value, family))).toEqual(
          shut.map((value) => integerToAddress(value, family)),
        );
      }),
      { numRuns: 500 },
    );
  });
});

describe('a name', () => {
  const named: Rule = {
    ...template,
    kind: 'fqdn',
    destination: 'a.example.com',
    port: 443,
    transport: 'tcp',
  };
  const entry = (more: Partial<AuditEntry>): AuditEntry => ({
    ...{
      verdict: 'accept',
      doubt: null,
      place: 'line 1',
      text: '',
      target: { kind: 'anywhere' },
      ports: null,
      transports: null,
    },
    ...more,
  });
  const block = (cidr: string): AuditEntry['target'] => {
    const interval = parseCidr(cidr);
    if (interval === null) throw new Error(cidr);
    return { kind: 'addresses', intervals: [interval] };
  };
  const left = (entries: readonly AuditEntry[], addresses: readonly string[] = []) =>
    new Firewall([{ family: null, facing: 'first', entries }]).coverage(named, addresses).left;

  test.each<readonly [string, AuditEntry[], string[], 'none' | 'all']>([
    ['is open by its name', [entry({ target: { kind: 'name', name: 'a.example.com' } })], [], 'none'],
    ['is open with all of IPv4', [entry({ target: block('0.0.0.0/0') })], [], 'none'],
    ['is not open with all of IPv6', [entry({ target: block('::/0') })], [], 'all'],
    ['is shut by a row before', [entry({ verdict: 'drop' }), entry({})], [], 'all'],
    ['is not open by a block alone', [entry({ target: block('192.0.2.0/24') })], [], 'all'],
    [
      'is open by the block of its address',
      [entry({ target: block('192.0.2.0/24') })],
      ['192.0.2.9'],
      'none',
    ],
    [
      'needs each of its addresses',
      [entry({ target: block('192.0.2.0/24') })],
      ['192.0.2.9', '198.51.100.1'],
      'all',
    ],
  ])('%s', (_name, entries, addresses, wanted) => {
    expect(left(entries, addresses)).toBe(wanted);
  });
});
