import { describe, expect, test } from '@jest/globals';
import { failure } from '../../../src/core/failure.ts';
import type { StepOf } from '../../../src/plan/step.ts';
import type { RttSampleSeen } from '../../../src/probes/probe.ts';
import type { Clock, KernelTcpInfo, TcpConnectResult, TcpPort } from '../../../src/probes/ports.ts';
import { isLost } from '../../../src/evidence/index.ts';
import { rttProbe } from '../../../src/probes/rtt.ts';
import { virtualClock } from '../run/virtual-clock.ts';
import { contextOf, stepOf, targetOf } from './probe-fixtures.ts';

const OPEN: TcpConnectResult = { state: 'open', connectMs: 20, durationMs: 20, failure: null, kernel: null };

function kernelOf(minRttMs: number | null, retransmits = 0): KernelTcpInfo {
  return { minRttMs, rttMs: 20, mssBytes: null, pathMtuBytes: null, backoff: 0, lost: 0, retransmits };
}

/** A path scripted by the number of the connect; null is silence until the time-out. */
function pathOf(
  clock: Clock,
  answer: (index: number) => TcpConnectResult | null,
): TcpPort & { timeouts: number[] } {
  const timeouts: number[] = [];
  return {
    timeouts,
    async connect(_target, { timeoutMs, signal }) {
      const result = answer(timeouts.push(timeoutMs) - 1);
      await clock.sleep(result?.durationMs ?? timeoutMs, signal);
      const silence = failure('connection-timeout', 'connect');
      return (
        result ?? { ...OPEN, state: 'filtered', connectMs: null, durationMs: timeoutMs, failure: silence }
      );
    },
  };
}

async function seriesOf(
  answer: (index: number) => TcpConnectResult | null,
  changes: Partial<StepOf<'rtt'>> = {},
) {
  const clock = virtualClock();
  const tcp = pathOf(clock, answer);
  const seen: RttSampleSeen[] = [];
  const step = stepOf({ probe: 'rtt', target: targetOf(4172), samples: 10, ...changes });
  const evidence = await rttProbe.run(
    step,
    contextOf({ clock, tcp }, { onSample: (sample) => seen.push(sample) }),
  );
  return { evidence, seen, clock, tcp };
}

describe('a clean path', () => {
  test('gives as many samples as asked, 50 to 100 ms apart, each told at once', async () => {
    const { evidence, seen } = await seriesOf(() => OPEN);
    expect(evidence).toMatchObject({
      extended: false,
      failure: null,
      kernelMedianMs: null,
      processMedianMs: 20,
    });
    expect(evidence.samples.map(({ rttMs }) => rttMs)).toEqual(Array.from({ length: 10 }, () => 20));
    expect(seen.map(({ rttMs }) => rttMs)).toEqual(Array.from({ length: 10 }, () => 20));
    const gaps = evidence.samples
      .slice(1)
      .map(({ atMs }, index) => atMs - (evidence.samples[index]?.atMs ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(100);
  });

  test("takes the kernel's figure where there is one and keeps ours beside it", async () => {
    const { evidence } = await seriesOf(() => ({ ...OPEN, connectMs: 23, kernel: kernelOf(20.1) }));
    expect(evidence).toMatchObject({ kernelMedianMs: 20.1, processMedianMs: 23 });
    expect(evidence.samples[0]?.rttMs).toBe(20.1);
  });
});

describe('loss', () => {
  test('after the first silent connect the series goes on to 100, faster', async () => {
    const { evidence, seen, clock } = await seriesOf((index) => (index === 4 ? null : OPEN));
    expect(evidence.extended).toBe(true);
    expect(evidence.samples.length).toBe(100);
    expect(evidence.samples.filter(isLost).length).toBe(1);
    expect(seen.filter(({ rttMs }) => rttMs === null).length).toBe(1);
    expect(clock.nowMs()).toBeLessThan(6000);
  });

  test('a repeated SYN is lost, not slow, by the time or by the kernel', async () => {
    const slow = await seriesOf((index) =>
      index === 7 ? { ...OPEN, connectMs: 1020, durationMs: 1020 } : OPEN,
    );
    expect(slow.evidence.samples.filter(({ retransmitted }) => retransmitted).length).toBe(1);
    const kernel = await seriesOf((index) => ({ ...OPEN, kernel: kernelOf(20, index === 7 ? 1 : 0) }));
    expect(kernel.evidence.samples.filter(({ retransmitted }) => retransmitted).length).toBe(1);
  });

  test.each([
    ['every SYN is repeated before its answer can be here', 1200, 1200, 0],
    ['the same path, and the first SYN was lost', 2210, 1200, 10],
    ['a short path whose first SYN was lost each time', 1040, 40, 10],
  ])('by the clock of the kernel: %s', async (...[, connectMs, ownMs, lost]) => {
    const { evidence } = await seriesOf(() => ({
      ...OPEN,
      connectMs,
      durationMs: connectMs,
      kernel: kernelOf(ownMs, 1),
    }));
    expect(evidence.samples.slice(0, 10).filter(isLost).length).toBe(lost);
    expect(evidence.kernelMedianMs).toBe(lost === 0 ? ownMs : null);
  });

  test('once the floor is known nobody waits longer than a repeated SYN would take', async () => {
    const { tcp } = await seriesOf(() => OPEN);
    expect([tcp.timeouts[0], tcp.timeouts.at(-1)]).toEqual([3200, 920]);
  });

  test('the longer series stays within the budget', async () => {
    const { evidence, clock } = await seriesOf((index) => (index === 4 ? null : OPEN), { budgetMs: 4000 });
    expect(evidence.extended).toBe(true);
    expect(evidence.samples.length).toBeLessThan(100);
    expect(clock.nowMs()).toBeLessThan(4000);
  });

  test('a series that was asked to be longer than 100 is not extended', async () => {
    const { evidence } = await seriesOf((index) => (index === 4 ? null : OPEN), {
      samples: 120,
      budgetMs: 30_000,
    });
    expect(evidence).toMatchObject({ extended: false });
    expect(evidence.samples.length).toBe(120);
  });
});

test('a target that refuses every connect is given up after a few, with the reason', async () => {
  const refused: TcpConnectResult = {
    ...OPEN,
    state: 'closed',
    connectMs: null,
    durationMs: 1,
    failure: failure('connection-refused', 'connect', 'ECONNREFUSED'),
  };
  const { evidence } = await seriesOf(() => refused);
  expect(evidence).toMatchObject({ extended: false, failure: { code: 'connection-refused' } });
  expect(evidence.samples.length).toBeLessThan(10);
  expect(evidence.samples.every(isLost)).toBe(true);
});

test('cancelled in the middle it rejects with the reason', async () => {
  const clock = virtualClock();
  const cancel = new AbortController();
  const tcp = pathOf(clock, (index) => {
    if (index === 3) cancel.abort(new Error('stop'));
    return OPEN;
  });
  const step = stepOf({ probe: 'rtt', target: targetOf(4172) });
  await expect(rttProbe.run(step, contextOf({ clock, tcp }, { signal: cancel.signal }))).rejects.toThrow(
    'stop',
  );
});
