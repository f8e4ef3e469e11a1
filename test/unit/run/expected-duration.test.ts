import { expect, test } from '@jest/globals';
import { expectedMs, paceOf, type PastDuration } from '../../../src/run/expected-duration.ts';

const past = (tookMs: number, more: Partial<PastDuration> = {}): PastDuration => ({
  forecastMs: 4_000,
  // What is measured of a run leaves out the 400 ms around it.
  durationMs: tookMs - 400,
  completed: true,
  simulated: false,
  ...more,
});

test.each<[string, readonly PastDuration[], number]>([
  ['nothing known: the plan speaks alone', [], 1],
  ['one check that took half as long again', [past(6_000)], 1.5],
  ['one bad evening among five is outvoted', [4_000, 4_000, 20_000, 4_000, 4_000].map((ms) => past(ms)), 1],
  ['a new network has its say after three', [8_000, 8_000, 8_000, 4_000, 4_000].map((ms) => past(ms)), 2],
  ['only the last five count', [8_000, 8_000, 8_000, 8_000, 8_000, 4_000, 4_000].map((ms) => past(ms)), 2],
  ['what was cancelled says nothing', [past(400, { completed: false }), past(8_000)], 2],
  ['a demonstration says nothing', [past(400, { simulated: true }), past(8_000)], 2],
  ['a part done again, or an old entry, says nothing', [past(500, { forecastMs: null }), past(8_000)], 2],
])('%s', (_row, durations, pace) => {
  expect(paceOf(durations)).toBeCloseTo(pace);
});

const none = { tcp: 0, udp: 0, ping: 0, total: 0 };
const bound = { atOnce: 200, new: 600, inSeconds: 120 };

test.each([
  ['without a row is over in the time around it', 0, null, 400],
  ['of many sessions waits for none', 2_000, null, 400],
  ['whose sessions fit into one window waits for none', 600, bound, 400],
  ['of 2,000 gentle ones waits for three more windows', 2_000, bound, 360_400],
])('a plan %s', (_what, total, limits, wantedMs) => {
  const sessions = { least: { ...none, total }, most: none, bound: limits };
  expect(expectedMs([], sessions)).toBe(wantedMs);
});
