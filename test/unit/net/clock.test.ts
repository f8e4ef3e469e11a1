import { expect, test } from '@jest/globals';
import { makeClock } from '../../../src/net/clock.ts';

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
