import { describe, expect, test } from '@jest/globals';
import { isLost } from '../../../src/evidence/index.ts';
import { floorMs, medianOf, toSamples, type TimedConnect } from '../../../src/probes/rtt-series.ts';

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
