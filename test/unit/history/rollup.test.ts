import { expect, test } from '@jest/globals';
import { hoursOf } from '../../../src/history/rollup.ts';
import { madeLine, MINUTE_MS, NOON_MS } from './made-line.ts';

const span = { fromMs: NOON_MS, toMs: NOON_MS + 120 * MINUTE_MS };

test('an hour has its samples, its losses and how long each verdict held', () => {
  const broken = {
    verdict: 'not-ready' as const,
    protocols: { pcoip: 'not-ready' as const },
    cause: { code: 'dns/no-answer', side: 'local-network' },
  };
  const lines = [0, 15, 30, 45].map((minute) =>
    madeLine(NOON_MS + minute * MINUTE_MS, minute === 15 ? broken : {}),
  );
  const [first, second] = hoursOf(lines, span);
  expect(first).toMatchObject({
    hour: '2026-11-27T12:00:00.000Z',
    runs: 4,
    sent: 16,
    lost: 4,
    spread: { min: 3800, median: 3900, max: 4000 },
    minutes: {
      overall: { ready: 45, 'not-ready': 15, degraded: 0, unknown: 0 },
      pcoip: { ready: 45, 'not-ready': 15 },
      dcv: { ready: 48.82, 'not-ready': 0 },
    },
    longestNotReadyMs: 15 * MINUTE_MS,
    causes: ['dns/no-answer'],
  });
  // The last run holds on for a quarter past its interval, and sampled nothing there.
  expect(second).toMatchObject({ runs: 0, sent: 0, spread: null, minutes: { overall: { ready: 3.82 } } });
});

test('two Regions in an hour are two lines; an hour without a run is none', () => {
  const lines = [madeLine(NOON_MS), madeLine(NOON_MS + MINUTE_MS, { region: 'us-east-1' })];
  expect(hoursOf(lines, span).map(({ region, runs }) => [region, runs])).toEqual([
    ['eu-central-1', 1],
    ['us-east-1', 1],
  ]);
});

test('an hour in which every sample was lost has no round trip, and not 0', () => {
  expect(hoursOf([madeLine(NOON_MS, { samples: [null, null] })], span)[0]).toMatchObject({
    sent: 2,
    lost: 2,
    spread: null,
  });
});

test('an hour says when its longest time without readiness began', () => {
  const bad = { verdict: 'not-ready' as const };
  const [hour] = hoursOf(
    [
      madeLine(NOON_MS, bad),
      madeLine(NOON_MS + 5 * MINUTE_MS),
      madeLine(NOON_MS + 20 * MINUTE_MS, bad),
      madeLine(NOON_MS + 30 * MINUTE_MS),
    ],
    { fromMs: NOON_MS, toMs: NOON_MS + 60 * MINUTE_MS },
  );
  expect(hour).toMatchObject({
    longestNotReadyMs: 10 * MINUTE_MS,
    longestNotReadyAt: '2026-11-27T12:20:00.000Z',
  });
});
