/** JSON of a stranger: refused before it is parsed, in bounded time, and read as JSON.parse would where it is in bounds. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { readReportFile } from '../../../src/cli/read-report-file.ts';
import { UsageError } from '../../../src/cli/usage-error.ts';
import { parseBoundedJson } from '../../../src/core/bounded-json.ts';
import { readInputJson } from '../../../src/regions/read-input-file.ts';

/** Files of megabytes, on a machine that may be busy. */
jest.setTimeout(30_000);

const folder = mkdtempSync(join(os.tmpdir(), 'preflight-json-'));
afterAll(() => rmSync(folder, { recursive: true }));

const BOMBS: readonly (readonly [string, string, RegExp])[] = [
  ['four million brackets', '['.repeat(4_000_000), /nested too deeply/],
  ['objects in objects', '{"a":'.repeat(100_000), /nested too deeply/],
  ['two million empty objects', `[${'{},'.repeat(2_000_000)}{}]`, /too many values/],
  ['numbers without end', `[${'1,'.repeat(2_100_000)}1]`, /too many values/],
  ['half a text', '{"a":"', /no JSON/],
  ['nothing', '', /no JSON/],
];

test.each(BOMBS)('%s', (_why, text, problem) => {
  expect(parseBoundedJson(text)).toMatchObject({ ok: false, problem: expect.stringMatching(problem) });
});

test.each(BOMBS)('as a report and as a table: %s is one line', async (_why, text, problem) => {
  const path = join(folder, 'bomb.json');
  writeFileSync(path, text);
  const error = await readReportFile('--compare-with', path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  expect((error as UsageError).message).toMatch(problem);
  expect((error as UsageError).message).not.toContain('\n');
  const read = await readInputJson(path, { schema: z.unknown(), limitBytes: 100_000_000 });
  expect(read).toMatchObject({ kind: 'unreadable', problem: expect.stringMatching(problem) });
});

test('what is in bounds is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 10 }), (text) => {
      expect(parseBoundedJson(text)).toMatchObject({ ok: true, value: JSON.parse(text) as unknown });
    }),
  );
});

/** Deepest nesting, and values as they are counted: each container, and each comma. */
function measured(value: unknown): { depth: number; values: number } {
  if (value === null || typeof value !== 'object') return { depth: 0, values: 0 };
  const inside = Object.values(value).map(measured);
  return {
    depth: 1 + Math.max(0, ...inside.map(({ depth }) => depth)),
    values: Math.max(1, inside.length) + inside.reduce((sum, { values }) => sum + values, 0),
  };
}

test('depth and values are what they are, whatever signs stand in texts: at the limit it is read, one less and it is not', () => {
  const signs = fc.string({ unit: fc.constantFrom('"', '\\', ',', '[', ']', '{', '}', 'a', '\n') });
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: 'small' },
      signs,
      fc.nat(),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.dictionary(signs, tie('json'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(json, (value) => {
      const text = JSON.stringify(value);
      const { depth, values } = measured(JSON.parse(text));
      expect(parseBoundedJson(`\ufeff${text}`, { depth, values })).toEqual({
        ok: true,
        value: JSON.parse(text) as unknown,
        values,
      });
      if (depth > 0) {
        expect(parseBoundedJson(text, { depth: depth - 1, values })).toEqual({
          ok: false,
          problem: 'is nested too deeply',
          values,
        });
        expect(parseBoundedJson(text, { depth, values: values - 1 })).toEqual({
          ok: false,
          problem: 'has too many values',
          values,
        });
      }
    }),
  );
});
