/* eslint-disable complexity -- a reader of a grammar: one branch for each word of it */
/** Tables of rules: our own CSV, a spreadsheet, and the exports of consoles, each with its own order of decision. */
import type { AuditFile, AuditFormat, AuditTarget } from './audit-entry.ts';
import type { ChainRule } from './chain.ts';
import { looksLikeDeny, type Columns } from './csv-columns.ts';
import { readRow, type Dialect, type ReadRow } from './csv-row.ts';
import { csvTable, type CsvTable } from './csv-table.ts';
import type { ReadOptions } from './read-options.ts';
import { singleList } from './views.ts';

interface Maker extends Dialect {
  readonly format: AuditFormat;
  readonly name: string;
  /** Whether a header's names are this maker's. */
  readonly isHere: (names: ReadonlySet<string>) => boolean;
  /** What happens to what no row matches. */
  readonly policy: 'accept' | 'drop';
  readonly order: 'first' | 'block-first' | 'priority';
  readonly says: string;
}

const NO_WORDS: ReadonlyMap<string, AuditTarget> = new Map();
const ANYWHERE: AuditTarget = { kind: 'anywhere' };

const PLAIN: Maker = {
  format: 'csv',
  name: 'CSV',
  isHere: () => true,
  words: NO_WORDS,
  policy: 'drop',
  order: 'first',
  says: 'The rows were taken in their order: the first that matches decides. What none matches is refused (--default allow says otherwise).',
};

/** Order of decision of each maker. Sources: MS-FASP 2.2.34; Azure "Network security groups"; Meraki "MX Firewall Settings"; PAN-OS "Security Policy Rules". */
const MAKERS: readonly Maker[] = [
  {
    ...PLAIN,
    ...{ format: 'windows', name: 'the export of Windows Firewall', policy: 'accept', order: 'block-first' },
    isHere: (names) => names.has('program') && (names.has('remote address') || names.has('remoteaddress')),
    says: 'Windows: a row that blocks beats every row that allows, and what none matches goes out (--default deny where the profile blocks outbound). Rows for another program than the client were not counted.',
  },
  {
    ...PLAIN,
    ...{ format: 'azure-nsg', name: 'Azure NSG rules', policy: 'accept', order: 'priority' },
    isHere: (names) =>
      names.has('priority') &&
      names.has('access') &&
      [...names].some((name) => name.startsWith('destinationaddressprefix')),
    words: new Map([['internet', ANYWHERE]]),
    says: 'Azure: the lowest priority number decides; the default rules let out to the Internet.',
  },
  {
    ...PLAIN,
    ...{ format: 'meraki', name: 'Meraki rules', policy: 'accept' },
    isHere: (names) => names.has('policy') && (names.has('dst port') || names.has('destination cidr')),
    says: 'Meraki: the first row that matches decides; the default rule allows (--default deny says otherwise).',
  },
  {
    ...PLAIN,
    ...{ format: 'panos', name: 'PAN-OS security rules' },
    isHere: (names) =>
      (names.has('source zone') && names.has('destination zone')) ||
      (names.has('sourcezones') && names.has('destinationzones')),
    says: 'PAN-OS: the first row that matches decides; between zones the default refuses. Rows that name applications are in doubt: which one WorkSpaces is taken for is not known here.',
  },
];

export function readCsv(text: string, options: ReadOptions): AuditFile | string {
  const table = csvTable(text);
  if (typeof table === 'string') return table;
  const problem = missingColumn(table);
  if (problem !== null) return problem;
  const names = new Set(
    [...(table.header?.read ?? []), ...(table.header?.unread ?? [])].map((name) => name.toLowerCase()),
  );
  const maker = table.header === null ? PLAIN : (MAKERS.find(({ isHere }) => isHere(names)) ?? PLAIN);
  const read = table.rows.map((row) => readRow(row, table.columns, maker));
  const passedOver = read.filter(({ rule }) => rule === null).length;
  return singleList(
    {
      format: maker.format,
      readAs: `${maker.name}: ${read.length} rows`,
      assumptions: [
        maker.says,
        columnText(table),
        ...(passedOver === 0
          ? []
          : [
              `${passedOver} rows are inbound, switched off or about other protocols: they were passed over.`,
            ]),
      ],
    },
    { rules: ordered(read, maker), policy: options.fallback ?? maker.policy },
    options,
  );
}

/** What nobody may guess: which column is the port, and which says that a row refuses. */
function missingColumn({ header, columns, rows }: CsvTable): string | null {
  if (header === null) return null;
  const unread = header.unread.map((name) => `"${name}"`).join(', ');
  if (columns.port === null && columns.transport === null && columns.application === null)
    return `no column says which ports: is it one of ${unread || 'none'}?`;
  if (columns.port === null && columns.application === null)
    return `no column says which ports (${unread || 'no other column'})`;
  const denies =
    columns.action === null
      ? rows.find(({ cells }) => cells.some((cell, index) => !isTaken(columns, index) && looksLikeDeny(cell)))
      : undefined;
  return denies === undefined
    ? null
    : `no column says what a row does, but line ${denies.line} looks like one that refuses (columns not read: ${unread})`;
}

function isTaken(columns: Columns, index: number): boolean {
  return Object.values(columns).includes(index);
}

function columnText({ header }: CsvTable): string {
  if (header === null) return 'The file has no header: destination, port, transport in this order.';
  const list = (names: readonly string[]): string =>
    names.length === 0 ? 'none' : names.slice(0, 30).join(', ');
  return `Columns read: ${list(header.read)}. Not read: ${list(header.unread)}.`;
}

function ordered(rows: readonly ReadRow[], { order }: Maker): ChainRule[] {
  const rules = rows.flatMap(({ rule, priority }) =>
    rule === null ? [] : [{ rule, priority: priority ?? Number.MAX_SAFE_INTEGER }],
  );
  const refuses = ({ rule }: { rule: ChainRule }): number =>
    rule.cases.some(({ verdict }) => verdict.kind === 'drop') ? 0 : 1;
  if (order === 'priority') rules.sort((left, right) => left.priority - right.priority);
  if (order === 'block-first') rules.sort((left, right) => refuses(left) - refuses(right));
  return rules.map(({ rule }) => rule);
}
