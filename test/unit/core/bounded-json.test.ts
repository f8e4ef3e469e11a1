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
