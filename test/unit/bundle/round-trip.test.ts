/** What a helpdesk does: open, judge again, compare, count. */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareBundles } from '../../../src/bundle/compare-bundles.ts';
import type { BundleInput } from '../../../src/bundle/bundle-input.ts';
import { makeBundle, previewBundle } from '../../../src/bundle/make-bundle.ts';
import { openBundle, type OpenedBundle } from '../../../src/bundle/open-bundle.ts';
import { LeftOutTooMuch } from '../../../src/bundle/redact.ts';
import { rejudge } from '../../../src/bundle/rejudge.ts';
import { LANGUAGES } from '../../../src/core/language.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';
import { lengthOf } from '../../../src/report/wrap-text.ts';
import { renderSummaryCsv, renderSummaryText } from '../../../src/bundle/render-summary.ts';
import { summariseBundles } from '../../../src/bundle/summarise-bundles.ts';
import { REDACTION_LEVELS } from '../../../src/core/words.ts';
import { tablesIdentity } from '../../../src/regions/load-corrected-tables.ts';
import { insideOf, simulatedInput, tables } from './simulated-input.ts';

const STANDARD = { level: 'standard', leaveOut: [], putIn: [] } as const;

function bundleOf(input: BundleInput): Promise<OpenedBundle> {
  return openBundle(makeBundle(input, STANDARD).bytes);
}

/** Several runs and bundles in one test, on a machine that may be busy. */
jest.setTimeout(60_000);

describe('the round trip', () => {
  test.each(['decrypted', 'captive-portal', 'proxy-password', 'vpn-small-packets', 'offline'])(
    '%s judges to the same findings at every level',
    async (id) => {
      const input = await simulatedInput(id);
      const wanted = input.report.findings.map((finding) => [finding.id, finding.severity]);
      for (const level of REDACTION_LEVELS) {
        const opened = await openBundle(makeBundle(input, { ...STANDARD, level }).bytes);
        const again = rejudge(opened, tables, tablesIdentity(tables));
        expect([level, again.findings.map((finding) => [finding.id, finding.severity])]).toEqual([
          level,
          wanted,
        ]);
        expect(JSON.stringify(again)).not.toMatch(/10\.255\.0\.|11\.255\.0\./);
      }
    },
  );

  test('a comparison names the injected fault, and does not take two stand-ins for one machine', async () => {
    const [ready, blocked] = [await simulatedInput('ready'), await simulatedInput('pcoip-blocked')];
    const other = {
      ...blocked,
      report: { ...blocked.report, host: { ...blocked.report.host, hostName: 'another-laptop' } },
    };
    const comparison = compareBundles(await bundleOf(ready), await bundleOf(other));
    const grave = comparison.causes.filter(
      ({ change, severity }) => change !== 'stayed' && severity !== 'notice',
    );
    expect(grave.map(({ change, finding }) => [change, finding.code])).toEqual([
      ['new', 'pcoip/tcp-blocked'],
    ]);
    const computer = comparison.surroundings.find(({ what }) => what === 'computer');
    expect([computer?.a, computer?.b, computer?.same]).toEqual([
      expect.stringContaining('host-1'),
      expect.stringContaining('host-1'),
      false,
    ]);
    expect(compareBundles(await bundleOf(ready), await bundleOf(ready)).differs).toBe(false);
  });
});

describe('the choice', () => {
  test('files, folders and fields stay out, and the manifest says who left them out', async () => {
    const choice = { ...STANDARD, leaveOut: ['report.html', 'system/', 'host.wifi', 'host.interfaces'] };
    const made = makeBundle(await simulatedInput('ready'), choice);
    const names = [...insideOf(made.bytes).keys()];
    expect(names.filter((name) => name === 'report.html' || name.startsWith('system/'))).toEqual([]);
    const { report, problems } = await openBundle(made.bytes);
    expect([report.host.wifi, report.host.interfaces, problems]).toEqual([null, [], []]);
    const what = made.manifest.leftOut.map((row) => row.what);
    expect(what).toEqual(expect.arrayContaining(['report.html', 'system/os.json', 'field host.wifi']));
  });

  test('a field without which there is no report cannot stay out', async () => {
    const input = await simulatedInput('offline');
    expect(() => makeBundle(input, { ...STANDARD, leaveOut: ['protocols'] })).toThrow(LeftOutTooMuch);
  });

  test('the preview shows the very texts that are written', async () => {
    const input = {
      ...(await simulatedInput('ready')),
      clientLogs: [{ name: 'client.log', text: 'hello jane.doe' }],
    };
    const preview = previewBundle(input, STANDARD);
    const inside = insideOf(makeBundle(input, STANDARD).bytes);
    for (const file of preview.files.filter(({ included, truncated }) => included && !truncated)) {
      expect(Buffer.from(file.text ?? '').toString('latin1')).toBe(inside.get(file.name));
    }
    const log = preview.files.find(({ name }) => name.startsWith('client-logs/'));
    expect([log?.included, log?.text]).toEqual([false, 'hello user-1']);
    expect(inside.has(log?.name ?? '')).toBe(false);
  });
});

describe('the summary of a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-summary-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  beforeAll(async () => {
    for (const [index, id] of ['ready', 'slow', 'pcoip-blocked', 'streaming-blocked'].entries()) {
      const input = await simulatedInput(id);
      const host = { ...input.report.host, hostName: `laptop-${index}` };
      if (index > 1) host.defaultGateways = [{ family: 4, address: '10.9.0.1', interfaceName: 'en0' }];
      writeFileSync(
        join(folder, `${id}.zip`),
        makeBundle({ ...input, report: { ...input.report, host } }, STANDARD).bytes,
      );
    }
    writeFileSync(join(folder, 'rubbish.zip'), 'rubbish');
    writeFileSync(join(folder, '.hidden.zip.part'), 'half');
    writeFileSync(join(folder, 'notes.txt'), 'notes');
  }, 60_000);

  test('groups by cause, network, Region and version, and lists what it cannot read', async () => {
    const summary = await summariseBundles(folder);
    expect(summary.bundles).toBe(4);
    expect(summary.groups.cause.map(({ value, bundles }) => [value, bundles])).toEqual([
      ['pcoip/tcp-blocked', 2],
      ['latency/degraded', 1],
      ['none', 1],
    ]);
    expect(summary.groups.site.map(({ bundles, machines }) => [bundles, machines])).toEqual([
      [2, 2],
      [2, 2],
    ]);
    expect(summary.groups.region.map(({ value, bundles }) => [value, bundles])).toEqual([
      ['eu-central-1', 4],
    ]);
    expect(summary.unreadable).toEqual([
      { file: 'rubbish.zip', why: expect.stringMatching(/^no readable zip file/) },
    ]);
    const text = renderSummaryText(summary);
    expect(text).toMatch(/^4 bundles\n {5}1 {2}✓ ready\n/);
    expect(text).toContain('rubbish.zip');
    for (const language of LANGUAGES) {
      const lines = renderSummaryText(summary, { ...PLAIN_TEXT, language }).split('\n');
      expect(lines.filter((line) => lengthOf(line) > 80)).toEqual([]);
    }
    // The cause is told in the language of the reader, whoever wrote the bundle.
    expect(renderSummaryText(summary, { ...PLAIN_TEXT, language: 'ja' })).toContain('(pcoip/tcp-blocked)');
    expect(renderSummaryText(summary, { ...PLAIN_TEXT, language: 'ja' })).not.toContain(
      'does not get through',
    );
    expect(renderSummaryCsv(summary).split('\r\n')[0]).toBe(
      'group,value,title,bundles,machines,ready,degraded,not-ready,unknown,mainCause,first,last',
    );
  });
});
