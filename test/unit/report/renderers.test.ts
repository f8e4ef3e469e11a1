/** Every renderer on the same made reports: what must be there, the width, and that strangers' strings stay inert. */
import { describe, expect, test } from '@jest/globals';
import type { Verdict } from '../../../src/core/words.ts';
import { makeRegionsDocument } from '../../../src/report/regions-document.ts';
import { renderCsv } from '../../../src/report/render-csv.ts';
import { renderHtml } from '../../../src/report/render-html.ts';
import { renderJson } from '../../../src/report/render-json.ts';
import { renderJunit } from '../../../src/report/render-junit.ts';
import { renderMarkdown } from '../../../src/report/render-markdown.ts';
import { renderRegionsCsv, renderRegionsText } from '../../../src/report/render-regions.ts';
import { renderText } from '../../../src/report/render-text.ts';
import type { Report } from '../../../src/report/report.ts';
import {
  blockedReport,
  hostileReport,
  madeCheck,
  madeFinding,
  madeRegion,
  madeReport,
} from './made-report.ts';

const PLAIN = { color: false, width: 80, unicode: true };

function regionsText(report: Report): string {
  return renderRegionsText(makeRegionsDocument(report, { partition: 'aws', askedFor: 'us-east-1' }), PLAIN);
}

const RENDERERS: [string, (report: Report) => string][] = [
  ['text', (report) => renderText(report, PLAIN)],
  ['markdown', (report) => renderMarkdown(report)],
  ['csv', renderCsv],
  ['junit', (report) => renderJunit(report, { strict: false })],
  ['html', (report) => renderHtml(report)],
  ['json', renderJson],
  ['regions text', regionsText],
  [
    'regions csv',
    (report) => renderRegionsCsv(makeRegionsDocument(report, { partition: 'aws', askedFor: null })),
  ],
];

describe.each(RENDERERS)('%s', (_name, render) => {
  test('a hostile report leaves no control character and no direction override', () => {
    expect(render(hostileReport())).not.toMatch(
      /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e]/,
    );
  });

  test('the same report gives the same text', () => {
    expect(render(blockedReport())).toBe(render(blockedReport()));
  });
});

describe('renderText', () => {
  test('starts with the sentence and the verdict', () => {
    const [first, second, third] = renderText(blockedReport(), PLAIN).split('\n');
    expect([first, second, third]).toEqual([
      '✗ PCoIP is blocked here. DCV is ready. That matters only if your WorkSpace uses',
      '  PCoIP.',
      '  Verdict: ready with limits (degraded)',
    ]);
  });

  test.each([80, 60, 40])('keeps within %i columns', (width) => {
    const lines = renderText(blockedReport(), { ...PLAIN, width }).split('\n');
    const tooLong = lines.filter((line) => [...line].length > Math.max(width, 45));
    expect(tooLong).toEqual([]);
  });

  test('without colour it holds no escape, with colour the same words', () => {
    const plain = renderText(blockedReport(), PLAIN);
    const colored = renderText(blockedReport(), { ...PLAIN, color: true });
    expect(plain).not.toContain('\u001b');
    expect(colored).toContain('\u001b[31m');

    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  test('ASCII is enough', () => {
    expect(renderText(blockedReport(), { ...PLAIN, unicode: false })).toMatch(/^[\u0000-\u007f]*$/);
  });

  test('says the cause once and folds what hangs on it', () => {
    const text = renderText(blockedReport(), PLAIN);
    expect(text).toContain('2 checks not tested, because of the cause above');
    expect(text.match(/Something on the way stops port 4172/g)).toHaveLength(1);
  });

  test('a cancelled run says so', () => {
    const text = renderText(madeReport({ completed: false, completedBecause: 'cancelled' }), PLAIN);
    expect(text).toContain('The run was stopped after 14.2 s');
  });

  test('says what this check cannot see', () => {
    expect(renderText(madeReport(), PLAIN)).toContain('It cannot see a stopped WorkSpace');
  });

  test('a figure that was not measured is no zero', () => {
    const text = renderText(madeReport({ regions: [madeRegion({ rtt: null, mtu: null })] }), PLAIN);
    expect(text).toMatch(/Round trip\s+not measured/);
  });
});

describe('renderJson', () => {
  test('is one document that reads back, control characters included', () => {
    const report = hostileReport();
    expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
  });

  test('durations are rounded to the microsecond, ratios are not', () => {
    const text = renderJson({ durationMs: 1.23456789, lossRatio: 0.123456789, samplesMs: [0.1234567] });
    expect(JSON.parse(text)).toEqual({ durationMs: 1.235, lossRatio: 0.123456789, samplesMs: [0.123] });
  });
});

describe('renderJunit', () => {
  const withVerdict = (verdict: Verdict): Report => {
    const report = madeReport({ verdict });
    const { dcv } = report.protocols;
    return dcv === undefined
      ? report
      : { ...report, protocols: { ...report.protocols, dcv: { ...dcv, verdict } } };
  };
  const failures = (text: string): string | undefined => /<testsuites[^>]* failures="(\d+)"/.exec(text)?.[1];

  test.each([
    { row: 'ready has no failure', report: madeReport(), strict: false, wanted: '0' },
    {
      row: 'a protocol that is shut fails, and so do its error and the checks it rests on',
      report: blockedReport(),
      strict: false,
      wanted: '5',
    },
    { row: 'the same under --strict', report: blockedReport(), strict: true, wanted: '5' },
    {
      row: 'a protocol that could not be told fails',
      report: withVerdict('unknown'),
      strict: false,
      wanted: '2',
    },
    {
      row: 'limits fail nothing, as the exit code',
      report: withVerdict('degraded'),
      strict: false,
      wanted: '0',
    },
    { row: 'limits under --strict fail', report: withVerdict('degraded'), strict: true, wanted: '2' },
  ])('$row', ({ report, strict, wanted }) => {
    expect(failures(renderJunit(report, { strict }))).toBe(wanted);
  });
});

describe('renderMarkdown', () => {
  test('names verdict, cause, at most five lines of evidence, versions and time zone', () => {
    const checks = blockedReport().checks;
    const many = Array.from({ length: 9 }, (_, index) => ({
      ...checks[2],
      id: `c${index}`,
      target: { host: `h${index}.example`, address: null, port: 443, transport: 'tcp' },
    })) as Report['checks'];
    const finding = madeFinding({ checks: many.map((check) => check.id) });
    const text = renderMarkdown(blockedReport({ checks: many, findings: [finding] }));
    const evidence = text
      .slice(text.indexOf('Evidence\n'), text.indexOf('\nTo do'))
      .trim()
      .split('\n')
      .slice(1);
    expect(evidence).toHaveLength(5);
    expect(evidence.at(-1)).toBe('- and 5 checks more like these');
    expect(text).toContain('Ready with limits (degraded)');
    expect(text).toContain('time zone of the machine: Europe/Berlin');
    expect(text).toContain('Preflight 0.1.0 on node 20.20.2; tables 2025-08');
  });

  test('holds no markup of its own and none of strangers', () => {
    expect(renderMarkdown(hostileReport())).not.toMatch(/[<>`]|\]\(/);
  });
});

describe('renderHtml', () => {
  test('has no script, loads nothing, and escapes what strangers wrote', () => {
    const html = renderHtml(hostileReport());
    expect(html).not.toMatch(/<script/i);
    expect(html).not.toMatch(/(?:src|href)\s*=/i);
    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain("default-src 'none'");
  });
});

describe('regions', () => {
  const report = madeReport({
    regions: [
      madeRegion({ code: 'us-west-2', name: 'US West (Oregon)', rank: 2, scoreMs: 80 }),
      madeRegion(),
      madeRegion({
        code: 'us-east-2',
        name: 'US East (Ohio)',
        rank: null,
        rtt: null,
        reachable: null,
        scoreMs: null,
        grade: null,
      }),
    ],
  });

  test('ranks, tells what the asked-for Region costs and where a fail-over would go', () => {
    const document = makeRegionsDocument(report, { partition: 'aws', askedFor: 'us-west-2' });
    expect(document.regions.map((region) => region.code)).toEqual(['us-east-1', 'us-west-2', 'us-east-2']);
    expect(document.askedFor).toMatchObject({ code: 'us-west-2', costMs: 39.8 });
    expect(document.failOver).toMatchObject({ code: 'us-east-1', costMs: 0 });
  });

  test('a Region without a health-check server stays in the table with the reason', () => {
    expect(regionsText(report)).toMatch(/- us-east-2 .*no health-check server/);
  });

  test('keeps within 80 columns', () => {
    expect(
      regionsText(report)
        .split('\n')
        .filter((line) => [...line].length > 80),
    ).toEqual([]);
  });
});

describe('what the ranking says of Regions that it could not measure', () => {
  const unmeasured = { reachable: null, rank: null, scoreMs: null, rtt: null, grade: null } as const;
  const noName = {
    reason: 'dependency-failed',
    check: 'dns/drp-dub.amazonworkspaces.com',
    finding: 'dns/no-answer',
    text: 'the health-check name has no usable address',
  } as const;
  const waiting = madeCheck({
    id: 'eu-west-1/health-check/tcp-4172/54.76.137.224',
    region: 'eu-west-1',
    status: 'not-tested',
    state: null,
    startMs: null,
    durationMs: null,
    notTestedBecause: noName,
  });
  const cause = madeFinding({
    ...{ id: 'dns/no-answer', code: 'dns/no-answer', region: null, side: 'local-network' },
    ...{ title: 'No DNS server answers', explanation: 'Nobody answered.', protocols: ['pcoip', 'dcv'] },
  });
  const report = madeReport({
    bestRegion: null,
    checks: [waiting],
    findings: [cause],
    regions: [
      madeRegion({ ...unmeasured, code: 'eu-west-1', name: 'Europe (Ireland)' }),
      madeRegion({ ...unmeasured, code: 'us-east-2', name: 'US East (Ohio)' }),
    ],
  });
  const document = makeRegionsDocument(report, { partition: 'aws', askedFor: null });

  test('one cause, once, and a Region without health-check servers has its own reason', () => {
    const text = renderRegionsText(document, PLAIN);
    expect(text).toContain('Cause: No DNS server answers (dns/no-answer): the local network.');
    expect(text).toMatch(/eu-west-1 .*not measured, because of the cause above/);
    expect(text).toMatch(/us-east-2 .*not measured: no health-check server$/m);
    expect(text).not.toContain('can be reached');
    expect(document).toMatchObject({ cause: { code: 'dns/no-answer' }, failOver: null });
  });

  test('without a general cause the reason of the check is said', () => {
    const alone = makeRegionsDocument({ ...report, findings: [] }, { partition: 'aws', askedFor: null });
    expect(alone.notMeasured[0]).toEqual({
      ...{ code: 'eu-west-1', becauseOfCause: false },
      text: 'the health-check name has no usable address',
    });
    expect(renderRegionsCsv(alone)).toContain(',the health-check name has no usable address\r\n');
  });

  test('a Region that cannot be reached is no fail-over', () => {
    const dead = madeRegion({ ...unmeasured, code: 'eu-west-1', reachable: false, rank: 2 });
    const two = madeReport({ regions: [madeRegion(), dead] });
    expect(makeRegionsDocument(two, { partition: 'aws', askedFor: 'us-east-1' }).failOver).toBeNull();
  });

  test('a band is not shown where the port of the protocol did not open', () => {
    const tested = (open: number) => ({ open, tested: 6 });
    const near = madeRegion({ streaming: { pcoip: tested(0), dcv: tested(6) } });
    const far = madeRegion({
      ...{ code: 'eu-west-1', name: 'Europe (Ireland)', rank: 2 },
      streaming: { pcoip: tested(3), dcv: tested(6) },
    });
    const text = regionsText(madeReport({ regions: [near, far] }));
    expect(text).toMatch(/us-east-1 .* shut {7}best$/m);
    expect(text).toMatch(/eu-west-1 .* best {7}best$/m);
    expect(text).toContain('PCoIP: TCP 4172 did not open in us-east-1; the nearest Region where it did');
    expect(regionsText(madeReport({ regions: [near] }))).toContain('PCoIP: TCP 4172 opened in no Region.');
  });
});
