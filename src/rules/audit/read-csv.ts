/** CSV (RFC 4180; comma, semicolon or tab) with a destination, a port and a transport a row, with or without a header. */
import {
  parseDestination,
  parsePorts,
  parseTransports,
  shownText,
  type AuditEntry,
  type AuditFile,
} from './audit-entry.ts';
import { parseCsvRows, type CsvRow } from './parse-csv-rows.ts';

/** Header names that firewalls and people use, best first. Our own CSV has both `transport` and `protocol` (PCoIP, DCV). */
const HEADERS = {
  destination: ['destination', 'dest', 'dst', 'address', 'host', 'cidr', 'fqdn'],
  port: ['port', 'ports', 'dport', 'destination port', 'dst port', 'service'],
  transport: ['transport', 'proto', 'protocol', 'ip protocol'],
} as const;

interface Columns {
  readonly destination: number;
  /** -1: the file has no such column. */
  readonly port: number;
  readonly transport: number;
}

export function readCsv(text: string): AuditFile {
  const rows = parseCsvRows(text).filter(
    ({ cells }) => cells.some((cell) => cell.trim() !== '') && !cells[0]?.startsWith('#'),
  );
  const header = columnsOf(rows[0]?.cells ?? []);
  const columns = header ?? { destination: 0, port: 1, transport: 2 };
  const entries: AuditEntry[] = [];
  const unread: AuditFile['unread'][number][] = [];
  for (const row of header ? rows.slice(1) : rows) {
    const entry = toEntry(row, columns);
    if ('why' in entry) unread.push(entry);
    else entries.push(entry);
  }
  const assumptions =
    header === null ? ['The file has no header: destination, port, transport in this order.'] : [];
  return { format: 'csv', entries, unread, assumptions };
}

function columnsOf(cells: readonly string[]): Columns | null {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const find = (wanted: readonly string[]): number => {
    const name = wanted.find((each) => names.includes(each));
    return name === undefined ? -1 : names.indexOf(name);
  };
  const destination = find(HEADERS.destination);
  if (destination < 0) return null;
  return { destination, port: find(HEADERS.port), transport: find(HEADERS.transport) };
}

function toEntry({ line, cells }: CsvRow, columns: Columns): AuditEntry | AuditFile['unread'][number] {
  const place = `line ${line}`;
  const text = shownText(cells.join(' '));
  const cell = (column: number): string => (column < 0 ? '' : (cells[column] ?? ''));
  const target = parseDestination(cell(columns.destination));
  const ports = parsePorts(cell(columns.port));
  const transports = parseTransports(cell(columns.transport));
  if (target === null) return { place, text, why: 'the destination is no block, address, range or name' };
  if (ports === undefined) return { place, text, why: 'the port is no number, range or list' };
  if (transports === undefined) return { place, text, why: 'the transport is neither TCP nor UDP' };
  return { place, text, target, ports, transports };
}
