import { describe, expect, test } from '@jest/globals';
import { isLost } from '../../../src/evidence/index.ts';
import { floorMs, medianOf, toldOnes, toSamples, type TimedConnect } from '../../../src/probes/rtt-series.ts';

function connectOf(rttMs: number | null, changes: Partial<TimedConnect> = {}): TimedConnect {
  return { atMs: 0, rttMs, processMs: rttMs, kernelMs: null, synRetransmits: null, ...changes };
}

describe('what counts as lost', () => {
  test.each<[string, TimedConnect, boolean]>([
    ['no answer', connectOf(null), true],
    ['a second more than the fastest: the SYN was repeated', connectOf(1020), true],
    ['just below that', connectOf(919), false],
    ['the kernel says that it repeated the SYN', connectOf(25, { synRetransmits: 1 }), true],
    ['a slow sample', connectOf(300, { synRetransmits: 0 }), false],
  ])('%s', (...[, connect, lost]) => {
    const [sample] = toSamples([connect, connectOf(20)]);
    expect(sample && isLost(sample)).toBe(lost);
  });

  test('on a path of 1.2 s nothing is lost as long as all are as slow', () => {
    expect(toSamples([connectOf(1200), connectOf(1210)]).some(isLost)).toBe(false);
  });
});

describe('what a process that stood still can tell', () => {
  test.each<[string, TimedConnect, number, boolean]>([
    ['no answer, nobody was late', connectOf(null), 20, true],
    ['no answer, and it was late by half of the wait', connectOf(null), 450, false],
    ['a second more, nobody was late', connectOf(1020), 20, true],
    ['a second more, all of it our own', connectOf(1020), 1000, false],
    ['two seconds more, one of them our own: a SYN was repeated', connectOf(2020), 1000, true],
    ['a slow sample stays one', connectOf(300), 1000, true],
    ['the kernel knows: its SYN was repeated', connectOf(1020, { synRetransmits: 1 }), 1000, true],
  ])('%s', (...[, connect, lateMs, told]) => {
    expect(toldOnes([connect, connectOf(20)], lateMs)).toHaveLength(told ? 2 : 1);
  });

  test('a target that never answered is not excused', () => {
    expect(toldOnes([connectOf(null), connectOf(null)], 5_000)).toHaveLength(2);
  });
});

describe('a series is timed by one clock', () => {
  const byKernel = (kernelMs: number, processMs = kernelMs): TimedConnect =>
    connectOf(kernelMs, { kernelMs, processMs, synRetransmits: 0 });
  const told = (...connects: TimedConnect[]) => toldOnes(connects, 0).map(({ rttMs }) => rttMs);

  test('what the kernel did not time and what is slower than all that it timed is not timed', () => {
    expect(told(byKernel(40.1, 200), byKernel(40.2), connectOf(824), connectOf(40.15))).toEqual([
      40.1, 40.2, 40.15,
    ]);
  });

  test('a lost one stays lost, whoever says so', () => {
    const repeated = connectOf(1_045, { synRetransmits: 1 });
    expect(told(byKernel(40), byKernel(41), repeated, connectOf(null), connectOf(1_100))).toHaveLength(5);
  });

  test('where it timed less than half, this process times all, and says so', () => {
    const series = [byKernel(40.1, 63), connectOf(264), connectOf(69)];
    expect(told(...series)).toEqual([63, 264, 69]);
    expect(medianOf(toldOnes(series, 0), 'kernelMs')).toBeNull();
  });
});

test('no sample has no floor and no median', () => {
  expect(floorMs([connectOf(null)])).toBeNull();
  expect(medianOf([connectOf(null)], 'kernelMs')).toBeNull();
});

test('the median leaves repeated SYNs and missing kernel figures out', () => {
  const series = [
    connectOf(20, { kernelMs: 20 }),
    connectOf(22, { kernelMs: 22 }),
    connectOf(1020, { kernelMs: 500 }),
    connectOf(21),
  ];
  expect(medianOf(series, 'kernelMs')).toBe(21);
  expect(medianOf(series, 'processMs')).toBe(21);
});
