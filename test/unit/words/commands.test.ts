/** What commands say in Japanese: no English sentence is left, and the lines fit. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROFILES } from '../../../src/core/words.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { audit } from '../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../src/rules/audit/audit-context.ts';
import { readAuditText } from '../../../src/rules/audit/read-audit-text.ts';
import { renderAuditText } from '../../../src/rules/audit/render-audit.ts';
import { makeRules } from '../../../src/rules/make-rules.ts';
import { mergeProofs } from '../../../src/rules/proof/merge.ts';
import { prove } from '../../../src/rules/proof/proof.ts';
import { renderMatrixMarkdown, renderMatrixText } from '../../../src/rules/proof/render-matrix.ts';
import { renderProofMarkdown, renderProofText } from '../../../src/rules/proof/render-proof.ts';
import { renderChangesText, renderRetestCard } from '../../../src/rules/proof/render-retest.ts';
import { compareProofs, keepOpen } from '../../../src/rules/proof/retest.ts';
import { lengthOf } from '../../../src/core/wrap-text.ts';
import { vocabularyOf } from '../../../src/words/languages.ts';
import { check, failed, https, rules, source } from '../rules/proof/proof-fixtures.ts';
import { englishLeft } from './english-left.ts';

const ja = vocabularyOf('ja');
const tables = loadTables();
const request = {
  regions: ['us-east-1'],
  protocols: ['pcoip', 'dcv'],
  profile: 'client',
  withAga: false,
  withFips: false,
  withIpv6: false,
  directoryId: null,
} as const;

function expectJapanese(text: string): void {
  expect(text).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
  expect(text.split('\n').flatMap(englishLeft)).toEqual([]);
  expect(text).not.toMatch(/。 \S/);
  const wide = text.split('\n').filter((line) => lengthOf(line) > 80 && /\S [^\s]/.test(line.trim()));
  expect(wide).toEqual([]);
}

const FIREWALLS = 'test/fixtures/firewalls';

describe('audit', () => {
  const context = auditContext(tables, request);
  const files = readdirSync(FIREWALLS, { withFileTypes: true }).flatMap((entry) => {
    if (!entry.isFile()) return [];
    const text = readFileSync(join(FIREWALLS, entry.name), 'utf8');
    const file = readAuditText(text, { words: ja.audit });
    // A refusal is an error line, which is English.
    return typeof file === 'string' ? [] : [[entry.name, file] as const];
  });

  test.each(files)('%s', (_name, file) => {
    const result = audit(file, context, ja.audit);
    // The file's own text is in whatever language it is in.
    const bare = <T extends { readonly text: string }>(rows: readonly T[]) =>
      rows.map((row) => ({ ...row, text: '' }));
    expectJapanese(
      renderAuditText({ ...result, remarks: bare(result.remarks), unread: bare(result.unread) }, ja),
    );
  });

  test('was asked for several formats', () => {
    expect(new Set(files.map(([, { format }]) => format)).size).toBeGreaterThan(6);
  });
});

describe('prove and merge', () => {
  const udp = { address: '3.209.215.252', port: 4172, transport: 'udp' } as const;
  const before = prove(
    { ...source, checks: [https(failed('connection-reset', 'open')), check('u', udp, failed('no-reply'))] },
    rules,
    ja.proof,
  );
  const after = prove(
    {
      ...source,
      ...{ completed: false, simulated: true },
      checks: [https(), check('s', { address: '3.209.215.252', port: 4172 })],
    },
    rules,
    ja.proof,
  );
  const sites = mergeProofs([
    { site: 'tokyo', proof: before },
    {
      site: 'osaka',
      proof: {
        ...after,
        request: { ...after.request, regions: ['ap-northeast-1'] },
        report: { ...after.report, tables: { edition: 'guide2016-1', overlay: 'office' } },
      },
    },
  ]);

  test.each([
    ['text', renderProofText(before, ja)],
    [
      'text of a part',
      renderProofText(
        { ...keepOpen(after, before, ja.proof), incomplete: [{ region: 'x', missing: ['y'] }] },
        ja,
      ),
    ],
    ['changes', renderChangesText(compareProofs(before, after), ja)],
    ['card', renderRetestCard(before, { host: { interfaces: [] }, command: 'preflight prove' }, ja)],
    ['matrix', renderMatrixText(sites, ja)],
  ])('%s', (_name, text) => expectJapanese(text));

  test.each([
    ['markdown', renderProofMarkdown(before, ja)],
    ['matrix as markdown', renderMatrixMarkdown(sites, ja)],
  ])('%s', (_name, text) => expect(text.split('\n').flatMap(englishLeft)).toEqual([]));
});

test('every rule of every Region has a Japanese purpose', () => {
  const regions = tables.regions.map(({ code }) => code);
  const all = {
    protocols: ['pcoip', 'dcv'],
    withAga: true,
    withFips: true,
    withIpv6: true,
    directoryId: 'd-1234567890',
  } as const;
  const made = PROFILES.flatMap((profile) => makeRules(tables, { ...all, regions, profile }).rules);
  const english = made.filter(
    (rule) => ja.purpose(rule) === rule.purpose && !/^(CAPTCHA|WorkSpaces API)$/.test(rule.purpose),
  );
  expect([...new Set(english.map(({ category }) => category))]).toEqual([]);
});
