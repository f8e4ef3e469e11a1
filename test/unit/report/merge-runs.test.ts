import { describe, expect, test } from '@jest/globals';
import { mergeRuns } from '../../../src/report/merge-runs.ts';
import { validateReport } from '../../../src/report/validate-report.ts';
import { renderText } from '../../../src/report/render-text.ts';
import { blockedReport, madeFinding, madeReport } from './made-report.ts';

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

  test('the deadline of a run counts as that run could not tell', () => {
    const cut = madeReport({ completed: false, completedBecause: 'deadline', verdict: 'unknown' });
    expect(mergeRuns([ready, cut])).toMatchObject({
      completed: false,
      completedBecause: 'deadline',
      verdict: 'unknown',
    });
  });

  describe('Ctrl-C', () => {
    const stopped = { completed: false, completedBecause: 'cancelled' } as const;
    const untested = ready.checks.map((check) => ({ ...check, status: 'not-tested' as const }));
    const cut = madeReport({ ...stopped, verdict: 'unknown', checks: untested });

    test('what it kept from being seen takes nothing from the runs that were whole', () => {
      const merged = mergeRuns([ready, ready, cut], 5);
      expect(merged).toMatchObject({ ...stopped, verdict: 'ready', protocols: ready.protocols });
      expect(merged.summary).toBe(`${ready.summary} The same in all 2 runs. Stopped during run 3 of 5.`);
      expect(merged.repeat?.checks).toEqual([]);
      expect(merged.repeat?.runs.map(({ completed }) => completed)).toEqual([true, true, false]);
    });

    test('a fault seen before it still counts', () => {
      const merged = mergeRuns([ready, { ...broken, ...stopped }], 5);
      expect(merged.verdict).toBe('not-ready');
      expect(merged.summary).toMatch(/Seen in 1 of 2 runs: it comes and goes\. Stopped during run 2 of 5\.$/);
    });

    test('a finding that only the stopped run lacks does not come and go', () => {
      const { repeat } = mergeRuns([broken, cut], 5);
      expect(repeat?.findings[0]).toMatchObject({ inRuns: [1], comesAndGoes: false });
    });

    test('between two runs it leaves one run of several, and says so', () => {
      const merged = mergeRuns([ready], 5);
      expect(merged).toMatchObject(stopped);
      expect(merged.summary).toBe(`${ready.summary} Stopped after run 1 of 5.`);
      expect(merged.repeat?.runs).toHaveLength(1);
      expect(validateReport(merged)).toMatchObject({ ok: true });
    });
  });

  test('the same verdict for two different causes is not told as the same', () => {
    const other = { ...broken, findings: [madeFinding({ id: 'dns/no-answer', code: 'dns/no-answer' })] };
    expect(mergeRuns([broken, other]).summary).toMatch(
      /The verdict is the same in all 2 runs, but not every run shows the same causes\.$/,
    );
  });

  test('the text says of a check that never failed what it did instead', () => {
    const slow = { ...ready, checks: ready.checks.map((check) => ({ ...check, status: 'warn' as const })) };
    const text = renderText(mergeRuns([ready, slow, ready]));
    expect(text).toContain('dns/connectivity.amazonworkspaces.com: warning in 1, pass in 2 of 3 runs');
    expect(text).not.toContain('failed in 0');
  });

  test('fits the schema', () => {
    expect(validateReport(mergeRuns([ready, broken]))).toMatchObject({ ok: true });
  });
});
