/** CSV (RFC 4180; comma, semicolon or tab): a destination, ports and transports a row, with or without a header. */
import { shownText, type AuditEntry, type AuditFile, type Unread } from './audit-entry.ts';
import { NO_HEADER, columnsOf, rowPurpose, type Columns } from './csv-columns.ts';
import { parseCsvRows, type CsvRow } from './parse-csv-rows.ts';
import { destinationProblem, parseDestinations } from './parse-destination.ts';
import { openingsOf, parseServices, parseTransports } from './parse-services.ts';

export function readCsv(text: string): AuditFile {
  const rows = parseCsvRows(text).filter(
    ({ cells }) => cells.some((cell) => cell.trim() !== '') && !cells[0]?.startsWith('#'),
  );
  const header = columnsOf(rows[0]?.cells ?? []);
  const columns = header ?? NO_HEADER;
  const body = header ? rows.slice(1) : rows;
  const read = body.flatMap((row) => readRow(row, columns));
  const entries = read.flatMap((one) => (typeof one === 'object' && 'target' in one ? [one] : []));
  const passedOver = read.filter((one) => one === 'inbound' || one === 'disabled').length;
  return {
    format: 'csv',
    layers: [{ family: null, entries }],
    unread: read.flatMap((one) => (typeof one === 'object' && 'why' in one ? [one] : [])),
    assumptions: [
      ...(header === null ? ['The file has no header: destination, port, transport in this order.'] : []),
      ...(columns.action === null
        ? []
        : [
            'The rows were taken in their order: the first that matches decides. What none matches is refused.',
          ]),
      ...(passedOver === 0 ? [] : [`${passedOver} rows are inbound or switched off: they were passed over.`]),
    ],
  };
}

type Read = AuditEntry | Unread | 'inbound' | 'disabled';

function readRow({ line, cells }: CsvRow, columns: Columns): Read[] {
  const cell = (column: number | null): string => (column === null ? '' : (cells[column] ?? ''));
  const place = `line ${line}`;
  const text = shownText(cells.join(' '));
  const purpose = rowPurpose(columns, cell);
  if (purpose === 'inbound' || purpose === 'disabled') return [purpose];
  const targets = parseDestinations(cell(columns.destination));
  const services = parseServices(cell(columns.port));
  const transports = parseTransports(cell(columns.transport));
  const unread = (why: string): Unread[] => [{ place, text, why }];
  if (purpose === 'unknown') return unread('the action neither lets out nor refuses');
  if (targets === null) return unread(destinationProblem(cell(columns.destination)));
  if (services === undefined) return unread('the port is no number, range, list or known service');
  if (transports === undefined) return unread('the transport is neither TCP nor UDP');
  const openings = openingsOf(services, transports);
  if (openings.length === 0) return unread('the port and the transport contradict each other');
  return targets.flatMap((target) =>
    openings.map((opening) => ({ verdict: purpose, place, text, target, ...opening })),
  );
}
