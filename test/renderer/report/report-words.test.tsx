import { describe, expect, test } from '@jest/globals';
import { foldCells } from '../../../renderer/features/report/fold-cells.ts';
import { titleIn, worstOf } from '../../../renderer/features/report/spoken.tsx';
import { remedyParts, userSteps } from '../../../renderer/features/result/remedy-parts.ts';
import { limitsOf, topOf } from '../../../renderer/features/result/rtt-scale.ts';
import { gradeEdges } from '../../../renderer/features/regions/region-scale.ts';
import { en } from '../../../renderer/words/en.ts';
import { ja } from '../../../renderer/words/ja.ts';
import { sentencesOf } from '../../../renderer/words/format.ts';
import type { Cell, CellState } from '../../../src/judge/truth.ts';
import { spokenOf } from '../../../src/report/spoken-of.ts';
import { LIMITS } from '../fixtures/truth.ts';
import { wordsOf } from '../../../src/words/languages.ts';
import { pcoipBlocked, ready, REPORTS } from '../fixtures/index.ts';

const cell = (state: CellState, planned: number, passed: number): Cell => ({
  role: 'login',
  port: 443,
  transport: 'tcp',
  protocol: null,
  state,
  limit: null,
  counts: { planned, tested: planned, passed },
  because: null,
});

describe('several cells as one', () => {
  test.each<[string, CellState[], 'open' | 'cut', string, string]>([
    ['what is not used leaves no trace', ['open', 'not-needed'], 'open', 'pass', 'open'],
    ['a helper that fails is a gap in what is open', ['open', 'silent'], 'open', 'warn', 'open'],
    ['where the lane stops, what stops it is said', ['open', 'silent'], 'cut', 'fail', 'silent'],
    ['a part of a cut lane that passes stays open', ['open', 'open'], 'cut', 'pass', 'open'],
    ['nothing tested is not tested', ['not-tested'], 'open', 'not-tested', 'not tested'],
  ])('%s', (_what, states, state, tone, word) => {
    const cells = states.map((one) => cell(one, one === 'not-needed' ? 0 : 3, one === 'open' ? 3 : 0));
    expect(foldCells(en, cells, { state })).toMatchObject({ tone, word });
  });

  test('the count has what failed in it', () => {
    expect(foldCells(en, [cell('open', 3, 3), cell('silent', 2, 0)], { state: 'open' })?.count).toBe(
      '3 of 5',
    );
    expect(foldCells(ja, [cell('open', 3, 3)], { state: 'open' })?.count).toBe('3 件中 3 件');
  });

  test('of nothing there is no cell', () => {
    expect(foldCells(en, [cell('not-needed', 0, 0)], { state: 'open' })).toBeNull();
  });
});

describe('what the page asks of the voice', () => {
  test('a title of either report, else the finding’s own', () => {
    const spoken = [spokenOf(ready, 'ja'), spokenOf(pcoipBlocked, 'ja')];
    const [root] = pcoipBlocked.findings;
    expect(titleIn(spoken, root!)).toMatch(/[\u3040-\u30ff]/);
    expect(titleIn(spoken, { id: 'gone', title: 'its own' })).toBe('its own');
  });

  test('the worst protocol by name, unless all are alike', () => {
    const one = { protocol: 'pcoip', verdict: 'not-ready' } as const;
    expect(worstOf([one, { protocol: 'dcv', verdict: 'ready' }])).toBe(one);
    expect(worstOf([one, { protocol: 'dcv', verdict: 'not-ready' }])).toBeNull();
  });
});

test('the findings of the made-up reports have the facts of their causes: pictures speak every language', () => {
  const findings = Object.values(REPORTS).flatMap((report) => report.findings);
  expect(findings.length).toBeGreaterThan(8);
  expect(findings.filter(({ code, params }) => wordsOf(code, [params], 'ja') === null)).toEqual([]);
});

describe('the limits', () => {
  test('come with the report: another limit is another line', () => {
    expect(limitsOf(LIMITS)).toEqual([375, 250, 100]);
    const [best, ...rest] = LIMITS.rttMs.pcoip;
    const rttMs = { ...LIMITS.rttMs, pcoip: [{ ...best!, toMs: 90 }, ...rest] };
    expect(limitsOf({ ...LIMITS, rttMs })).toEqual([375, 250, 90]);
    expect(gradeEdges({ ...LIMITS, gradeMs: { optimalBelow: 1, usableBelow: 2, poorUpTo: 3 } })).toEqual([
      { ms: 1, grade: 'usable' },
      { ms: 2, grade: 'poor' },
      { ms: 3, grade: 'unusable' },
    ]);
  });

  test('a report without them has no lines, and a scale as high as its samples', () => {
    expect(limitsOf(undefined)).toEqual([]);
    expect(gradeEdges(undefined)).toEqual([]);
    expect(topOf(undefined, [10, null, 40])).toBeCloseTo(46);
    expect(topOf(LIMITS, [10])).toBeGreaterThan(400);
  });
});

describe('a remedy', () => {
  test('lines become steps and addresses a code block', () => {
    expect(remedyParts('Allow outbound:\n35.80.88.0/21 44.234.54.0/23\n54.244.46.0/23')).toEqual([
      { kind: 'text', text: 'Allow outbound:' },
      { kind: 'code', text: '35.80.88.0/21 44.234.54.0/23\n54.244.46.0/23' },
    ]);
    expect(remedyParts('1. First.\n2. Second.')).toEqual([{ kind: 'steps', items: ['First.', 'Second.'] }]);
  });

  test('sentences for the user become steps, unless there is nothing to do', () => {
    expect(userSteps('Switch it off. Check again.')).toBe('Switch it off.\nCheck again.');
    expect(userSteps('Nothing to do. Mention it.')).toBe('Nothing to do. Mention it.');
    expect(userSteps('切ってください。もう一度確認してください。')).toBe(
      '切ってください。\nもう一度確認してください。',
    );
  });

  test.each([
    ['UDP is refused here. DCV goes around.', ['UDP is refused here.', 'DCV goes around.']],
    ['遮断されています。DCV は迂回します。', ['遮断されています。', 'DCV は迂回します。']],
    ['Too far: 392.5 ms.', ['Too far: 392.5 ms.']],
  ])('%s breaks between its sentences', (text, parts) => {
    expect(sentencesOf(text)).toEqual(parts);
  });
});
