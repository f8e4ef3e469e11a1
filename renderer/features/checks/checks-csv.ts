/** The table as CSV (RFC 4180): every check that is shown, with stable column names. A leading `=+-@` is made harmless for spreadsheets. */
import type { Check } from '../../../src/reading/check.ts';

const COLUMNS = [
  'id',
  'group',
  'category',
  'need',
  'region',
  'host',
  'address',
  'port',
  'transport',
  'status',
  'state',
  'startMs',
  'durationMs',
  'failure',
  'notTestedBecause',
] as const;

export function checksCsv(checks: readonly Check[]): string {
  const rows = checks.map(({ target, failure, notTestedBecause, ...check }) => {
    const row = {
      ...check,
      ...target,
      failure: failure?.code ?? null,
      notTestedBecause: notTestedBecause?.reason ?? null,
    };
    return COLUMNS.map((column) => cell(row[column])).join(',');
  });
  return [COLUMNS.join(','), ...rows, ''].join('\r\n');
}

function cell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  const harmless = typeof value === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
