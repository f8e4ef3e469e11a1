import { describe, expect, test } from '@jest/globals';
import { latenessOf, makeClock } from '../../../src/net/clock.ts';

const clock = makeClock();
const calm = new AbortController().signal;

test('sleeps at least as long as asked', async () => {
  const startedMs = clock.nowMs();
  await clock.sleep(15, calm);
  // Timers are rounded to whole milliseconds and may fire up to one early.
  expect(clock.nowMs() - startedMs).toBeGreaterThanOrEqual(14);
});

test('a sleep that is cancelled rejects with the reason, at once', async () => {
  const cancel = new AbortController();
  const sleeping = clock.sleep(60_000, cancel.signal);
  cancel.abort(new Error('stop'));
  await expect(sleeping).rejects.toThrow('stop');
  await expect(clock.sleep(60_000, cancel.signal)).rejects.toThrow('stop');
});

test('sees that the event loop was held up', async () => {
  const stop = clock.watchLoopDelay?.();
  await clock.sleep(20, calm);
  const endMs = performance.now() + 60;
  while (performance.now() < endMs);
  await clock.sleep(20, calm);
  expect(stop?.()).toBeGreaterThan(30);
});

describe('lateness, 99th percentile of all moments', () => {
  const late = (stallsMs: readonly number[], watchedMs: number): number =>
    latenessOf((rank) => stallsMs[rank - 1] ?? 0, stallsMs.length, watchedMs);

  test('one long stall is one tick and a seventh of a short series', () => {
    expect(late([100, ...Array<number>(120).fill(0)], 700)).toBe(93);
  });

  test('a stall of less than a hundredth of the time is none', () => {
    expect(late([90, ...Array<number>(1_980).fill(0)], 10_000)).toBe(0);
  });

  test('steady lateness is what it is, however often it is counted', () => {
    expect(late(Array<number>(100).fill(4), 900)).toBeCloseTo(3.91);
    expect(late(Array<number>(100_000).fill(4), 900_000)).toBe(4);
  });
});

test('a hundred sleepers on one signal bring no warning', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error): void => void warnings.push(warning);
  process.on('warning', note);
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 100 }, () => clock.sleep(1, signal)));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', note);
  expect(warnings.filter(({ name }) => name === 'MaxListenersExceededWarning')).toEqual([]);
});
