/** Comma-separated values (RFC 4180), one row a rule, with the names of `preflight.rules/1` as the header. */
import type { Rule } from '../rule.ts';
import type { RuleFormat } from './rule-format.ts';

/** All of a rule, in this order; the compiler misses none. */
const COLUMN = {
  id: true,
  region: true,
  category: true,
  need: true,
  protocol: true,
  destination: true,
  kind: true,
  port: true,
  transport: true,
  direction: true,
  purpose: true,
  doubt: true,
  source: true,
} as const satisfies Readonly<Record<keyof Rule, true>>;
const COLUMNS = Object.keys(COLUMN) as (keyof typeof COLUMN)[];

export const csv: RuleFormat = {
  id: 'csv',
  summary: 'one row a rule, for spreadsheets and scripts',
  proof: 'read back by our own reader of tables',
  render(set) {
    const rows = [COLUMNS, ...set.rules.map((row) => COLUMNS.map((column) => row[column]))];
    return { text: rows.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join(''), notCovered: [] };
  },
};

/** Unknown is an empty cell. Quoted where needed; a leading = + - @ would run as a formula in a spreadsheet. */
export function csvCell(value: string | number | null): string {
  // Control characters are for nobody's eyes; line breaks and tabs stay, in quotes.
  const text = value === null ? '' : String(value).replaceAll(/[^\P{Cc}\t\r\n]/gu, ' ');
  const safe = typeof value === 'string' && /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
