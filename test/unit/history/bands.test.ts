import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { VERDICTS } from '../../../src/core/words.ts';
import { bandsOf } from '../../../src/history/bands.ts';
import { madeLine, MINUTE_MS, NOON_MS } from './made-line.ts';

const hour = { fromMs: NOON_MS, toMs: NOON_MS + 60 * MINUTE_MS };
const at = (minute: number, over = {}) => madeLine(NOON_MS + minute * MINUTE_MS, over);
const told = (lines: Parameters<typeof bandsOf>[0]) =>
  bandsOf(lines, 'overall', hour).map(({ fromMs, toMs, state }) => [
    Math.round((fromMs - NOON_MS) / MINUTE_MS),
    Math.round((toMs - NOON_MS) / MINUTE_MS),
    state,
  ]);

test('a verdict holds until the next run, and no longer than a quarter past the planned one', () => {
  expect(told([at(0), at(15, { verdict: 'not-ready' })])).toEqual([
    [0, 15, 'ready'],
    [15, 34, 'not-ready'],
    [34, 60, 'not-watched'],
  ]);
});

test("a verdict older than twenty minutes is nobody's, whatever interval somebody chose", () => {
  expect(told([at(0, { nextMs: 40 * MINUTE_MS, durationMs: 0 }), at(45)])).toEqual([
    [0, 20, 'ready'],
    [20, 45, 'unknown'],
    [45, 60, 'ready'],
  ]);
});

test('what was seen before the span holds into it', () => {
  expect(told([at(-10)])[0]).toEqual([0, 9, 'ready']);
});

test('a run that a person started is of its moment alone', () => {
  const [before, run, after] = bandsOf([at(20, { nextMs: null })], 'overall', hour);
  expect([before?.state, run?.state, after?.state]).toEqual(['not-watched', 'ready', 'not-watched']);
  expect((run?.toMs ?? 0) - (run?.fromMs ?? 0)).toBe(4000);
});

test('a protocol that nobody asked about was not watched', () => {
  expect(bandsOf([at(0, { protocols: { pcoip: 'ready' } })], 'dcv', hour)).toEqual([
    { ...hour, state: 'not-watched' },
  ]);
});

test('bands lie side by side over the whole span, whatever the runs were', () => {
  const run = fc.record({
    minute: fc.integer({ min: -90, max: 90 }),
    verdict: fc.constantFrom(...VERDICTS),
    nextMs: fc.option(fc.integer({ min: 0, max: 90 * MINUTE_MS })),
  });
  fc.assert(
    fc.property(fc.array(run, { maxLength: 12 }), (runs) => {
      const bands = bandsOf(
        runs.map(({ minute, ...over }) => at(minute, over)),
        'overall',
        hour,
      );
      const edges = [hour.fromMs, ...bands.map(({ toMs }) => toMs)];
      expect(bands.map(({ fromMs }) => fromMs)).toEqual(edges.slice(0, -1));
      expect(edges.at(-1)).toBe(hour.toMs);
      expect(bands.every(({ state }, index) => state !== bands[index - 1]?.state)).toBe(true);
    }),
  );
});
