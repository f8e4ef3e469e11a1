/** Which column of a firewall's export holds what, and what a row does. Pure. */

/** Header names that firewalls and people use, best first. Our own CSV has both `transport` and `protocol` (PCoIP, DCV). */
const HEADERS = {
  destination: [
    ...['destination', 'dest', 'dst', 'destination address', 'destination addresses', 'destination ip'],
    ...['destination network', 'dest address', 'dest ip', 'dst address', 'dst addr', 'dstaddr', 'dst ip'],
    ...['remote address', 'remoteaddress', 'remote ip', 'address', 'host', 'cidr', 'fqdn', 'to'],
  ],
  port: [
    ...['port', 'ports', 'dport', 'destination port', 'destination ports', 'dest port', 'dst port'],
    ...['dstport', 'remote port', 'remoteport', 'service', 'services'],
  ],
  transport: ['transport', 'proto', 'protocol', 'protocols', 'ip protocol', 'l4 protocol'],
  action: ['action', 'verdict', 'decision', 'access'],
  direction: ['direction', 'dir'],
  enabled: ['enabled', 'status', 'state'],
  disabled: ['disabled'],
} as const;

type Column = keyof typeof HEADERS;
export type Columns = Readonly<Record<Column, number | null>>;

const NONE: Columns = {
  ...{ destination: null, port: null, transport: null },
  ...{ action: null, direction: null, enabled: null, disabled: null },
};

export const NO_HEADER: Columns = { ...NONE, destination: 0, port: 1, transport: 2 };

/** Null when the row is no header. */
export function columnsOf(cells: readonly string[]): Columns | null {
  const names = cells.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_.-]+/g, ' '),
  );
  const find = (column: Column): number | null => {
    const name = HEADERS[column].find((each) => names.includes(each));
    return name === undefined ? null : names.indexOf(name);
  };
  if (find('destination') === null) return null;
  const columns = (Object.keys(HEADERS) as Column[]).map((column) => [column, find(column)]);
  return Object.fromEntries(columns) as Columns;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const ACCEPTS = words('accept allow allowed pass permit permitted yes');
const DROPS = words('block blocked deny denied discard drop no refuse reject');
const INBOUND = words('in inbound ingress input');
const OFF = words('no false 0 off disabled inactive');
const ON = words('yes true 1 on enabled');

export type RowPurpose = 'accept' | 'drop' | 'inbound' | 'disabled' | 'unknown';

/** What a row does. Without a column for the action every row lets out. */
export function rowPurpose(columns: Columns, cell: (column: number | null) => string): RowPurpose {
  const word = (column: Column): string => cell(columns[column]).trim().toLowerCase();
  if (INBOUND.has(word('direction'))) return 'inbound';
  if (OFF.has(word('enabled')) || ON.has(word('disabled'))) return 'disabled';
  if (columns.action === null || ACCEPTS.has(word('action'))) return 'accept';
  return DROPS.has(word('action')) ? 'drop' : 'unknown';
}
