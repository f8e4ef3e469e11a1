/** What a cell and a lane look like, one by one: every colour and mark of every face comes from these two. */
import { describe, expect, test } from '@jest/globals';
import type { Status } from '../../../src/core/words.ts';
import {
  cellStatus,
  laneStatus,
  truthSchema,
  type CellState,
  type LaneState,
  type LimitWord,
} from '../../../src/judge/truth.ts';

const WHOLE = { planned: 4, tested: 4, passed: 4 };

describe('a lane', () => {
  test.each<[LaneState, LimitWord | null, Status]>([
    ['open', null, 'pass'],
    ['limited', null, 'warn'],
    ['limited', 'degraded', 'warn'],
    ['limited', 'beyond', 'warn'],
    ['limited', 'ended', 'fail'],
    ['detour', null, 'warn'],
    ['cut', null, 'fail'],
    ['unproven', null, 'unproven'],
    ['not-tested', null, 'not-tested'],
  ])('%s, %s: %s', (state, limit, status) => {
    expect(laneStatus({ state, limit })).toBe(status);
  });
});

describe('a cell', () => {
  test.each<[CellState, LimitWord | null, Status]>([
    ['open', null, 'pass'],
    ['open', 'affected', 'warn'],
    ['open', 'beyond', 'warn'],
    ['open', 'ended', 'fail'],
    ['closed', null, 'fail'],
    ['silent', null, 'fail'],
    ['failed', null, 'fail'],
    ['no-reply', null, 'unproven'],
    ['accepted', null, 'unproven'],
    ['detour', null, 'warn'],
    ['not-tested', null, 'not-tested'],
    ['not-needed', null, 'not-tested'],
  ])('%s, %s: %s', (state, limit, status) => {
    expect(cellStatus({ state, limit, counts: WHOLE })).toBe(status);
  });

  test('open at three of four servers', () => {
    expect(cellStatus({ state: 'open', limit: null, counts: { ...WHOLE, passed: 3 } })).toBe('warn');
  });
});

test('a truth that is read again is the same, and one without a count is none', () => {
  const lane = { state: 'open', limit: null, side: null, sideProven: false, before: false, because: null };
  const cell = { role: 'health-check', port: 4172, transport: 'tcp', protocol: 'pcoip', state: 'open' };
  const truth = (counts: object) => ({
    cells: [{ ...cell, limit: null, counts, because: null }],
    lanes: { 'sign-in': { ...lane, medianMs: 40 } },
  });
  expect(truthSchema.parse(truth(WHOLE))).toEqual(truth(WHOLE));
  expect(truthSchema.safeParse(truth({ planned: 4, tested: 4 })).success).toBe(false);
});
