/** Text files as spreadsheets of several countries write them. */
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { readInputText } from '../../../src/regions/read-input-file.ts';
import { readAuditText } from '../../../src/rules/audit/read-audit-text.ts';

const pathOf = (name: string): string =>
  fileURLToPath(new URL(`../../fixtures/firewalls/${name}`, import.meta.url));

test.each([
  ['shift-jis.csv', /^No\.,送信元,宛先,サービス/, 2],
  ['windows-1252.csv', /^Priorität;.*Gültig für\r\n.*Büro/, 2],
  ['utf-16-without-mark.csv', /^Destination\tPort/, 2],
])('%s', async (name, begins, rows) => {
  const read = await readInputText(pathOf(name), 10_000);
  if (read.kind === 'unreadable') throw new Error(read.problem);
  expect(read.value).toMatch(begins);
  expect(readAuditText(read.value)).toMatchObject({ readAs: `CSV: ${rows} rows` });
});
