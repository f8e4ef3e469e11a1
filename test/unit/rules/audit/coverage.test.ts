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
  const below = (suffix: string, withSelf = false): AuditEntry['target'] => ({
    kind: 'wildcard',
    suffix,
    withSelf,
  });
  const NAME: AuditEntry['target'] = { kind: 'name', name: 'a.example.com' };
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
    ['is open by a name above it', [entry({ target: below('example.com') })], [], 'none'],
    ['is not below itself', [entry({ target: below('a.example.com') })], [], 'all'],
    ['is open where itself is meant too', [entry({ target: below('a.example.com', true) })], [], 'none'],
    ['is shut by its name', [entry({ verdict: 'drop', target: NAME }), entry({})], [], 'all'],
    ['is open by its name before the rest is refused', [entry({ target: NAME }), entry({ verdict: 'drop' })], [], 'none'], // prettier-ignore
    ['is shut where all is refused before its name', [entry({ verdict: 'drop' }), entry({ target: NAME })], [], 'all'], // prettier-ignore
    ['is not shut by another name', [entry({ verdict: 'drop', target: { kind: 'name', name: 'b.example.com' } }), entry({})], [], 'none'], // prettier-ignore
    ['is not open by a name in doubt', [entry({ doubt: 'why', target: NAME }), entry({ verdict: 'drop' })], [], 'all'], // prettier-ignore
    ['is not shut by a name in doubt', [entry({ verdict: 'drop', doubt: 'why', target: NAME }), entry({})], [], 'none'], // prettier-ignore
    ['is open with more than half of IPv4', [entry({ target: block('0.0.0.0/1') }), entry({ target: block('128.0.0.0/2') })], [], 'none'], // prettier-ignore
    ['is shut with less than half', [entry({ target: block('0.0.0.0/2') })], [], 'all'],
    [
      'needs each of its addresses',
      [entry({ target: block('192.0.2.0/24') })],
      ['192.0.2.9', '198.51.100.1'],
      'all',
    ],
  ])('%s', (_name, entries, addresses, wanted) => {
    expect(left(entries, addresses)).toBe(wanted);
  });

  const drop = (more: Partial<AuditEntry>) => entry({ verdict: 'drop', ...more });
  const seen = (rule: Rule, layers: readonly (readonly AuditEntry[])[], addresses: readonly string[] = []) =>
    new Firewall(layers.map((entries): AuditLayer => ({ family: null, facing: 'first', entries }))).coverage(rule, addresses); // prettier-ignore

  test('that one layer names is open where every other lets everything out', () => {
    const byName = [entry({ target: NAME })];
    expect(seen(named, [byName, [entry({})]])).toMatchObject({ left: 'none', byName: true });
    expect(seen(named, [byName, [entry({ target: block('10.0.0.0/8') })]])).toMatchObject({ left: 'all', byName: false }); // prettier-ignore
    expect(seen(named, [byName, [drop({ target: NAME })]])).toMatchObject({ left: 'all', byName: false });
  });

  const blockRule: Rule = { ...named, kind: 'cidr', destination: '10.0.0.0/28' };
  const half = block('10.0.0.0/29');
  test.each<readonly [string, Rule, AuditEntry[], string[], object]>([
    [
      'what is let out for certain',
      blockRule,
      [entry({})],
      [],
      { left: 'none', inDoubt: 'none', doubts: [], mayBeOpen: false, near: [] },
    ],
    [
      'half that may be refused',
      blockRule,
      [drop({ target: half, doubt: 'why', place: 'line 2' }), entry({})],
      [],
      { left: 'none', inDoubt: ['10.0.0.0/29'], doubts: ['line 2: why'], near: ['line 2 (refuses)'] },
    ],
    [
      'all that may be refused',
      blockRule,
      [drop({ doubt: 'why' }), entry({})],
      [],
      { left: 'none', inDoubt: 'all', doubts: ['line 1: why'], near: [] },
    ],
    [
      'what may be let out',
      blockRule,
      [entry({ doubt: 'why' })],
      [],
      { left: 'all', inDoubt: 'none', doubts: [], mayBeOpen: true },
    ],
    [
      'half refused and half in doubt',
      blockRule,
      [drop({ target: half }), drop({ doubt: 'why', target: block('10.0.0.8/29') }), entry({})],
      [],
      { left: ['10.0.0.0/29'], inDoubt: ['10.0.0.8/29'], mayBeOpen: false },
    ],
    [
      'a doubt before what refuses the rest',
      blockRule,
      [drop({ target: half, doubt: 'why' }), entry({ target: half }), drop({ place: 'line 3' })],
      [],
      { left: ['10.0.0.8/29'], inDoubt: ['10.0.0.0/29'], doubts: ['line 1: why'] },
    ],
    [
      'a doubt elsewhere',
      blockRule,
      [drop({ doubt: 'why', target: block('11.0.0.0/8') }), entry({})],
      [],
      { left: 'none', inDoubt: 'none', doubts: [] },
    ],
    [
      'a doubt behind what decides',
      blockRule,
      [entry({}), drop({ doubt: 'why' })],
      [],
      { left: 'none', inDoubt: 'none', doubts: [] },
    ],
    [
      'no more places than help',
      blockRule,
      ['a', 'b', 'c', 'd'].map((place) => drop({ place, target: half })),
      [],
      { left: 'all', near: ['a (refuses)', 'b (refuses)', 'c (refuses)'] },
    ],
    [
      'a name whose address may be refused',
      named,
      [drop({ target: half, doubt: 'why' }), entry({})],
      ['10.0.0.1'],
      { left: 'none', inDoubt: 'all', doubts: ['line 1: why'] },
    ],
    [
      'a name of which one address is refused and one in doubt',
      named,
      [drop({ target: half }), drop({ doubt: 'why' }), entry({})],
      ['10.0.0.1', '10.0.0.9'],
      { left: 'all', inDoubt: 'none' },
    ],
    [
      'a name that some public addresses may refuse',
      named,
      [drop({ target: block('8.0.0.0/8'), doubt: 'why' }), entry({})],
      [],
      { left: 'none', inDoubt: 'all', doubts: ['line 1 refuses public addresses such as 8.0.0.0'] },
    ],
    [
      'a name that is let out, if anything',
      named,
      [entry({ doubt: 'why' })],
      [],
      { left: 'all', inDoubt: 'none', mayBeOpen: true },
    ],
    [
      'a name and private addresses',
      named,
      [drop({ target: block('10.0.0.0/8') }), entry({})],
      [],
      { left: 'none', inDoubt: 'none' },
    ],
    [
      'a name and the whole that is refused',
      named,
      [drop({ place: 'line 3' }), entry({ target: NAME, place: 'line 4' })],
      [],
      { left: 'all', near: ['line 4'] },
    ],
  ])('%s', (_name, rule, entries, addresses, wanted) => {
    // prettier-ignore
    expect(seen(rule, [entries], addresses)).toMatchObject(wanted);
  });

  test('a family of which the file does not speak is in doubt', () => {
    const of = (rule: Rule, families: readonly (4 | 6)[]) =>
      new Firewall([{ family: null, facing: 'first', entries: [entry({})] }], { families }).coverage(rule);
    const six: Rule = { ...blockRule, destination: '2001:db8::/32' };
    expect(
      [of(blockRule, [4]), of(six, [4]), of(blockRule, [6]), of(named, [6]), of(named, [4])].map(
        ({ inDoubt, doubts }) => [inDoubt, doubts.length],
      ),
    ).toEqual(
      [['none', 0], ['all', 1], ['all', 1], ['all', 1], ['none', 0]], // prettier-ignore
    );
    expect([of(six, [4]).doubts.join(), of(named, [6]).doubts.join()]).toEqual([expect.stringContaining('IPv6'), expect.stringContaining('IPv4')]); // prettier-ignore
  });
});
