/** The arithmetic of the bench: a wrong chain or quantile would make every figure wrong in silence. */
import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../../src/report/report.ts';
import { lengthMs, longestChain, type PlannedEdge } from '../../bench/chain.ts';
import { median, quantile } from '../../bench/statistics.ts';
import { mostWithin } from '../../bench/wire.ts';
import { healthy, truthMs } from '../../bench/worlds.ts';

const reportOf = (spans: Record<string, readonly [number, number]>): Report =>
  ({
    checks: Object.entries(spans).map(([id, [startMs, endMs]]) => ({
      id,
      startMs,
      durationMs: endMs - startMs,
    })),
  }) as unknown as Report;

describe('the longest chain', () => {
  const plan: PlannedEdge[] = [
    { id: 'dns', probe: 'dns', dependsOn: [] },
    { id: 'page', probe: 'https', dependsOn: ['dns'] },
    { id: 'tcp', probe: 'tcp', dependsOn: ['dns'] },
    { id: 'rtt', probe: 'rtt', dependsOn: ['tcp'] },
    { id: 'control', probe: 'tcp', dependsOn: [] },
  ];

  test('a series depends on the noise that ended before it began, not only on its own port', () => {
    const report = reportOf({ dns: [0, 50], tcp: [60, 100], page: [60, 400], rtt: [420, 1420] });
    const chain = longestChain(report, plan);
    expect(chain.map(({ id }) => id)).toEqual(['dns', 'page', 'rtt']);
    expect(lengthMs(chain)).toBe(50 + 340 + 1000);
  });

  test('noise that still goes on when the series begins is no part of its chain', () => {
    const report = reportOf({ dns: [0, 50], tcp: [60, 100], page: [60, 900], rtt: [420, 1420] });
    expect(longestChain(report, plan).map(({ id }) => id)).toEqual(['dns', 'tcp', 'rtt']);
  });

  test('a step that hangs on nothing may be the longest chain', () => {
    const report = reportOf({ dns: [0, 50], control: [10, 3210] });
    expect(longestChain(report, plan).map(({ id }) => id)).toEqual(['control']);
  });
});

test.each([
  { values: [3, 1, 2], half: 2, p99: 3 },
  { values: [4, 1, 2, 3], half: 2.5, p99: 4 },
  { values: [], half: Number.NaN, p99: Number.NaN },
])('median and quantile of $values', ({ values, half, p99 }) => {
  expect([median(values), quantile(values, 0.99)]).toEqual([half, p99]);
});

test.each([
  { times: [0, 10, 99, 100, 150], most: 3 },
  { times: [0, 100, 200], most: 1 },
  { times: [], most: 0 },
])('most packets within 100 ms of $times: $most', ({ times, most }) => {
  expect(mostWithin(times, 100)).toBe(most);
});

test("the truth of an address is its Region's configured way, there and back", () => {
  expect(truthMs(healthy(), '52.59.191.224')).toBe(40);
});
