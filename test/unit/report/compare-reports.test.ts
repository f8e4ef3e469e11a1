import { describe, expect, test } from '@jest/globals';
import { compareReports } from '../../../src/report/compare-reports.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import { vocabularyOf } from '../../../src/words/languages.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';
import { lengthOf } from '../../../src/core/wrap-text.ts';
import { comparison } from '../../../src/report/comparison.ts';
import { renderComparisonText } from '../../../src/report/render-comparison.ts';
import type { Report } from '../../../src/report/report.ts';
import { blockedReport, hostileReport, madeFinding, madeRegion, madeReport } from './made-report.ts';

const NAMES = { a: 'without-vpn.json', b: 'this run' };

function withMedian(medianMs: number): Report {
  const region = madeRegion();
  return madeReport({ regions: [{ ...region, rtt: region.rtt && { ...region.rtt, medianMs } }] });
}

describe('compareReports', () => {
  test('a report with itself differs in nothing', () => {
    const result = compareReports(blockedReport(), blockedReport());
    expect(result.differs).toBe(false);
    expect(result.checks).toEqual([]);
    expect(result.causes.map(({ change }) => change)).toEqual(['stayed', 'stayed']);
  });

  test('names the new cause first, then the verdicts and checks that turned', () => {
    const result = compareReports(madeReport(), blockedReport());
    expect(result.causes[0]).toMatchObject({ change: 'new', finding: { code: 'pcoip/tcp-blocked' } });
    expect(result.verdicts).toEqual([
      { protocol: 'pcoip', a: 'ready', b: 'not-ready' },
      { protocol: 'dcv', a: 'ready', b: 'ready' },
    ]);
    expect(result.checks.map(({ a, b }) => [a, b])).toEqual([
      ['pass', 'fail'],
      ['pass', 'fail'],
    ]);
    expect(result.onlyIn).toEqual({ a: 0, b: 2 });
  });

  test('what went is told as gone', () => {
    expect(compareReports(blockedReport(), madeReport()).causes[0]).toMatchObject({
      change: 'gone',
      severity: 'error',
    });
  });

  test('a cause that stayed with another severity is a change, told with both', () => {
    const warning = madeReport({ findings: [madeFinding({ id: 'f', severity: 'warning' })] });
    const error = madeReport({ findings: [madeFinding({ id: 'f', severity: 'error' })] });
    const result = compareReports(warning, error);
    expect(result.causes).toMatchObject([{ change: 'stayed', severityBefore: 'warning', severity: 'error' }]);
    expect(result.differs).toBe(true);
    expect(renderComparisonText(result, NAMES)).toMatch(/^ {2}Changed .*\(Warning ->\s+Error,\s/m);
    expect(compareReports(error, error).causes[0]).not.toHaveProperty('severityBefore');
  });

  test('a notice that comes or goes is no difference that matters', () => {
    const notice = madeFinding({ id: 'n', severity: 'notice' });
    expect(compareReports(madeReport(), madeReport({ findings: [notice] })).differs).toBe(false);
  });

  test.each([
    { row: '9 ms more are noise', a: 40, b: 49, matters: false },
    { row: '11 ms more are not', a: 40, b: 51, matters: true },
    { row: '10 % of a long way are noise', a: 300, b: 329, matters: false },
    { row: 'more than 10 % of it are not', a: 300, b: 331, matters: true },
  ])('$row', ({ a, b, matters }) => {
    const [median] = compareReports(withMedian(a), withMedian(b)).figures;
    expect(median).toMatchObject({ figure: 'rtt-median', a, b, matters });
  });

  test('figures of two different Regions are not compared', () => {
    const other = madeReport({ decidingRegion: 'eu-west-1', regions: [madeRegion({ code: 'eu-west-1' })] });
    expect(compareReports(madeReport(), other).figures.map(({ figure }) => figure)).toEqual(['dns-median']);
  });

  test('a figure that one side lacks is not compared, and no zero', () => {
    const without = madeReport({ regions: [madeRegion({ rtt: null })] });
    const result = compareReports(without, madeReport());
    const lost = result.figures.find(({ figure }) => figure === 'loss-ratio');
    expect(lost).toEqual({ figure: 'loss-ratio', unit: 'ratio', a: null, b: 0, noise: null, matters: false });
    const text = renderComparisonText(result, NAMES);
    expect(text).toMatch(/^ {2}Lost +not measured +0 %$/m);
  });

  test('checks that fail on a side stand before those that proved nothing', () => {
    const before = [...blockedReport().checks].sort((one, other) => (one.status < other.status ? 1 : -1));
    const after = before.map((check) => ({ ...check, status: 'pass' as const }));
    const { checks } = compareReports(madeReport({ checks: before }), madeReport({ checks: after }));
    expect(before[0]?.status).toBe('unproven');
    expect(checks.map(({ a }) => a)).toEqual(['fail', 'fail', 'unproven', 'not-tested', 'not-tested']);
  });

  test('what was asked otherwise, scripted or cut short is said beside the headline', () => {
    const other = madeReport({
      request: { ...madeReport().request, regions: ['eu-west-1'] },
      simulated: true,
      completed: false,
      completedBecause: 'deadline',
    });
    const text = renderComparisonText(compareReports(madeReport(), other), NAMES);
    expect(text.match(/^ {2}Careful: /gm)).toHaveLength(3);
    expect(renderComparisonText(compareReports(other, other), NAMES)).not.toContain('Careful');
    expect(text).toMatch(/^ {2}Looked at +the real network +-> {1,}a scripted network$/m);
    expect(text).toMatch(/^ {2}Run +whole +-> {1,}the time was over$/m);
  });

  test('another network is named, what a side does not say is neither same nor other', () => {
    const { host } = madeReport();
    const elsewhere = madeReport({
      host: {
        ...host,
        hostName: null,
        wifi: { ssid: 'Hotel', signalDbm: null, linkMbps: null, channel: null },
      },
    });
    const facts = compareReports(elsewhere, elsewhere).surroundings;
    expect(facts.find(({ what }) => what === 'network')).toMatchObject({ a: 'Hotel', same: true });
    expect(facts.find(({ what }) => what === 'computer')).toMatchObject({ a: null, same: null });
  });

  test('fits the schema that the faces read', () => {
    expect(comparison.safeParse(compareReports(hostileReport(), blockedReport())).success).toBe(true);
  });
});

describe('renderComparisonText', () => {
  test('says first what changed, within 80 columns', () => {
    const text = renderComparisonText(compareReports(madeReport(), blockedReport()), NAMES);
    expect(text).toMatch(/^✗ Now PCoIP does not get through\.\n/);
    expect(text).toMatch(/^ {2}PCoIP +✓ Ready +-> +✗ Not ready$/m);
    expect(text).toMatch(/^ {2}New {5}PCoIP is blocked: TCP 4172 does not get through/m);
    expect(text).toContain('2 checks in B alone; that is no difference.');
  });

  test.each(LANGUAGES)('keeps within 80 columns and 24 lines (%s)', (language) => {
    const style = { ...PLAIN_TEXT, language };
    const lines = renderComparisonText(compareReports(blockedReport(), madeReport()), NAMES, {
      style,
      verbose: false,
      exit: vocabularyOf(language).compare.exit(1),
    })
      .trimEnd()
      .split('\n');
    expect(lines.filter((line) => lengthOf(line) > 80)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(24);
  });

  test('with verbose every check that changed is listed', () => {
    const both = compareReports(madeReport(), blockedReport());
    const told = (verbose: boolean) =>
      renderComparisonText(both, NAMES, { style: PLAIN_TEXT, verbose, exit: null });
    expect(told(true)).toContain('3.209.215.252), TCP 4172: ✓ pass -> ✗ fail');
    expect(told(false)).not.toContain('TCP 4172: ✓ pass');
  });

  test('a hostile report stays inert', () => {
    const text = renderComparisonText(compareReports(hostileReport(), hostileReport()), {
      a: '\u001b[2J',
      b: 'b',
    });
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
  });
});
