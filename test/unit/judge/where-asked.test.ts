/** Which hops are asked for after a verdict (`--where`), and to which finding their answer goes. */
import { describe, expect, test } from '@jest/globals';
import { toIpAddress } from '../../../src/core/address.ts';
import type { HopsEvidence } from '../../../src/evidence/index.ts';
import { judge } from '../../../src/judge/judge.ts';
import { questionsOf } from '../../../src/judge/where.ts';
import { targetOf } from '../../../src/plan/step.ts';
import type { RunRecord } from '../../../src/reading/record.ts';
import { whereSteps } from '../../../src/run/where-steps.ts';
import { pingMtu } from './evidence-builder.ts';
import { onPort, rtt, tcp, udp, udpAnswers } from './faults.ts';
import { alter, completed, healthy, pipe, REGION, tables, type Mutator } from './record-builder.ts';

const ROUTERS = ['192.168.1.1', '10.2.0.2', '185.0.3.2'];
const END = toIpAddress('52.94.1.1');
/** The address came from DNS, as the run writes it into the step. */
const small: Mutator = pipe(
  (record) => ({
    ...record,
    steps: record.steps.map((step) =>
      step.probe === 'mtu-ping' ? { ...step, target: { ...step.target, address: END } } : step,
    ),
  }),
  alter(
    'mtu-ping',
    () => true,
    () =>
      pingMtu({ address: END, largestPassedBytes: 1199, smallestLostBytes: 1200, announcedMtuBytes: 1199 }),
  ),
);

/** A hop for each router and the end; behind `reaches` hops nothing answers. */
function hops(
  address: string,
  reaches: number,
  { port, delayAt = 99 }: { port: number; delayAt?: number },
): HopsEvidence {
  const ttl = [...ROUTERS, address].map((hop, at) => ({
    n: at + 1,
    answered: at < reaches,
    addresses: at < reaches ? [hop] : [],
    rttsMs: at < reaches ? [at >= delayAt ? 300 : 2] : [],
    sent: 2,
    mark: null,
    mtu: null,
  }));
  return {
    ...{ kind: 'hops', address, port, method: 'udp', tool: 'traceroute', argv: [], ttl },
    ...{ reached: reaches > ROUTERS.length, rounds: 2, packets: 8, seconds: 1, failure: null },
  };
}

/** The run with the hops that it asks for: to what failed two of them answer, to what it is held against all. */
function asked(record: RunRecord, delayAt = 99): RunRecord {
  const steps = whereSteps(record, tables);
  const seen = steps.map((step) => {
    const { address, port } = targetOf(step);
    const { control: isControl, method } =
      step.probe === 'hops' ? step : { control: false, method: 'udp' as const };
    const reaches = isControl || delayAt < 99 ? 4 : 2;
    return [
      step.id,
      completed({ ...hops(address ?? '', reaches, { port: port ?? 0, delayAt }), method }),
    ] as const;
  });
  return {
    ...record,
    steps: [...record.steps, ...steps],
    observations: { ...record.observations, ...Object.fromEntries(seen) },
  };
}

const WHERE = { request: { where: true } };
const brief = (fault: Mutator) =>
  questionsOf(judge(fault(udpAnswers(healthy(WHERE))), tables)).map(({ failing, control }) => [
    failing.method,
    failing.port,
    control.method,
    control.port,
  ]);

describe('what is asked', () => {
  test.each<[string, Mutator, ReturnType<typeof brief>]>([
    ['nothing where all answer', (record) => record, []],
    ['a port against the other one', tcp('filtered', onPort(4172)), [['tcp', 4172, 'tcp', 4195]]],
    [
      'both ports against 443, and no third',
      pipe(tcp('filtered', onPort(4172)), tcp('filtered', onPort(4195)), udp('closed', onPort(4195))),
      [
        ['tcp', 4172, 'tcp', 443],
        ['tcp', 4195, 'tcp', 443],
      ],
    ],
    ['UDP that is refused', udp('closed', onPort(4195)), [['udp', 4195, 'udp', 4172]]],
    ['a size against small packets', small, [['mtu', 443, 'udp', 443]]],
    ['a delay', rtt([300, 310, 305, 300]), [['udp', 4172, 'udp', 4195]]],
  ])('%s', (_name, fault, wanted) => {
    expect(brief(fault)).toEqual(wanted);
  });

  test('one address of each port is enough, and it is one that failed', () => {
    const judgement = judge(tcp('filtered', onPort(4172))(healthy(WHERE)), tables);
    const [first] = questionsOf(judgement);
    const failed = judgement.checks.filter(({ status, target }) => status === 'fail' && target.port === 4172);
    expect(failed.map(({ target }) => target.address)).toContain(first?.failing.address);
    expect(first?.control.address).toBe(first?.failing.address);
  });

  test('of another Region than the one that decides nothing is asked', () => {
    const request = { ...WHERE.request, regions: [REGION, 'us-east-1'] };
    const far = tcp('filtered', (step) => step.region === 'us-east-1' && targetOf(step).port === 4172);
    const judgement = judge(far(healthy({ request })), tables);
    expect(judgement.findings.map(({ id }) => id)).toContain('pcoip/tcp-blocked@us-east-1');
    expect(questionsOf(judgement).filter(({ failing }) => failing.method === 'tcp')).toEqual([]);
  });
});

describe('where a finding begins', () => {
  const told = (record: RunRecord) =>
    Object.fromEntries(judge(record, tables).findings.map(({ code, where }) => [code, where]));

  test('is told of each finding that was asked for, and null of the others', () => {
    const found = told(asked(pipe(tcp('filtered', onPort(4172)), small)(healthy(WHERE))));
    expect(found['pcoip/tcp-blocked']).toMatchObject({
      why: 'dropped',
      port: 4172,
      lastHop: { n: 2 },
      nextHop: { n: 3 },
    });
    expect(found['mtu/too-small']).toMatchObject({ why: 'large', lastHop: { n: 2 } });
    expect(Object.values(found).filter((where) => where === undefined)).toEqual([]);
  });

  test('of a delay by the round trip of its Region', () => {
    const found = told(asked(rtt([300, 310, 305, 300])(healthy(WHERE)), 2));
    expect(found['latency/degraded']).toMatchObject({ why: 'delay', lastHop: { n: 2 }, nextHop: { n: 3 } });
  });

  test('is null where nobody could tell, and absent where nobody asked', () => {
    const fault = tcp('filtered', onPort(4172));
    expect(told(fault(healthy(WHERE)))['pcoip/tcp-blocked']).toBeNull();
    expect(judge(fault(healthy()), tables).findings.some((finding) => 'where' in finding)).toBe(false);
  });
});
