/** Round trip: the edges of the bands, loss, jitter, the first hop, and the ranking of Regions. */
import { targetOf } from '../../../src/plan/step.ts';
import { describe, expect, test } from '@jest/globals';
import { wordsOf } from '../../../src/words/languages.ts';
import { judge } from '../../../src/judge/judge.ts';
import { gradeOf } from '../../../src/reading/bands.ts';
import { rankRegions } from '../../../src/reading/ranking.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import { dnsFails, host, rtt, tcp } from './faults.ts';
import { alter, hasRole, healthy, pipe, REGION, slowly, tables, type Mutator } from './record-builder.ts';
import { gotOf, judgeScenario, wantedOf, type Scenario } from './scenario.ts';

const BROKER = `ws-broker-service.${REGION}.amazonaws.com`;

/** Every edge of the documents: milliseconds, what PCoIP and DCV are told, and the verdicts. */
const EDGES = [
  [99, [], 'best', 'best', 'ready', 'ready'],
  [99.9, [], 'best', 'best', 'ready', 'ready'],
  [100, ['affected:notice'], 'affected', 'best', 'ready', 'ready'],
  [100.1, ['affected:notice'], 'affected', 'best', 'ready', 'ready'],
  [199.9, ['affected:notice'], 'affected', 'best', 'ready', 'ready'],
  [200, ['affected:notice'], 'affected', 'best', 'ready', 'ready'],
  [200.1, ['degraded:warning'], 'degraded', 'best', 'degraded', 'ready'],
  [249.9, ['degraded:warning'], 'degraded', 'best', 'degraded', 'ready'],
  [250, ['degraded:warning'], 'degraded', 'degraded', 'degraded', 'degraded'],
  [250.1, ['degraded:warning'], 'degraded', 'degraded', 'degraded', 'degraded'],
  [374.9, ['degraded:warning'], 'degraded', 'degraded', 'degraded', 'degraded'],
  [375, ['degraded:warning'], 'degraded', 'degraded', 'degraded', 'degraded'],
  [375.1, ['terminated:error', 'degraded:warning'], 'terminated', 'degraded', 'not-ready', 'degraded'],
  [399.9, ['terminated:error', 'degraded:warning'], 'terminated', 'degraded', 'not-ready', 'degraded'],
  [400, ['terminated:error', 'degraded:warning'], 'terminated', 'degraded', 'not-ready', 'degraded'],
  [400.1, ['terminated:error', 'beyond:warning'], 'terminated', 'beyond', 'not-ready', 'degraded'],
] as const;

describe('the bands', () => {
  test.each(EDGES)('%d ms', (medianMs, wanted, pcoipBand, dcvBand, pcoip, dcv) => {
    const judgement = judgeScenario({ run: { rttMs: { [REGION]: medianMs } } });
    const latency = judgement.findings.filter(({ code }) => code.startsWith('latency/'));
    expect(latency.map(({ code, severity }) => `${code.slice(8)}:${severity}`)).toEqual(wanted);
    expect(judgement.regions[0]?.bands).toEqual({ pcoip: pcoipBand, dcv: dcvBand });
    expect([judgement.protocols.pcoip?.verdict, judgement.protocols.dcv?.verdict]).toEqual([pcoip, dcv]);
  });

  test('a finding of both protocols tells the limits of each', () => {
    const [finding] = judgeScenario({ run: { rttMs: { [REGION]: 300 } } }).findings;
    if (finding === undefined) throw new Error('no finding');
    expect(finding?.protocols).toEqual(['pcoip', 'dcv']);
    expect(finding?.params).toMatchObject({
      medianMs: 300,
      pcoipFromMs: 200,
      pcoipToMs: 375,
      dcvFromMs: 250,
      dcvToMs: 400,
    });
    expect(wordsOf(finding.code, [finding.params], 'en')?.explanation).toContain(
      'PCoIP 200 to 375 ms and DCV 250 to 400 ms',
    );
  });
});

/** `lost` of `sent` samples on one server of the Region, none on the others' figures: one series only. */
function series(samples: readonly (number | null)[]): Mutator {
  return (record) => {
    const ids = record.steps
      .filter((step) => step.probe === 'rtt')
      .map(({ id }) => id)
      .sort();
    return pipe(
      rtt(samples, ({ id }) => id === ids[0]),
      alter(
        'rtt',
        ({ id }) => id !== ids[0],
        (evidence) => ({ ...evidence, samples: [] }),
      ),
    )(record);
  };
}

function lossy(lost: number, sent: number): readonly (number | null)[] {
  return Array.from({ length: sent }, (_, index) => (index < lost ? null : 40));
}

const ROWS: readonly Scenario[] = [
  {
    name: '11 of 100 lost',
    fault: pipe(series(lossy(11, 100)), slowly(3, 20)),
    grave: ['latency/loss:error'],
    verdict: 'not-ready',
  },
  {
    name: '12 of 100 lost, and with them the answers for one name: the loss says it',
    fault: pipe(series(lossy(12, 100)), slowly(3, 20), dnsFails(null, host(BROKER))),
    grave: ['latency/loss:error'],
  },
  {
    name: '12 of 100 lost, and one name denied: two faults',
    fault: pipe(series(lossy(12, 100)), slowly(3, 20), dnsFails('NXDOMAIN', host(BROKER))),
    grave: ['dns/name-not-found:error', 'latency/loss:error'],
  },
  {
    name: 'a far Region that was asked for too does not decide',
    run: { request: { regions: [REGION, 'ap-southeast-2'] }, rttMs: { [REGION]: 40, 'ap-southeast-2': 390 } },
    grave: ['latency/terminated:error', 'latency/degraded:warning'],
    verdict: 'ready',
  },
  {
    name: 'with all Regions the far ones are no fault of this network',
    run: {
      request: { regions: [REGION, 'ap-southeast-2'], allRegions: true },
      rttMs: { [REGION]: 40, 'ap-southeast-2': 390 },
    },
    grave: [],
    verdict: 'ready',
  },
  {
    name: 'with all Regions and none reachable the network is judged all the same',
    run: { request: { regions: [REGION, 'ap-southeast-2'], allRegions: true } },
    fault: pipe(
      tcp('filtered', hasRole('health-check', 'gateway', 'gateway-443')),
      rtt([null, null, null], hasRole('health-check')),
    ),
    grave: [
      'pcoip/tcp-blocked:error',
      'dcv/tcp-blocked:error',
      'pcoip/tcp-blocked:error',
      'dcv/tcp-blocked:error',
    ],
    pcoip: 'not-ready',
    dcv: 'not-ready',
    verdict: 'not-ready',
  },
];

test.each(ROWS)('$name', (scenario) => {
  expect(gotOf(scenario, judgeScenario(scenario))).toEqual(wantedOf(scenario));
});

describe('the figures of a Region', () => {
  test('percentiles, jitter and score are pooled over the servers that answer', () => {
    const [first, ...others] = [
      ...new Set(
        healthy()
          .steps.filter(hasRole('health-check'))
          .map((step) => targetOf(step).address),
      ),
    ].sort();
    const record = pipe(
      rtt([40, 42, 41, 43], (step) => targetOf(step).address === first),
      rtt([50, 50, 50, 50], (step) => others.includes(targetOf(step).address)),
    )(healthy());
    const [region] = judge(record, tables).regions;
    expect(region).toMatchObject({
      reachable: true,
      rank: 1,
      grade: 'optimal',
      scoreMs: 46.5,
    });
    expect(region?.rtt).toMatchObject({
      minMs: 40,
      maxMs: 50,
      jitterMs: 0,
      lossRatio: 0,
      method: 'tcp-connect',
      port: 4172,
    });
    expect(region?.rtt?.servers[0]).toMatchObject({
      address: first,
      medianMs: 41.5,
      samplesMs: [40, 42, 41, 43],
    });
  });

  test('nothing sampled is null, never 0', () => {
    const judgement = judgeScenario({ run: { request: { regions: ['us-east-2'], protocols: ['dcv'] } } });
    expect(judgement.regions[0]).toMatchObject({
      reachable: null,
      rank: null,
      scoreMs: null,
      rtt: null,
      grade: null,
    });
    expect(judgement.bestRegion).toBeNull();
  });
});

function figures(code: string, scoreMs: number | null, changes: Partial<RegionFigures> = {}): RegionFigures {
  const base = judge(healthy(), tables).regions[0];
  if (!base?.rtt) throw new Error('a healthy run has figures');
  return {
    ...base,
    code,
    scoreMs,
    reachable: scoreMs !== null,
    rank: null,
    rtt: { ...base.rtt, received: 10 },
    ...changes,
  };
}

describe('the ranking', () => {
  const rankOf = (list: readonly RegionFigures[], preferred: string | null = null) => {
    const { regions, bestRegion } = rankRegions(list, preferred);
    return {
      ranks: Object.fromEntries(regions.map(({ code, rank }) => [code, rank])),
      best: bestRegion?.code ?? null,
    };
  };

  test.each([
    ['the faster one is first', [figures('a', 50), figures('b', 40)], null, { a: 2, b: 1 }, 'b'],
    [
      'the Region asked for wins a tie of 10 ms',
      [figures('a', 50), figures('b', 40)],
      'a',
      { a: 1, b: 2 },
      'a',
    ],
    [
      'the Region asked for wins a tie of 10 %',
      [figures('a', 220), figures('b', 200)],
      'a',
      { a: 1, b: 2 },
      'a',
    ],
    [
      'the Region asked for does not win beyond the tie',
      [figures('a', 50.1), figures('b', 40)],
      'a',
      { a: 2, b: 1 },
      'b',
    ],
    ['an unreachable Region is last', [figures('a', null), figures('b', 300)], 'a', { a: 2, b: 1 }, 'b'],
    [
      'a Region without data has no rank',
      [figures('a', null, { reachable: null, rtt: null }), figures('b', 300)],
      null,
      { a: null, b: 1 },
      'b',
    ],
    [
      'two samples are too few for a rank',
      [figures('a', 10, thin(2)), figures('b', 300)],
      null,
      { a: null, b: 1 },
      'b',
    ],
    ['three samples are enough', [figures('a', 10, thin(3)), figures('b', 300)], null, { a: 1, b: 2 }, 'a'],
    ['nothing reachable: no best one', [figures('a', null), figures('b', null)], 'a', { a: 1, b: 2 }, null],
  ] as const)('%s', (_name, list, preferred, ranks, best) => {
    expect(rankOf(list, preferred)).toMatchObject({ ranks, best });
  });

  test.each([
    ['the Region asked for by name keeps its preference among all Regions', 'eu-west-3', 'eu-west-3'],
    ['without a name the faster one is the best', undefined, 'eu-central-1'],
  ])('%s', (_name, namedRegion, best) => {
    const { bestRegion, regions } = judgeScenario({
      run: {
        request: {
          ...{ regions: ['eu-west-3', 'eu-central-1'], allRegions: true },
          ...(namedRegion === undefined ? {} : { namedRegion }),
        },
        rttMs: { 'eu-west-3': 46, 'eu-central-1': 40 },
      },
    });
    expect(bestRegion?.code).toBe(best);
    expect(regions.find(({ code }) => code === best)?.rank).toBe(1);
  });

  test('one slow server of four does not move the score', () => {
    const [slow] = [
      ...new Set(
        healthy()
          .steps.filter(hasRole('health-check'))
          .map((step) => targetOf(step).address),
      ),
    ].sort();
    const record = rtt(
      Array.from({ length: 10 }, () => 300),
      (step) => targetOf(step).address === slow,
    )(healthy());
    expect(judge(record, tables).regions[0]?.scoreMs).toBe(40);
  });
});

test.each([
  [99.9, 'optimal'],
  [100, 'usable'],
  [249.9, 'usable'],
  [250, 'poor'],
  [375, 'poor'],
  [375.1, 'unusable'],
  [null, null],
] as const)('a Region of %s ms is graded %s', (ms, grade) => {
  expect(gradeOf(ms)).toBe(grade);
});

function thin(received: number): Partial<RegionFigures> {
  const base = judge(healthy(), tables).regions[0];
  return { rtt: !base?.rtt ? null : { ...base.rtt, received } };
}
