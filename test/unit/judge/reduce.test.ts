/** Properties of judging: order never matters, no root hides an independent fault, no finding rests on what was not measured. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgement as judgementSchema, type Judgement } from '../../../src/judge/finding.ts';
import { judge } from '../../../src/judge/judge.ts';
import type { RunRecord } from '../../../src/reading/record.ts';
import { findingId, type Held } from '../../../src/judge/order.ts';
import { reduce } from '../../../src/judge/reduce.ts';
import type { AnyCause } from '../../../src/causes/cause.ts';
import { CAUSES } from '../../../src/causes/index.ts';
import { makeView, type View } from '../../../src/reading/view.ts';
import { anyRun, recordOf } from './any-record.ts';
import { captive, client, tcpEvidence } from './evidence-builder.ts';
import {
  cut,
  dnsFails,
  dnsSays,
  essential,
  host,
  httpsFails,
  onPort,
  rtt,
  tcp,
  udp,
  udpAnswers,
} from './faults.ts';
import { tried } from './property-runs.ts';
import { alter, hasRole, healthy, pipe, REGION, tables, type Mutator } from './record-builder.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;

/** Faults that can be piled up in any number and order. */
const FAULTS: Readonly<Record<string, Mutator>> = {
  'no DNS': dnsFails(null),
  SERVFAIL: dnsFails('SERVFAIL'),
  'one name missing': dnsFails('NXDOMAIN', host(BROKER)),
  'a retired name': dnsFails('NXDOMAIN', host('fls-na.amazon.com')),
  'a name sent to nowhere': pipe(
    dnsSays(['0.0.0.0'], host(BROKER)),
    httpsFails('connection-refused', host(BROKER)),
  ),
  '443 dropped': httpsFails('connection-timeout'),
  '443 dropped for one': httpsFails('connection-timeout', host(BROKER)),
  '443 refused': httpsFails('connection-refused'),
  'handshake cut': httpsFails('tls-reset', essential),
  'a portal': alter(
    'captive',
    () => true,
    () => captive({ status: 511 }),
  ),
  'TEST-NET accepts': alter('tcp', onPort(4172, 'accepts-all-control'), (_evidence, step) =>
    tcpEvidence(step, 'open'),
  ),
  '4172 dropped': tcp('filtered', onPort(4172)),
  '4195 dropped': tcp('filtered', onPort(4195)),
  '4195 refused': tcp('closed', onPort(4195)),
  'UDP 4172 refused': udp('closed', onPort(4172)),
  'UDP answers': udpAnswers,
  'gateways prohibited': alter('tcp', hasRole('gateway'), (_evidence, step) =>
    tcpEvidence(step, 'filtered', 'host-unreachable'),
  ),
  slow: rtt([300, 310, 305, 300]),
  lossy: rtt([...Array.from({ length: 30 }, () => null), 40, 41, 40]),
  'old client': alter(
    'client',
    () => true,
    () => client({ installed: true, version: '2022.1' }),
  ),
  'cut by the deadline': cut('deadline', hasRole('path', 'gateway')),
};
const NAMES = Object.keys(FAULTS);

const faults = fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 4 });
const hosts = fc.constantFrom(
  {},
  { request: { assumeUdpAnswers: true } },
  { proxy: 'http://proxy.example:3128' },
);

function broken(names: readonly string[], run: Parameters<typeof healthy>[0] = {}): RunRecord {
  return names.reduce((record, name) => FAULTS[name]?.(record) ?? record, healthy(run));
}

function shuffled(record: RunRecord, seed: number): RunRecord {
  const order = <T>(items: readonly T[]): T[] =>
    items
      .map((item, index) => ({ item, key: Math.imul(index + 1, seed | 1) >>> 0 }))
      .sort((a, b) => a.key - b.key)
      .map(({ item }) => item);
  return {
    ...record,
    steps: order(record.steps),
    observations: Object.fromEntries(order(Object.entries(record.observations))),
  };
}

/** What every rule says of the bare view: nothing masked, nothing left out but what is asked for as a root alone. */
function bareHeld(view: View): readonly Held[] {
  return (CAUSES as readonly AnyCause[])
    .filter(({ root }) => root?.only !== true)
    .flatMap((cause) => cause.holds(view).map((found) => ({ ...found, cause })));
}

const RUNS = tried(60);

describe('judging', () => {
  test('gives the same for every order of steps and observations', () => {
    fc.assert(
      fc.property(faults, hosts, fc.integer(), (names, run, seed) => {
        const record = broken(names, run);
        expect(judge(shuffled(record, seed), tables)).toEqual(judge(record, tables));
      }),
      RUNS,
    );
  });

  test('never rests a finding on a check that was not measured', () => {
    fc.assert(
      fc.property(faults, hosts, (names, run) => {
        const { checks, findings } = judge(broken(names, run), tables);
        const measured = new Set(checks.filter(({ status }) => status !== 'not-tested').map(({ id }) => id));
        for (const finding of findings) expect(finding.checks.filter((id) => !measured.has(id))).toEqual([]);
      }),
      RUNS,
    );
  });

  test('always gives a judgement that the schema of the report accepts, with ids that are unique and lead somewhere', () => {
    fc.assert(
      fc.property(faults, hosts, (names, run) => {
        const judgement = judge(broken(names, run), tables);
        expect(judgementSchema.parse(judgement)).toEqual(judgement);
        const ids = judgement.findings.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const named = judgement.checks.flatMap(({ notTestedBecause }) => notTestedBecause?.finding ?? []);
        expect(named.filter((id) => !ids.includes(id))).toEqual([]);
        expect(
          judgement.findings.flatMap(({ explains }) => explains).filter((id) => ids.includes(id)),
        ).toEqual([]);
      }),
      RUNS,
    );
  });

  test('is a pure function: the record is left as it was', () => {
    const record = broken(['4172 dropped', 'slow']);
    const before = structuredClone(record);
    judge(record, tables);
    expect(record).toEqual(before);
  });
});

/** Whatever the network does: not only faults that somebody thought of (any-record.ts). */
describe('judging any run', () => {
  const MANY = tried(100);

  test('gives the same for every order of steps and observations', () => {
    fc.assert(
      fc.property(anyRun, fc.integer(), (run, seed) => {
        const record = recordOf(run);
        expect(judge(shuffled(record, seed), tables)).toEqual(judge(record, tables));
      }),
      RUNS,
    );
  });

  test('never rests a finding on a check that was not measured, and gives what the schema accepts', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const record = recordOf(run);
        const judgement = judge(record, tables);
        expect(judgementSchema.parse(judgement)).toEqual(judgement);
        const tested = new Set(
          judgement.checks.filter(({ status }) => status !== 'not-tested').map(({ id }) => id),
        );
        for (const finding of judgement.findings)
          expect(finding.checks.filter((id) => !tested.has(id))).toEqual([]);
      }),
      MANY,
    );
  });

  test('loses nothing: what a rule says of the bare run is reported, or a finding says that it explains it', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const record = recordOf(run);
        const bare = bareHeld(makeView(record, tables));
        const { findings } = judge(record, tables);
        const told = new Set(
          findings.flatMap(({ code, region, explains }) => [`${code}@${region}`, ...explains]),
        );
        const lost = bare.filter(
          (held) => !told.has(`${held.cause.code}@${held.region}`) && !told.has(findingId(held)),
        );
        expect(lost.map(findingId)).toEqual([]);
      }),
      MANY,
    );
  });

  test('hides only what a root covers: what is explained rests on a covered check, or on a stronger word for the same', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        const record = recordOf(run);
        const view = makeView(record, tables);
        const { coveredBy, reduced } = reduce(view, record.request.regions[0] ?? null);
        const covered = new Set([...coveredBy.keys(), ...reduced.flatMap(({ held }) => held.checks)]);
        const explained = new Set(reduced.flatMap(({ explains }) => explains));
        const independent = bareHeld(view).filter(
          (held) =>
            explained.has(findingId(held)) &&
            !SUPERSEDED.test(held.cause.code) &&
            held.facts['answer'] !== 'silence' &&
            held.checks.length > 0 &&
            [...held.checks, ...(held.supposes ?? [])].every((id) => !covered.has(id)),
        );
        expect(independent.map(findingId)).toEqual([]);
      }),
      MANY,
    );
  });
});

/** Said more weightily by another finding of the same port or server; names that got silence: by heavy loss (reduce.ts, supersededBy). */
const SUPERSEDED = /udp-unproven$|^dns\/slow$/;

/** Faults that no root may hide from each other, and the code that shows each of them. */
const INDEPENDENT: readonly (readonly [string, string])[] = [
  ['one name missing', 'dns/name-not-found'],
  ['443 dropped for one', 'https/blocked'],
  ['a name sent to nowhere', 'dns/redirected'],
  ['4172 dropped', 'pcoip/tcp-blocked'],
  ['4195 refused', 'dcv/tcp-refused'],
  ['4195 dropped', 'dcv/tcp-blocked'],
  ['old client', 'client/outdated'],
  ['gateways prohibited', 'gateway/rejected'],
];

function exclusive(a: string, b: string): boolean {
  const pairs = [
    ['one name missing', '443 dropped for one'],
    ['one name missing', 'a name sent to nowhere'],
    ['443 dropped for one', 'a name sent to nowhere'],
    ['4195 refused', '4195 dropped'],
  ];
  return pairs.some((pair) => pair.includes(a) && pair.includes(b));
}

const PAIRS = INDEPENDENT.flatMap((a, index) =>
  INDEPENDENT.slice(index + 1).flatMap((b) => (exclusive(a[0], b[0]) ? [] : [[a, b] as const])),
);

describe('two independent faults', () => {
  test.each(PAIRS.map(([a, b]) => [a[0], b[0], a[1], b[1]] as const))(
    '%s and %s are both named',
    (a, b, first, second) => {
      const codes = judge(broken([a, b]), tables).findings.map(({ code }) => code);
      expect(codes).toEqual(expect.arrayContaining([first, second]));
    },
  );
});

describe('a root', () => {
  const whyOf = (judgement: Judgement, id: string) =>
    judgement.checks.find((check) => check.id === id)?.notTestedBecause;

  test('is named by what hangs on it', () => {
    const judgement = judge(broken(['no DNS']), tables);
    expect(whyOf(judgement, `https/${BROKER}`)).toMatchObject({
      reason: 'dependency-failed',
      check: `dns/${BROKER}`,
      finding: 'dns/no-answer',
    });
    expect(whyOf(judgement, `${REGION}/path/mtu-ping`)).toMatchObject({ finding: 'dns/no-answer' });
  });

  test('lists what would have been said without it', () => {
    const [root] = judge(broken(['443 dropped', '4172 dropped', '4195 dropped']), tables).findings;
    expect(root?.code).toBe('https/blocked');
    expect(root?.checks.length).toBeGreaterThan(5);
    const redirected = judge(broken(['a name sent to nowhere']), tables).findings[0];
    expect(redirected?.explains).toEqual([`https/refused@${REGION}`]);
  });

  test('leaves the round trip of an agent that accepts everything out of the figures', () => {
    const judgement = judge(broken(['TEST-NET accepts']), tables);
    expect(judgement.regions[0]).toMatchObject({
      rtt: null,
      reachable: null,
      bands: { pcoip: null, dcv: null },
    });
    expect(judgement.protocols.pcoip).toMatchObject({ verdict: 'unknown', transport: null });
  });
});
