/** What a helpdesk does: open, judge again, compare. */
import { describe, expect, jest, test } from '@jest/globals';
import { compareBundles } from '../../../src/bundle/compare-bundles.ts';
import type { BundleInput } from '../../../src/bundle/bundle-input.ts';
import { makeBundle, previewBundle } from '../../../src/bundle/make-bundle.ts';
import { openBundle, type OpenedBundle } from '../../../src/bundle/open-bundle.ts';
import { keyOfText, newKeyText } from '../../../src/bundle/tag-key.ts';
import { LeftOutTooMuch } from '../../../src/bundle/redact.ts';
import { rejudge } from '../../../src/bundle/rejudge.ts';
import { REDACTION_LEVELS } from '../../../src/core/words.ts';
import { tablesIdentity } from '../../../src/regions/model.ts';
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
    const key = keyOfText(newKeyText());
    const tagged = (input: BundleInput, installation: string) =>
      bundleOf({ ...input, tagging: key === null ? null : { key, installation, site: null } });
    const comparison = compareBundles(await tagged(ready, 'one'), await tagged(other, 'another'));
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
    const again = compareBundles(await tagged(ready, 'one'), await tagged(ready, 'one'));
    expect([again.differs, again.direction]).toEqual([false, 'same']);
    expect(again.surroundings.find(({ what }) => what === 'computer')?.same).toBe(true);
    // Without a key nobody can tell.
    const untagged = compareBundles(await bundleOf(ready), await bundleOf(ready));
    expect(untagged.surroundings.find(({ what }) => what === 'computer')?.same).toBeNull();
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
