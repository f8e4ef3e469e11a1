import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayModel, gapsOf } from '../../../renderer/features/over-time/day-model.ts';
import {
  drawnMarks,
  rangeOf,
  smokeOf,
  worstLast,
  yOf,
} from '../../../renderer/features/over-time/geometry.ts';
import { dayHeadline } from '../../../renderer/features/over-time/headline.ts';
import { neighbour, rowsOf, spanOf } from '../../../renderer/features/over-time/period.ts';
import { sayIn, sentencesIn } from '../../../renderer/features/over-time/say.ts';
import { marksOf, marksOfHours, stretchesOf, totalMs } from '../../../renderer/features/over-time/states.ts';
import { lastFull, rowOfHours } from '../../../renderer/features/over-time/told.ts';
import { en } from '../../../renderer/words/en.ts';
import { ja } from '../../../renderer/words/ja.ts';
import { VERDICTS } from '../../../src/core/words.ts';
import { bandsOf } from '../../../src/history/bands.ts';
import { hoursOf } from '../../../src/history/rollup.ts';
import { shownHours } from '../../../src/history/shown-hours.ts';
import { madeLine, MINUTE_MS, NOON_MS } from '../../unit/history/made-line.ts';
import { MADE_DAY, madeSpan } from '../fixtures/over-time.ts';

const HOUR_MS = 60 * MINUTE_MS;
const day = spanOf('day', MADE_DAY, 'utc');
const iso = (ms: number) => new Date(ms).toISOString();
const result = madeSpan({ from: iso(day.fromMs), to: iso(day.toMs) });
const model = dayModel(result, { day, zone: 'utc', nowMs: day.toMs, region: null });

const headlineIn = (words: typeof en, when: string) =>
  dayHeadline(sayIn(words, 'utc'), model.stretches, { when, range: model.range });

test('a shorter run does not move the time of the full check on', () => {
  const kinds = ['full', 'quick', 'quick', 'full', 'quick'] as const;
  const [run] = model.runs;
  const runs = kinds.flatMap((kind, at) =>
    run === undefined ? [] : [{ ...run, kind, at: iso(NOON_MS + at * MINUTE_MS) }],
  );
  const until = (minutes: number) => ({ fromMs: NOON_MS, toMs: NOON_MS + minutes * MINUTE_MS });
  expect([0, 1, 3, 4, 9].map((minutes) => lastFull(runs, until(minutes)))).toEqual(
    [null, 0, 0, 3, 3].map((minutes) => (minutes === null ? null : NOON_MS + minutes * MINUTE_MS)),
  );
});

describe('what a day says first', () => {
  test('in English', () => {
    const { title, lead, askMs } = headlineIn(en, 'on Thursday');
    expect(title).toBe('Not ready once on Thursday: 14:05, for 14 seconds.');
    expect(sentencesIn(sayIn(en, 'utc'), lead)).toBe(
      'With limits 15:25 to 15:55. Otherwise ready whenever it was watched. Not watched in between: 39 minutes.',
    );
    expect(iso(askMs ?? 0)).toMatch(/T14:05:1\d/);
  });

  test('in Japanese, without a word that claims a cause', () => {
    const { title, lead } = headlineIn(ja, '木曜日');
    expect(title).toBe('木曜日に一度だけ使えない時間がありました（14:05、14 秒間）');
    expect(lead.join('')).not.toMatch(/そのため|原因/);
  });

  test.each([
    ['ready' as const, 'Ready on Friday, whenever it was watched.'],
    ['degraded' as const, 'Ready with limits once on Friday: 12:00, for 19 minutes.'],
    ['unknown' as const, 'Could not tell for 19 minutes on Friday.'],
  ])('of %s alone', (verdict, title) => {
    const span = { fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS };
    const line = madeLine(NOON_MS, { verdict, protocols: { dcv: verdict } });
    const stretches = stretchesOf({ dcv: bandsOf([line], 'dcv', span) });
    expect(dayHeadline(sayIn(en, 'utc'), stretches, { when: 'on Friday', range: span }).title).toBe(title);
  });

  test('one protocol that was not ready is named, a day without a run is not watched', () => {
    const span = { fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS };
    const line = madeLine(NOON_MS, { protocols: { pcoip: 'not-ready', dcv: 'ready' } });
    const bands = { pcoip: bandsOf([line], 'pcoip', span), dcv: bandsOf([line], 'dcv', span) };
    const told = (of: typeof bands) =>
      dayHeadline(sayIn(en, 'utc'), stretchesOf(of), { when: 'on Friday', range: span }).title;
    expect(told(bands)).toBe('PCoIP not ready once on Friday: 12:00, for 19 minutes.');
    expect(told({ pcoip: bandsOf([], 'pcoip', span), dcv: bandsOf([], 'dcv', span) })).toBe(
      'Not watched on Friday.',
    );
  });
});

describe('the picture', () => {
  const axis = { ...model.range, left: 60, right: 960 };

  test('a gap has its reason, and is never bridged', () => {
    const gaps = gapsOf(model);
    expect(gaps.map(({ reason }) => reason)).toEqual(['asleep', 'asleep', 'not-watched']);
    const { median } = smokeOf(model.runs, gaps, { axis, scale: { top: 0, bottom: 176 } });
    // One piece before noon, two around the fourteen seconds without an answer.
    expect(median.match(/M/g)).toHaveLength(3);
    expect(median).not.toMatch(/NaN|176(?![.\d])/);
  });

  test('fourteen seconds are three pixels wide, and stay within the plot', () => {
    const bad = drawnMarks(marksOf(model.stretches, model.range), axis).filter(
      ({ state }) => state === 'not-ready',
    );
    expect(bad).toHaveLength(1);
    expect(bad[0]?.width).toBe(3);
  });

  test('marks of one state that touch are drawn as one, the worst over the others', () => {
    const at = (x: number, state: 'ready' | 'not-ready') => ({ x, width: 3, state });
    const marks = [
      at(0, 'not-ready'),
      at(1, 'ready'),
      at(2, 'not-ready'),
      at(3, 'ready'),
      at(20, 'not-ready'),
    ];
    expect(worstLast(marks)).toEqual([
      { state: 'ready', x: 1, width: 5 },
      { state: 'not-ready', x: 0, width: 5 },
      { state: 'not-ready', x: 20, width: 3 },
    ]);
  });

  test('the scale is the square root up to 430 ms; what is beyond stands at the top', () => {
    const scale = { top: 0, bottom: 100 };
    expect([yOf(0, scale), yOf(107.5, scale), yOf(430, scale), yOf(9000, scale)]).toEqual([100, 50, 0, 0]);
  });

  test('drawn are the hours in which somebody watched', () => {
    expect([iso(model.range.fromMs), iso(model.range.toMs)].map((at) => at.slice(11, 16))).toEqual([
      '07:00',
      '18:00',
    ]);
    const nothing = [{ ...day, state: 'not-watched' as const }];
    expect(rangeOf(nothing, day, day.toMs)).toEqual(day);
  });
});

describe('hours', () => {
  test('come to the same minutes in each state as the runs that they were made of', () => {
    const run = fc.record({
      minute: fc.integer({ min: 0, max: 179 }),
      verdict: fc.constantFrom(...VERDICTS),
      nextMin: fc.integer({ min: 1, max: 15 }),
    });
    const span = { fromMs: NOON_MS, toMs: NOON_MS + 4 * HOUR_MS };
    fc.assert(
      fc.property(fc.uniqueArray(run, { selector: ({ minute }) => minute, maxLength: 20 }), (runs) => {
        const lines = runs.map(({ minute, verdict, nextMin }) =>
          madeLine(NOON_MS + minute * MINUTE_MS, {
            ...{ verdict, protocols: {}, durationMs: 0, nextMs: nextMin * MINUTE_MS },
          }),
        );
        const [exact, drawn] = [
          bandsOf(lines, 'overall', span),
          marksOfHours(shownHours(hoursOf(lines, span)), span),
        ];
        for (const state of [...VERDICTS, 'not-watched'] as const)
          expect(Math.abs(totalMs(exact, state) - totalMs(drawn, state))).toBeLessThan(5000);
        const edges = [span.fromMs, ...drawn.map(({ toMs }) => toMs)];
        expect(drawn.map(({ fromMs }) => fromMs)).toEqual(edges.slice(0, -1));
      }),
    );
  });

  test('what goes on over the full hour is one piece, with its begin', () => {
    const bad = { verdict: 'not-ready' as const, protocols: {} };
    const lines = [54, 69, 84, 99, 114].map((minute) =>
      madeLine(NOON_MS + minute * MINUTE_MS, minute < 114 ? bad : { protocols: {} }),
    );
    const span = { fromMs: NOON_MS, toMs: NOON_MS + 3 * HOUR_MS };
    const hours = shownHours(hoursOf(lines, span));
    const { longest } = rowOfHours(span, marksOfHours(hours, span), hours);
    expect(longest).toEqual({ fromMs: NOON_MS + 54 * MINUTE_MS, ms: 60 * MINUTE_MS, isHour: false });
  });

  test('an older hour that does not say when is told by its hour', () => {
    const lines = [madeLine(NOON_MS + 10 * MINUTE_MS, { verdict: 'not-ready', protocols: {} })];
    const span = { fromMs: NOON_MS, toMs: NOON_MS + HOUR_MS };
    const hours = shownHours(hoursOf(lines, span)).map((hour) => ({ ...hour, longestAt: null }));
    expect(rowOfHours(span, marksOfHours(hours, span), hours).longest).toMatchObject({
      fromMs: NOON_MS,
      isHour: true,
    });
  });
});

describe('periods', () => {
  test('a week begins on Monday, a month has its days, all that is kept 13 months', () => {
    const [week, month, all] = (['week', 'month', 'year'] as const).map((period) =>
      rowsOf(period, '2026-11-29', 'utc'),
    );
    expect([week?.length, iso(week?.[0]?.fromMs ?? 0).slice(0, 10)]).toEqual([7, '2026-11-23']);
    expect([month?.length, all?.length]).toEqual([30, 13]);
    expect(iso(all?.[0]?.fromMs ?? 0).slice(0, 10)).toBe('2025-11-01');
  });

  test.each([
    ['day', 1, '2026-12-01'],
    ['day', -1, '2026-11-29'],
    ['week', 1, '2026-12-07'],
    ['month', -1, '2026-10-31'],
    ['year', 1, null],
  ] as const)('%s by %i', (period, step, to) => {
    expect(neighbour('2026-11-30', period, { zone: 'utc', step })).toBe(to);
  });

  test('rows lie side by side in the zone of this computer too', () => {
    for (const period of ['week', 'month', 'year'] as const) {
      const rows = rowsOf(period, '2026-03-29', 'local');
      expect(rows.slice(1).map(({ fromMs }) => fromMs)).toEqual(rows.slice(0, -1).map(({ toMs }) => toMs));
    }
  });
});
