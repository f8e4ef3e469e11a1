import { expect, test } from '@jest/globals';
import { correctTables } from '../../../src/regions/load-corrected-tables.ts';
import { tablesIdentity } from '../../../src/regions/model.ts';
import { loadTables } from '../../../src/regions/tables.ts';

const base = loadTables();
const overlay = (changes: readonly unknown[] = []) => ({
  fileName: 'ours.json',
  text: JSON.stringify({ schema: 'preflight.overlay/1', name: 'ours', date: '2026-11-20', changes }),
});
const calibration = {
  fileName: 'seen.json',
  text: JSON.stringify({
    schema: 'preflight.calibration/1',
    createdAt: '2026-11-20T10:00:00.000Z',
    agent: { name: 'preflight', version: '0.1.0' },
    tables: { edition: base.edition, sha256: base.sha256 },
    regions: [],
  }),
};

test('files that a face was handed correct the tables, whatever their order', () => {
  const one = correctTables(base, [overlay(), calibration]);
  const other = correctTables(base, [calibration, overlay()]);
  expect(one.kind).toBe('read');
  if (one.kind !== 'read' || other.kind !== 'read') return;
  expect(tablesIdentity(one.value)).toEqual(tablesIdentity(other.value));
  expect(tablesIdentity(one.value).overlay).toMatch(/^ours 2026-11-20 .*; calibration 2026-11-20/);
  expect(correctTables(base, [])).toMatchObject({ kind: 'read', value: base });
});

test.each([
  ['no JSON', { fileName: 'a.json', text: '{' }],
  ['another schema', { fileName: 'a.json', text: '{"schema":"preflight.report/1"}' }],
  ['a change that does not fit', overlay([{ op: 'nonsense' }])],
  ['deep nesting', { fileName: 'a.json', text: '['.repeat(100_000) }],
])('%s changes nothing and is one line', (_, file) => {
  const result = correctTables(base, [calibration, file]);
  expect(result.kind).toBe('unreadable');
  if (result.kind === 'unreadable') expect(result.problem).not.toContain('\n');
});
