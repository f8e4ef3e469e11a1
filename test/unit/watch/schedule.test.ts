import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VERDICTS } from '../../../src/core/words.ts';
import {
  decide,
  fullHoldsMs,
  heldVerdict,
  quickEveryMs,
  slotOf,
  untilSlotMs,
  type Due,
} from '../../../src/watch/schedule.ts';

const MINUTE = 60_000;
const due = (over: Partial<Due> = {}): Due => ({
  fullAtMs: 10 * MINUTE,
  quickAtMs: MINUTE,
  changedAtMs: null,
  retryAtMs: [],
  quiet: { battery: null, metered: null },
  ...over,
});

test('what is due comes first to last: a change, a full run, a retry, a quick run', () => {
  const at = (nowMs: number, over: Partial<Due> = {}) => decide(due(over), nowMs).kind;
  expect(at(0)).toBe('wait');
  expect(at(MINUTE)).toBe('quick');
  expect(at(MINUTE, { retryAtMs: [MINUTE] })).toBe('retry');
  expect(at(10 * MINUTE)).toBe('full');
  expect(at(MINUTE, { changedAtMs: MINUTE })).toBe('full');
  expect(at(0, { changedAtMs: 3000 })).toBe('wait');
});

test('on battery a full run only after a change, on a metered line nothing', () => {
  const battery = { quiet: { battery: true, metered: false } };
  expect(decide(due(battery), 10 * MINUTE).kind).toBe('quick');
  expect(decide(due({ ...battery, quickAtMs: 90 * MINUTE }), 10 * MINUTE)).toMatchObject({
    paused: 'battery',
  });
  expect(decide(due({ ...battery, changedAtMs: 0 }), 0).kind).toBe('full');
  const metered = { quiet: { battery: false, metered: true }, changedAtMs: 0 };
  expect(decide(due(metered), 60 * MINUTE)).toMatchObject({ kind: 'wait', paused: 'metered' });
});

test('5,000 machines that wake together do not start together, and each keeps its slot', () => {
  const interval = 15 * MINUTE;
  const starts = Array.from({ length: 5000 }, (_, n) =>
    untilSlotMs(0, { id: `machine-${n}`, intervalMs: interval, random: 0 }),
  );
  const perMinute = new Map<number, number>();
  for (const ms of starts)
    perMinute.set(Math.floor(ms / MINUTE), (perMinute.get(Math.floor(ms / MINUTE)) ?? 0) + 1);
  expect(Math.max(...perMinute.values())).toBeLessThan(500);
  fc.assert(
    fc.property(fc.uuid(), fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (id, wallMs, random) => {
      const ms = untilSlotMs(wallMs, { id, intervalMs: interval, random });
      expect(ms).toBeGreaterThanOrEqual(interval / 2);
      expect(ms).toBeLessThanOrEqual(1.6 * interval);
      const exact = untilSlotMs(wallMs, { id, intervalMs: interval, random: 0 });
      expect((wallMs + exact) % interval).toBe(slotOf(id, interval));
    }),
  );
});

test('quick runs slow down while nothing changes', () => {
  expect([0, 29, 30, 59, 60, 9999].map((even) => quickEveryMs({ quickMs: MINUTE }, even) / MINUTE)).toEqual([
    1, 1, 2, 2, 5, 5,
  ]);
});

test('a quick run never betters a verdict, and no verdict outlives its full run', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...VERDICTS),
      fc.constantFrom(...VERDICTS),
      fc.boolean(),
      (full, fresh, isStale) => {
        const held = heldVerdict(full, fresh, isStale);
        if (held === 'ready') expect([full, fresh, isStale]).toEqual(['ready', 'ready', false]);
        if (isStale) expect(['unknown', 'not-ready']).toContain(held);
      },
    ),
  );
  expect(heldVerdict('not-ready', 'ready', false)).toBe('not-ready');
  expect(fullHoldsMs({ fullMs: 5 * MINUTE })).toBe(20 * MINUTE);
  expect(fullHoldsMs({ fullMs: 60 * MINUTE })).toBe(75 * MINUTE);
});
