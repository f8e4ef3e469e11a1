/** A CSV as a table: title lines passed over, the separator and the header found. Pure. */
import { csvRows, type CsvRow } from './rows.ts';
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
  const tops = (told === undefined ? SEPARATORS : [told]).map((separator) => topOf(text, separator));
  const [best] = tops
    .filter(({ header }) => header !== null)
    .sort((left, right) => (right.header?.read.length ?? 0) - (left.header?.read.length ?? 0));
  const plain = tops.find(
    ({ first: { cells } }) => cells.length > 1 && parseDestination(cells[0] ?? '') !== null,
  );
  const top = best ?? plain;
  return top === undefined
    ? 'no line names the columns (destination, port, transport, action)'
    : whole(text, top);
}

/** What a separator makes of the first records: the whole text is cut up only by the one that is right. */
interface Top {
  readonly separator: string;
  readonly header: Header | null;
  /** The record of the header; without one the first record. */
  readonly first: CsvRow;
}

function topOf(text: string, separator: string): Top {
  const records: CsvRow[] = [];
  for (const row of csvRows(text, separator)) {
    if (isRecord(row)) records.push(row);
    if (records.length === DEEPEST_HEADER) break;
  }
  const named = records.find(({ cells }) => cells.length > 1 && headerOf(cells) !== null);
  return {
    separator,
    header: named === undefined ? null : headerOf(named.cells),
    first: named ?? records[0] ?? { line: 0, cells: [] },
  };
}

function isRecord({ cells }: CsvRow): boolean {
  return (
    cells.some((cell) => cell.trim() !== '') &&
    !isComment(cells) &&
    !isRule(cells) &&
    !/^\s*sep=.?$/i.test(cells[0] ?? '')
  );
}

function whole(text: string, { separator, header, first }: Top): Table {
  const rows = [...csvRows(text, separator)].filter(isRecord);
  if (header === null) return { header, columns: NO_HEADER, rows };
  // The same header again stands above each page of some exports.
  const again = first.cells.join('\n');
  return {
    header,
    columns: header.columns,
    rows: rows.filter(({ line, cells }) => line > first.line && cells.join('\n') !== again),
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
