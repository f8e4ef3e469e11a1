/** What commands say in Japanese: no English sentence is left, and the lines fit. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadTables } from '../../../src/regions/tables.ts';
import { audit } from '../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../src/rules/audit/audit-context.ts';
import { readAuditText } from '../../../src/rules/audit/read-audit-text.ts';
import { renderAuditText } from '../../../src/rules/audit/render-audit.ts';
import { lengthOf } from '../../../src/core/wrap-text.ts';
import { vocabularyOf } from '../../../src/words/languages.ts';
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
