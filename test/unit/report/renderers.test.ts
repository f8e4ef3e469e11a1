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
import { lengthOf } from '../../../src/core/wrap-text.ts';
import type { Report } from '../../../src/report/report.ts';
import type { TextStyle } from '../../../src/report/text-style.ts';
import {
  blockedReport,
  hostileReport,
  madeCheck,
  madeFinding,
  madeRegion,
  madeReport,
} from './made-report.ts';

const PLAIN: TextStyle = { color: false, width: 80, unicode: true, language: 'en' };

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
  test('starts with the sentence, then says who does what, then what each protocol does', () => {
    const lines = renderText(blockedReport(), PLAIN).split('\n');
    expect(lines[0]).toBe('✗ PCoIP is blocked here. DCV is ready.');
    const heads = lines
      .slice(1)
      .map((line) => /^ {2}(You|Helpdesk|Network|PCoIP|DCV|Where)\b/.exec(line)?.[1]);
    expect(heads.filter((head) => head !== undefined)).toEqual([
      'You',
      'Helpdesk',
      'Network',
      'PCoIP',
      'DCV',
      'Where',
    ]);
  });

  test.each([80, 60, 40])('keeps within %i columns', (width) => {
    const lines = renderText(blockedReport(), { ...PLAIN, width }).split('\n');
    // A command stays whole, so that it can be copied.
    const tooLong = lines.filter(
      (line) => [...line].length > Math.max(width, 45) && !line.includes('preflight rules'),
    );
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
    const text = renderText(blockedReport(), PLAIN, { verbose: true, exit: null });
    expect(text).toContain('2 checks not tested, because of this');
    expect(text.match(/^✗ PCoIP is blocked: TCP 4172/gm)).toHaveLength(1);
  });

  test('a cancelled run says so', () => {
    const { protocols, truth } = madeReport();
    const untold = { verdict: 'unknown', transport: null, udpProof: 'not-tested', band: null } as const;
    const text = renderText(
      madeReport({
        ...{ completed: false, completedBecause: 'cancelled', verdict: 'unknown', truth },
        protocols: { ...protocols, pcoip: { ...untold, forecast: null } },
      }),
      PLAIN,
    );
    expect(text).toContain('PCoIP could not be tested: the check was stopped. DCV is ready.');
  });

  test('says what this check cannot see', () => {
    expect(renderText(madeReport(), PLAIN).replace(/\s+/g, ' ')).toContain('a stopped WorkSpace');
    expect(renderText(blockedReport(), PLAIN, { verbose: true, exit: null })).toContain(
      'It cannot see a stopped',
    );
  });

  test('a report of an older version, without a truth table, is told by its own texts', () => {
    const older = blockedReport({ summary: 'Told long ago.' });
    delete older.truth;
    delete older.limits;
    delete older.language;
    expect(renderText(older, PLAIN)).toMatch(/^✗ Told long ago\.\n/);
  });

  test('the last line is how it ended', () => {
    const lines = renderText(blockedReport(), PLAIN, {
      verbose: false,
      exit: 'exit 1: PCoIP was asked for too',
    })
      .trimEnd()
      .split('\n');
    expect(lines.at(-1)).toBe('  exit 1: PCoIP was asked for too');
  });

  test('a figure that was not measured is no zero', () => {
    const text = renderText(madeReport({ regions: [madeRegion({ rtt: null, mtu: null })] }), PLAIN, {
      verbose: true,
      exit: null,
    });
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
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.length).toBeLessThanOrEqual(5);
    expect(text).toMatch(
      /^PCoIP is blocked here\. DCV is ready\.\n\n- PCoIP: Not ready\. TCP 4172: silent at 2 of 2/,
    );
    expect(text).toContain('- Preflight for Amazon WorkSpaces: Not ready');
    expect(text).toContain('time zone of the machine: Europe/Berlin');
    expect(text).toContain('Preflight 0.1.0, tables 2025-08, node 20.20.2');
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

/** The round trips of the made Region with another median, of which one was lost. */
function rttOf(medianMs: number) {
  const { rtt } = madeRegion();
  return rtt === null ? null : { ...rtt, medianMs, received: 59, lossRatio: 1 / 60 };
}

describe('regions', () => {
  const report = madeReport({
    regions: [
      madeRegion({ code: 'us-west-2', name: 'US West (Oregon)', rank: 2, scoreMs: 80, rtt: rttOf(80.3) }),
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

  test('ranks, tells what the asked-for Region costs and which one is second', () => {
    const document = makeRegionsDocument(report, { partition: 'aws', askedFor: 'us-west-2' });
    expect(document.regions.map((region) => region.code)).toEqual(['us-east-1', 'us-west-2', 'us-east-2']);
    expect(document.askedFor).toMatchObject({ code: 'us-west-2', costMs: 40 });
    expect(document.failOver).toMatchObject({ code: 'us-east-1', costMs: 0 });
  });

  test('a Region without a health-check server stays in the table with the reason', () => {
    expect(regionsText(report)).toMatch(/- us-east-2 .*not ranked: the documents name no/);
  });

  test('says first how the Region of the person stands, and has one figure: the median', () => {
    const far = makeRegionsDocument(report, { partition: 'aws', askedFor: 'us-west-2' });
    const text = renderRegionsText(far, PLAIN);
    expect(text).toMatch(
      /^▲ US West \(Oregon\) is 40 ms slower from here than US East \(N\. Virginia\) \(40 ms\)\.\n/,
    );
    expect(text).toMatch(/^ {3}1 us-east-1 +N\. Virginia +40 ms +– +0\/60 +best +best$/m);
    expect(text).toMatch(/^ {3}2 us-west-2 +Oregon +◂ +80 ms +40 ms +1\/60 +best +best$/m);
    expect(text).not.toContain('stand-by');
    expect(regionsText(report)).toMatch(
      /^✓ Yours is the best from here: US East \(N\. Virginia\), 40 ms\.\n/,
    );
    expect(regionsText(report)).toContain('Second best, for a stand-by: US West (Oregon).');
  });

  test('folds a long list and never the Region of the person; --all unfolds it', () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      madeRegion({
        code: `xx-test-${index + 1}`,
        name: `Far (City ${index + 1})`,
        rank: index + 1,
        rtt: rttOf(40 + index),
      }),
    );
    const long = makeRegionsDocument(
      madeReport({ regions: many, bestRegion: { code: 'xx-test-1', reasons: [] } }),
      {
        ...{ partition: 'aws', askedFor: 'xx-test-12' },
      },
    );
    const text = renderRegionsText(long, PLAIN);
    expect(text).toContain('… 3 more, 48 ms to 50 ms  (--all)');
    expect(text).toMatch(/^ {2}12 xx-test-12/m);
    expect(renderRegionsText(long, PLAIN, { all: true }).match(/^ +\d+ xx-test-/gm)).toHaveLength(12);
  });

  test('speaks Japanese, in columns that a terminal keeps', () => {
    const document = makeRegionsDocument(report, { partition: 'aws', askedFor: 'us-west-2' });
    const text = renderRegionsText(document, { ...PLAIN, language: 'ja' });
    expect(text.replace(/\s/g, '')).toContain('より40ms遅くなります。');
    expect(text.split('\n').filter((line) => lengthOf(line) > 80)).toEqual([]);
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
    expect(text).toContain('No DNS server answers (the local network, dns/no-answer).');
    expect(text).toMatch(/eu-west-1 .*not measured, because of the cause above/);
    expect(text).toMatch(/us-east-2 .*not ranked: the documents name no/);
    expect(text).not.toContain('can be reached');
    expect(document).toMatchObject({ cause: { code: 'dns/no-answer' }, failOver: null });
  });

  test('without a general cause the reason of the check is said', () => {
    const alone = makeRegionsDocument({ ...report, findings: [] }, { partition: 'aws', askedFor: null });
    expect(alone.notMeasured[0]).toEqual({
      ...{ code: 'eu-west-1', because: 'dependency-failed', becauseOfCause: false },
      text: 'the health-check name has no usable address',
    });
    expect(renderRegionsCsv(alone)).toContain(',the health-check name has no usable address\r\n');
  });

  test('a Region that cannot be reached is no stand-by', () => {
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
    expect(text).toMatch(/us-east-1 .* shut {5}best$/m);
    expect(text).toMatch(/eu-west-1 .* best {5}best$/m);
    expect(text.replace(/\s+/g, ' ')).toContain(
      'PCoIP: TCP 4172 did not open in US East (N. Virginia); the nearest Region where it did is Europe (Ireland).',
    );
    expect(regionsText(madeReport({ regions: [near] }))).toContain('PCoIP: TCP 4172 opened in no Region.');
  });
});

describe('tables of a year ago', () => {
  const held = (date: string) =>
    madeReport({ tables: { edition: '2025-08', date, sha256: 'ab'.repeat(32), overlay: null } });
  const faces = RENDERERS.filter(([name]) => ['text', 'markdown', 'html'].includes(name));

  test.each(faces)('%s says so beside the verdict, by the day of the run', (_name, render) => {
    const said = (date: string) => /older than\s+12\s+months/.test(render(held(date)));
    expect([said('2025-11-19'), said('2025-11-21')]).toEqual([true, false]);
    expect(/older than\s+12\s+months/.test(render(madeReport()))).toBe(false);
  });
});
