/** The small parts that an audit is made of, each asked by itself: arithmetic on matches, conditions, senders, intervals. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { english } from '../../../../src/words/en/index.ts';
import { parseCidr, type IpInterval } from '../../../../src/regions/ip-interval.ts';
import type { AuditTarget, Match } from '../../../../src/rules/audit/audit-entry.ts';
import {
  addressTypeCondition,
  allHold,
  answered,
  deviceCondition,
  directionCondition,
  doubt,
  firstDoubt,
  flagsCondition,
  groupCondition,
  ownPortCondition,
  rateCondition,
  senderText,
  sendersOf,
  sourceCondition,
  stateCondition,
  synCondition,
  traitsOf,
  type Circumstances,
  type Condition,
  type Sender,
} from '../../../../src/rules/audit/condition.ts';
import { refusedParts, type Claim } from '../../../../src/rules/audit/first-match.ts';
import { IntervalIndex } from '../../../../src/rules/audit/interval-index.ts';
import {
  describeMatch,
  EVERYTHING,
  intersectMatches,
  opensPort,
  otherPorts,
} from '../../../../src/rules/audit/match.ts';
import { remembered } from '../../../../src/rules/audit/remembered.ts';
import { Work } from '../../../../src/rules/audit/work.ts';
import { targetText } from './audit-fixtures.ts';

const blocks = (...cidrs: string[]): IpInterval[] => cidrs.flatMap((cidr) => parseCidr(cidr) ?? []);
const addresses = (...cidrs: string[]): AuditTarget => ({ kind: 'addresses', intervals: blocks(...cidrs) });
const name = (text: string): AuditTarget => ({ kind: 'name', name: text });
const below = (suffix: string, withSelf = false): AuditTarget => ({ kind: 'wildcard', suffix, withSelf });
const ANY: AuditTarget = { kind: 'anywhere' };

describe('what two destinations have in common', () => {
  test.each<readonly [AuditTarget, AuditTarget, string]>([
    [ANY, name('a.b'), 'a.b'],
    [addresses('10.0.0.0/8'), addresses('10.1.0.0/16', '11.0.0.0/8'), '10.1.0.0/16'],
    [addresses('10.0.0.0/8'), addresses('11.0.0.0/8'), 'nothing'],
    [addresses('10.0.0.0/8'), name('a.b'), 'nothing'],
    [addresses('10.0.0.0/8'), below('a.b'), 'nothing'],
    [name('a.b'), name('a.b'), 'a.b'],
    [name('a.b'), name('c.b'), 'nothing'],
    [below('b.c'), name('a.b.c'), 'a.b.c'],
    [below('b.c'), name('b.c'), 'nothing'],
    [below('b.c', true), name('b.c'), 'b.c'],
    [below('b.c', true), name('ab.c'), 'nothing'],
    [below('b.c'), below('a.b.c'), '*.a.b.c'],
    [below('b.c'), below('b.c'), '*.b.c'],
    [below('b.c'), below('c.d'), 'nothing'],
  ])('%j and %j', (left, right, wanted) => {
    const common = [
      [left, right],
      [right, left],
    ].map(([one = ANY, other = ANY]) => {
      const match = intersectMatches({ ...EVERYTHING, target: one }, { ...EVERYTHING, target: other });
      return match === null ? 'nothing' : targetText(match.target);
    });
    expect(common).toEqual([wanted, wanted]);
  });
});

test('ports and transports in common, and what they cost', () => {
  const of = (ports: Match['ports'], transports: Match['transports']): Match => ({
    target: ANY,
    ports,
    transports,
  });
  const some = of([{ first: 1, last: 5 }, { first: 10, last: 20 }], ['tcp', 'udp']); // prettier-ignore
  expect(intersectMatches(some, of([{ first: 5, last: 10 }], ['udp']))).toEqual(
    of([{ first: 5, last: 5 }, { first: 10, last: 10 }], ['udp']), // prettier-ignore
  );
  expect(intersectMatches(some, EVERYTHING)).toEqual(some);
  expect(intersectMatches(some, of([{ first: 6, last: 9 }], null))).toBeNull();
  expect(intersectMatches(of(null, ['tcp']), of(null, ['udp']))).toBeNull();
  const twice: Match = { ...EVERYTHING, target: addresses('10.0.0.0/8', '11.0.0.0/8') };
  expect(() => intersectMatches(some, twice, new Work(4))).not.toThrow();
  expect(() => intersectMatches(some, twice, new Work(3))).toThrow(/combinations/);
});

test.each([
  [null, null, true],
  [[{ first: 443, last: 443 }], ['tcp'], true],
  [[{ first: 1, last: 442 }, { first: 444, last: 500 }], null, false], // prettier-ignore
  [[{ first: 1, last: 443 }], null, true],
  [[{ first: 443, last: 500 }], null, true],
  [null, ['udp'], false],
] as const)('ports %j and transports %j open TCP 443: %s', (ports, transports, wanted) => {
  expect(opensPort({ ports, transports }, { port: 443, transport: 'tcp' })).toBe(wanted);
});

test.each([
  [[], '0-65535'],
  [[[0, 65_535]], ''],
  [[[0, 79]], '80-65535'],
  [[[80, 65_535]], '0-79'],
  [[[90, 99], [80, 95]], '0-79 100-65535'], // prettier-ignore
  [[[80, 99], [85, 86]], '0-79 100-65535'], // prettier-ignore
  [[[80, 80], [81, 81]], '0-79 82-65535'], // prettier-ignore
])('all ports but %j', (ports, wanted) => {
  const others = otherPorts(ports.map(([first = 0, last = 0]) => ({ first, last })));
  expect(others.map(({ first, last }) => `${first}-${last}`).join(' ')).toBe(wanted);
});

test('a match in words, each the same again', () => {
  const match: Match = { target: addresses('10.0.0.0/8', '11.0.0.0/8'), ports: [{ first: 1, last: 1 }, { first: 2, last: 3 }], transports: ['tcp', 'udp'] }; // prettier-ignore
  const told = [match, EVERYTHING, match, EVERYTHING].map((one) => describeMatch(one, english.audit));
  const [some, any] = ['10.0.0.0/8, 11.0.0.0/8 tcp+udp 1, 2-3', 'anywhere any transport any port'];
  expect(told).toEqual([some, any, some, any]);
});

const NOBODY: Sender = { iif: null, oif: null, group: null, sources: { 4: null, 6: null } };
const at = (more: Partial<Circumstances> = {}): Circumstances => ({
  ...{ sender: NOBODY, facing: 'first', tracked: true, has: { iif: true, oif: true }, local: false },
  ...more,
});
const by = (more: Partial<Sender>): Circumstances => at({ sender: { ...NOBODY, ...more } });
const from = (address: string): Circumstances =>
  by({ sources: { 4: parseCidr(address)?.first ?? null, 6: null } });
const range = (first: number, last: number) => [{ first, last }];

describe('whether a condition holds', () => {
  test.each<readonly [string, Condition, Circumstances, boolean | null]>([
    ['an interface', deviceCondition('oif', ['eth0'], false), by({ oif: 'eth0' }), true],
    ['another interface', deviceCondition('oif', ['eth0'], false), by({ oif: 'eth00' }), false],
    ['no interface that is named', deviceCondition('oif', ['eth0'], false), at(), false],
    ['not an interface', deviceCondition('oif', ['eth0'], true), at(), true],
    ['interfaces that begin so', deviceCondition('iif', ['eth*'], false), by({ iif: 'eth7' }), true],
    ['interfaces that begin otherwise', deviceCondition('iif', ['wg+'], false), by({ iif: 'eth7' }), false],
    ['where a packet has none', deviceCondition('iif', ['eth0'], false), { ...by({ iif: 'eth0' }), has: { iif: false, oif: true } }, false], // prettier-ignore
    ['where a packet has none, negated', deviceCondition('iif', ['eth0'], true), { ...by({ iif: 'eth0' }), has: { iif: false, oif: true } }, true], // prettier-ignore
    ['an answer comes in where it went out', deviceCondition('iif', ['eth0'], false), { ...by({ oif: 'eth0' }), facing: 'answer' }, true], // prettier-ignore
    ['an answer goes out where it came in', deviceCondition('oif', ['lan0'], false), { ...by({ iif: 'lan0' }), facing: 'answer' }, true], // prettier-ignore
    ['a group', groupCondition('a', { negated: false, verdict: 'drop' }), by({ group: 'a' }), true],
    ['not a group', groupCondition('a', { negated: true, verdict: 'drop' }), by({ group: 'a' }), false],
    ['whoever may be of a group that is refused', groupCondition('a', { negated: false, verdict: 'drop' }), at(), null], // prettier-ignore
    ['whoever is no group that is let out', groupCondition('a', { negated: false, verdict: 'accept' }), at(), false], // prettier-ignore
    ['whoever is let out but a group', groupCondition('a', { negated: true, verdict: 'accept' }), at(), true],
    ['a sender of the block', sourceCondition(blocks('10.0.0.0/8'), false), from('10.0.0.0'), true],
    ['the last sender of the block', sourceCondition(blocks('10.0.0.0/8'), false), from('10.255.255.255'), true], // prettier-ignore
    ['a sender before the block', sourceCondition(blocks('10.0.0.0/8'), false), from('9.255.255.255'), false],
    ['a sender behind the block', sourceCondition(blocks('10.0.0.0/8'), false), from('11.0.0.0'), false],
    ['not a sender of the block', sourceCondition(blocks('10.0.0.0/8'), true), from('10.0.0.1'), false],
    ['nobody of the block', sourceCondition(blocks('10.0.0.0/8'), false), at(), false],
    ['anybody, of all addresses', sourceCondition(blocks('0.0.0.0/0'), false), at(), true],
    ['anybody, of all of IPv6', sourceCondition(blocks('::/0'), false), at(), true],
    ['anybody, of the lower half', sourceCondition(blocks('0.0.0.0/1'), false), at(), false],
    ['anybody, of the upper half', sourceCondition(blocks('128.0.0.0/1'), false), at(), false],
    ['no blocks', sourceCondition([], false), at(), false],
    ['none of no blocks', sourceCondition([], true), at(), true],
    ['ports of Linux', ownPortCondition(range(32_768, 60_999), false), at(), true],
    ['ports of IANA', ownPortCondition(range(49_152, 65_535), false), at(), true],
    ['a part of them', ownPortCondition(range(32_769, 60_999), false), at(), null],
    ['another part', ownPortCondition(range(49_152, 65_534), false), at(), null],
    ['the last port alone', ownPortCondition(range(65_535, 65_535), false), at(), null],
    ['the first port alone', ownPortCondition(range(1, 32_768), false), at(), null],
    ['ports below', ownPortCondition(range(1, 32_767), false), at(), false],
    ['not ports below', ownPortCondition(range(1, 32_767), true), at(), true],
    ['a new connection', stateCondition(['new'], false), at(), true],
    ['a new connection, later', stateCondition(['new'], false), at({ facing: 'later' }), false],
    ['a known connection', stateCondition(['established'], false), at({ facing: 'later' }), true],
    ['an answer', stateCondition(['established'], false), at({ facing: 'answer' }), true],
    ['before tracking', stateCondition(['invalid'], false), at({ tracked: false }), true],
    ['not invalid', stateCondition(['invalid'], true), at(), true],
    ['the way there', directionCondition('original', false), at({ facing: 'later' }), true],
    ['the way back', directionCondition('reply', false), at({ facing: 'answer' }), true],
    ['not the way back', directionCondition('reply', true), at(), true],
    ['a way before tracking', directionCondition('original', false), at({ tracked: false }), false],
    ['a way before tracking, negated', directionCondition('reply', true), at({ tracked: false }), false],
    ['a rate of first packets', rateCondition(5, false), at(), true],
    ['a low rate', rateCondition(5, false), at({ facing: 'later' }), null],
    ['a rate that is enough', rateCondition(1_000, false), at({ facing: 'later' }), true],
    ['a rate that is not quite enough', rateCondition(999, false), at({ facing: 'later' }), null],
    ['above a rate that is enough', rateCondition(1_000, true), at({ facing: 'later' }), false],
    ['a rate that nobody read', rateCondition(null, false), at({ facing: 'answer' }), null],
    ['a first packet', synCondition(false), at(), true],
    ['no first packet', synCondition(true), at({ facing: 'answer' }), true],
    ['SYN alone', flagsCondition(['syn', 'ack'], ['syn'], false), at(), true],
    ['SYN of a later one', flagsCondition(['syn', 'ack'], ['syn'], false), at({ facing: 'later' }), false],
    ['PSH of some', flagsCondition(['psh'], ['psh'], false), at({ facing: 'later' }), null],
    ['ACK of every answer', flagsCondition(['ack'], ['ack'], false), at({ facing: 'answer' }), true],
    ['SYN of some answers', flagsCondition(['syn'], [], false), at({ facing: 'answer' }), null],
    ['an address of another', addressTypeCondition(['unicast'], false), at(), true],
    ['an address of this machine', addressTypeCondition(['local'], false), at({ local: true }), true],
    ['not of this machine', addressTypeCondition(['local'], true), at(), true],
  ])('%s', (_name, condition, circumstances, wanted) => {
    expect(condition.holds(circumstances)).toBe(wanted);
  });

  test('of several the first that fails decides, and what is not known is told', () => {
    const [yes, no, perhaps] = [answered(true), answered(false), doubt('condition')];
    expect(
      [[], [yes], [yes, no], [perhaps, no], [yes, perhaps, yes]].map((all) => allHold(all, at())),
    ).toEqual([true, true, false, false, null]);
    const words = english.audit;
    expect(firstDoubt([yes, doubt(() => 'a'), doubt(() => 'b')], at())(words)).toBe('a');
    expect(firstDoubt([yes], at())(words)).toBe(words.doubt.condition);
  });

  test.each<readonly [Condition, string]>([
    [deviceCondition('iif', [], false), english.audit.doubt.interface],
    [sourceCondition(blocks('10.0.0.0/8'), false), english.audit.doubt.source],
    [ownPortCondition([], false), english.audit.doubt.ownPort],
    [stateCondition([], false), english.audit.doubt.state],
    [directionCondition('', false), english.audit.doubt.direction],
    [synCondition(false), english.audit.doubt.flags],
    [flagsCondition([], [], false), english.audit.doubt.flags],
    [addressTypeCondition([], false), english.audit.doubt.addressType],
    [rateCondition(null, false), english.audit.doubt.rate],
    [rateCondition(1.2345, false), english.audit.doubtAbout.rate(1.2)],
    [groupCondition('a'.repeat(50), { negated: false, verdict: 'drop' }), english.audit.doubtAbout.whoIs('a'.repeat(40))], // prettier-ignore
  ])('%# is told in its own words', (condition, wanted) => {
    expect(condition.why(english.audit)).toBe(wanted);
  });
});

describe('senders', () => {
  const texts = (conditions: Condition[], sides: ('iif' | 'oif')[], isWayOut?: (zone: string) => boolean) =>
    sendersOf(conditions, sides, isWayOut).map((one) => senderText(one, conditions, english.audit));

  test('each by what tells him apart, the one whom nothing names first; a name that many rules have before others', () => {
    const conditions = [
      deviceCondition('iif', ['lan*', 'lo'], false),
      deviceCondition('oif', ['dmz', 'wan'], false),
      deviceCondition('oif', ['wan'], false),
    ];
    expect(texts(conditions, ['iif', 'oif'])).toEqual(
      [null, 'out by wan', 'out by dmz', 'lan0', 'lan0, out by wan', 'lan0, out by dmz'], // prettier-ignore
    );
    expect(texts(conditions, ['iif', 'oif'], (zone) => zone === 'wan')).toEqual(
      [null, 'out by wan', 'lan0', 'lan0, out by wan'], // prettier-ignore
    );
    expect(texts(conditions, ['oif'])).toEqual([null, 'out by wan', 'out by dmz']);
    expect(texts(conditions, [])).toEqual([null]);
  });

  test('one for each part that blocks cut out, by the smallest block that holds him', () => {
    const conditions = ['10.0.0.0/8', '10.1.0.0/16', '0.0.0.0/0', '2001:db8::/32'].map((cidr) =>
      sourceCondition(blocks(cidr), false),
    );
    expect(texts(conditions, [])).toEqual(
      [null, 'source 2001:db8::/32', 'source 10.0.0.0/8', 'source 10.0.0.0/8, source 2001:db8::/32', 'source 10.1.0.0/16', 'source 10.1.0.0/16, source 2001:db8::/32'], // prettier-ignore
    );
  });

  test('groups, and no more than anybody reads', () => {
    const groups = Array.from({ length: 20 }, (_one, index) =>
      groupCondition(`g${index}`, { negated: false, verdict: 'drop' }),
    );
    expect(texts(groups, []).length).toBe(13);
    const devices = Array.from({ length: 9 }, (_one, index) => deviceCondition('iif', [`i${index}`], false));
    expect(texts([...groups, ...devices], ['iif']).length).toBe(48);
  });

  test.each<readonly [Partial<Sender>, string[], string[]]>([
    [{}, [], []],
    [{ iif: 'lan0', oif: 'eth0' }, ['iif', 'oif'], ['iif', 'oif']],
    [{ iif: 'guest', oif: 'dmz' }, ['iif', 'oif'], []],
    [{ iif: 'my-lan', oif: 'my-eth0' }, ['iif', 'oif'], []],
    [{ iif: 'l3-trust', oif: 'l3_untrust' }, ['iif', 'oif'], ['iif', 'oif']],
    [{ iif: 'Büro', oif: 'sdwan1' }, ['iif', 'oif'], ['iif', 'oif']],
    [{ iif: 'buero', oif: 'enp3s0' }, ['iif', 'oif'], ['oif']],
    [{ iif: 'wifi', oif: 'SD-WAN' }, ['iif', 'oif'], ['iif', 'oif']],
    [{ iif: 'client', oif: 'untrust' }, ['iif', 'oif'], ['iif', 'oif']],
    [{ iif: 'wi-fi', oif: 'l3untrust' }, ['iif', 'oif'], ['iif']],
    [{ sources: { 4: blocks('10.1.0.1')[0]?.first ?? null, 6: null } }, ['source'], []],
    [{ sources: { 4: blocks('10.9.0.1')[0]?.first ?? null, 6: null } }, ['source'], ['source']],
    [{ sources: { 4: blocks('9.0.0.1')[0]?.first ?? null, 6: null } }, [], []],
  ])('%j is named by %j, likely by %j', (sender, named, likely) => {
    const conditions = ['10.0.0.0/8', '10.1.0.0/16'].map((cidr) => sourceCondition(blocks(cidr), false));
    expect(traitsOf({ ...NOBODY, ...sender }, conditions)).toEqual({ named, likely });
  });
});

const small = fc.integer({ min: 0, max: 40 });
const interval = fc
  .tuple(small, small)
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const);

test('the first claim in order decides each address, whatever overlaps', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ span: interval, refuses: fc.boolean(), key: fc.nat() }), { maxLength: 25 }),
      (given) => {
        const claims = given.map(({ span: [first, last], refuses }, order): Claim => ({ first: BigInt(first), last: BigInt(last), order, refuses })); // prettier-ignore
        const shuffled = claims.toSorted((one, other) => (given[one.order]?.key ?? 0) - (given[other.order]?.key ?? 0)); // prettier-ignore
        const parts = refusedParts({ family: 4, first: 5n, last: 35n }, shuffled);
        const told = parts.flatMap(({ first, last }) => Array.from({ length: Number(last - first) + 1 }, (_one, index) => Number(first) + index)); // prettier-ignore
        const wanted = Array.from({ length: 31 }, (_one, index) => index + 5).filter(
          (address) =>
            claims.find(({ first, last }) => first <= address && address <= last)?.refuses !== false,
        );
        expect(told).toEqual(wanted);
      },
    ),
    { seed: 1, numRuns: 120 },
  );
});

test('an index finds what overlaps, in its order, each once', () => {
  const of = ([first, last]: readonly [number, number], family: 4 | 6): IpInterval => ({ family, first: BigInt(first), last: BigInt(last) }); // prettier-ignore
  const some = fc.array(fc.tuple(interval, fc.constantFrom(4, 6)), { maxLength: 20 });
  fc.assert(
    fc.property(some, some, (given, asked) => {
      const all = given.map(([one, family], value) => ({ interval: of(one, family), value }));
      const intervals = asked.slice(0, 3).map(([one, family]) => of(one, family));
      const wanted = all.filter(({ interval: own }) =>
        intervals.some((one) => one.family === own.family && one.first <= own.last && own.first <= one.last),
      );
      expect(new IntervalIndex(all).touching(intervals)).toEqual(wanted.map(({ value }) => value));
    }),
    { seed: 1, numRuns: 120 },
  );
});

test('what is remembered is worked out once, and a long text each time', () => {
  const asked: string[] = [];
  const length = remembered((text) => (asked.push(text), text.length));
  const long = 'a'.repeat(40);
  expect(['b', 'b', long, long, 'a'.repeat(39), 'a'.repeat(39)].map(length)).toEqual([1, 1, 40, 40, 39, 39]);
  expect(asked).toEqual(['b', long, long, 'a'.repeat(39)]);
  for (let one = 0; one < 3_000; one += 1) length(`${one}`);
  asked.length = 0;
  expect([length('10'), length('2999')]).toEqual([2, 4]);
  expect(asked).toEqual(['2999']);
});
