import { describe, expect, test } from '@jest/globals';
import { mergeRuns } from '../../../src/report/merge-runs.ts';
import { validateReport } from '../../../src/report/validate-report.ts';
import { blockedReport, madeReport } from './made-report.ts';

const ready = madeReport({ createdAt: '2026-11-20T10:00:00.000Z', durationMs: 1000 });
const broken = blockedReport({
  verdict: 'not-ready',
  createdAt: '2026-11-20T10:01:00.000Z',
  durationMs: 2000,
});

describe('mergeRuns', () => {
  test('a single run stays as it is', () => {
    expect(mergeRuns([ready])).toBe(ready);
  });

  test('the worst run gives the verdict, and the summary says how often', () => {
    const merged = mergeRuns([ready, broken, ready]);
    expect(merged.verdict).toBe('not-ready');
    expect(merged.summary).toMatch(/Seen in 1 of 3 runs: it comes and goes\.$/);
    expect(merged.findings).toEqual(broken.findings);
  });

  test('says of each finding in which runs it was, and of each check how often it failed', () => {
    const { repeat } = mergeRuns([broken, ready, broken]);
    expect(repeat?.findings[0]).toMatchObject({
      code: 'pcoip/tcp-blocked',
      inRuns: [1, 3],
      comesAndGoes: true,
    });
    expect(repeat?.checks[0]).toMatchObject({ steady: false, statuses: { fail: 2, pass: 1 } });
  });

  test('what failed every time is steady', () => {
    const { repeat, summary } = mergeRuns([broken, broken]);
    expect(repeat?.checks.map(({ steady }) => steady)).toEqual([true, true]);
    expect(repeat?.findings[0]).toMatchObject({ comesAndGoes: false });
    expect(summary).toMatch(/The same in all 2 runs\.$/);
  });

  test('spans from the start of the first run to the end of the last', () => {
    expect(mergeRuns([ready, broken])).toMatchObject({ createdAt: ready.createdAt, durationMs: 62_000 });
  });

  test('a run that was cut short shows', () => {
    const cut = madeReport({ completed: false, completedBecause: 'cancelled', verdict: 'unknown' });
    expect(mergeRuns([ready, cut])).toMatchObject({
      completed: false,
      completedBecause: 'cancelled',
      verdict: 'unknown',
    });
  });

  test('fits the schema', () => {
    expect(validateReport(mergeRuns([ready, broken]))).toMatchObject({ ok: true });
  });
});
