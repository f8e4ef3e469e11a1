/** A CSV as a table: title lines passed over, the separator and the header found. Pure. */
import { parseCsvRows, type CsvRow } from './rows.ts';
import { parseDestination } from '../parse-destination.ts';
import { headerOf, NO_HEADER, type Header } from './columns.ts';

export interface Table {
  /** Null: the first row is a rule already. */
  readonly header: Header | null;
  readonly columns: Header['columns'];
  readonly rows: readonly CsvRow[];
}

/** A header stands at the top; below this it is data. */
const DEEPEST_HEADER = 20;
const SEPARATORS = [',', ';', '\t', '|', '，'] as const;

/** One line instead when nobody can tell which column is which. */
export function csvTable(text: string): Table | string {
  const told = /^\s*"?sep=(.)"?\s*\r?\n/i.exec(text)?.[1];
  const tables = (told === undefined ? SEPARATORS : [told]).map((separator) =>
    withSeparator(text, separator),
  );
  const known = tables
    .filter(({ header }) => header !== null)
    .sort((left, right) => readColumns(right) - readColumns(left));
  const [best] = known;
  if (best !== undefined) return best;
  const plain = tables.find(
    ({ rows }) => (rows[0]?.cells.length ?? 0) > 1 && parseDestination(rows[0]?.cells[0] ?? '') !== null,
  );
  return plain ?? 'no line names the columns (destination, port, transport, action)';
}

function readColumns({ header }: Table): number {
  return header?.read.length ?? 0;
}

function withSeparator(text: string, separator: string): Table {
  const rows = parseCsvRows(text, separator).filter(
    ({ cells }) =>
      cells.some((cell) => cell.trim() !== '') &&
      !isComment(cells) &&
      !isRule(cells) &&
      !/^\s*sep=.?$/i.test(cells[0] ?? ''),
  );
  const at = rows
    .slice(0, DEEPEST_HEADER)
    .findIndex(({ cells }) => cells.length > 1 && headerOf(cells) !== null);
  const names = at < 0 ? [] : (rows[at]?.cells ?? []);
  const header = at < 0 ? null : headerOf(names);
  if (header === null) return { header, columns: NO_HEADER, rows };
  // The same header again stands above each page of some exports.
  const again = names.join('\n');
  return {
    header,
    columns: header.columns,
    rows: rows.slice(at + 1).filter(({ cells }) => cells.join('\n') !== again),
  };
}

/** The line below the head of a markdown table. */
function isRule(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every((cell) => /^\s*:?-*:?\s*$/.test(cell));
}

/** `#` alone is how some head the column of numbers. */
function isComment([first = '']: readonly string[]): boolean {
  return first.startsWith('#') && first.trim() !== '#';
}
