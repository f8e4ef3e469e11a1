import { describe, expect, test } from '@jest/globals';
import { factsOf } from '../../../src/regions/facts.ts';
import { renderTablesJson, renderTablesText } from '../../../src/regions/render-tables.ts';
import { renderColumns, wrapText } from '../../../src/core/wrap-text.ts';
import { loadTables, regionByCode } from '../../../src/regions/tables.ts';

const tables = loadTables();
const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

describe('tables show', () => {
  test('the overview has a line for each Region', () => {
    const text = renderTablesText(tables, []);
    for (const { code, name } of tables.regions)
      expect(text).toMatch(new RegExp(`^${code} +${name.replace(/[()]/g, '\\$&')}`, 'm'));
    expect(widest(text)).toBeLessThanOrEqual(80);
  });

  test.each(tables.regions.map(({ code }) => code))(
    '%s: every fact and every doubt, within 80 columns but for long URLs',
    (code) => {
      const text = renderTablesText(tables, [code]);
      const region = regionByCode(tables, code);
      for (const { value, doubt } of region ? factsOf(region) : []) {
        expect(text).toContain(value);
        if (doubt) expect(text).toContain(`${doubt.conflict}: ${doubt.text}`);
      }
      const wide = text.split('\n').filter((line) => line.length > 80 && !line.trim().startsWith('https://'));
      expect(wide).toEqual([]);
    },
  );

  test('the JSON has the schema, the Regions asked for, and provenance on every fact', () => {
    const json = JSON.parse(renderTablesJson(tables, ['us-east-2'])) as {
      schema: string;
      edition: string;
      regions: { code: string; endpoints: unknown[] }[];
    };
    expect([json.schema, json.edition, json.regions.map(({ code }) => code)]).toEqual([
      'preflight.tables/1',
      'guide2025-2',
      ['us-east-2'],
    ]);
    for (const endpoint of json.regions[0]?.endpoints ?? []) expect(endpoint).toHaveProperty('source.lines');
    expect((JSON.parse(renderTablesJson(tables, [])) as { regions: unknown[] }).regions.length).toBe(18);
  });
});

describe('layout', () => {
  test('a word longer than the line stands alone', () => {
    expect(wrapText('a loooooong b', 4)).toEqual(['a', 'loooooong', 'b']);
  });

  test('the last column wraps under itself', () => {
    const lines = renderColumns([['key', 'word '.repeat(20)]], 2);
    expect(lines.length).toBe(2);
    expect(lines[1]).toMatch(/^ {7}word/);
  });

  test('no rows are no lines', () => {
    expect(renderColumns([])).toEqual([]);
  });
});
