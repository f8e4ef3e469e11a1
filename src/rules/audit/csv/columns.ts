/** Which column of a firewall's table holds what. Pure. */
import { remembered } from '../remembered.ts';
import { HEADERS } from './header-words.ts';

export type Column = keyof typeof HEADERS;

/** Places of the columns, best first; empty: there is none. Several where a maker has one for a single value and one for a list. */
export type Columns = Readonly<Record<Column, readonly number[]>>;

const ALL = Object.keys(HEADERS) as Column[];
const NAMES = Object.fromEntries(ALL.map((column) => [column, HEADERS[column].split('|')])) as Record<
  Column,
  string[]
>;
const NONE = Object.fromEntries(ALL.map((column) => [column, []])) as unknown as Columns;
export const NO_HEADER: Columns = { ...NONE, destination: [0], port: [1], transport: [2] };

export interface Header {
  readonly columns: Columns;
  readonly read: readonly string[];
  readonly unread: readonly string[];
}

/** A text as it is compared: no accents, no signs, one blank. */
export const bare = remembered((cell) =>
  cell
    .trim()
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/(?<=[a-z])[\u0300-\u036f]+/g, '')
    .normalize('NFC')
    .replaceAll(/[\s_.()[\]/:?*#-]+/g, ' ')
    .trim(),
);

/** Signs between letters of Chinese and Japanese are no words: blanks there mean nothing. */
function heading(cell: string): string {
  const text = bare(cell);
  return /[\u3040-\u9fff]/.test(text) ? text.replaceAll(' ', '') : text;
}

/** Our own CSV says with `source` which document a rule comes from. */
const OURS: ReadonlySet<Column> = new Set(['destination', 'port', 'transport', 'direction']);

/** They say something in one maker's table alone. */
const OF_ONE_MAKER: ReadonlySet<Column> = new Set(['scope', 'ofService']);

/** Headings that stand twice where a heading above them, lost in the file, says whose they are. */
const OF_BOTH_SIDES: ReadonlyMap<string, string> = new Map([
  ...['address', 'addresses', 'adresse', 'adresses', 'adressen', 'direccion', 'アドレス'].map((name) => [name, 'address'] as const), // prettier-ignore
  ...['ip', 'ip address', 'ip adresse', 'adresse ip', 'direccion ip'].map((name) => [name, 'ip'] as const),
  ...['zone', 'zones', 'zona', 'ゾーン'].map((name) => [name, 'zone'] as const),
  ...['network', 'networks', 'netzwerk', 'reseau', 'red'].map((name) => [name, 'network'] as const),
  ...['interface', 'interfaces', 'schnittstelle'].map((name) => [name, 'interface'] as const),
]);

/** `Zone, Address, User, Zone, Address`: first the sender's, then the service's. */
function withSides(names: readonly string[]): string[] {
  return names.map((name, index) => {
    const thing = OF_BOTH_SIDES.get(name);
    if (thing === undefined || names.filter((other) => other === name).length !== 2) return name;
    return `${names.indexOf(name) === index ? 'source' : 'destination'} ${thing}`;
  });
}

/** Null when the row is no header: a destination and something else must be named. */
export function headerOf(cells: readonly string[]): Header | null {
  const names = withSides(cells.map(heading));
  const isOurs = names.includes('kind') && names.includes('doubt') && names.includes('purpose');
  const columns = placedColumns(names, isOurs ? (column) => OURS.has(column) : () => true);
  const taken = new Set(ALL.flatMap((column) => (OF_ONE_MAKER.has(column) ? [] : columns[column])));
  if (columns.destination.length === 0 || taken.size < Math.min(2, cells.length)) return null;
  const shown = cells
    .map((cell, index) => ({ name: cell.trim(), isRead: taken.has(index) }))
    .filter(({ name }) => name !== '');
  return {
    columns,
    read: shown.filter(({ isRead }) => isRead).map(({ name }) => name),
    unread: shown.filter(({ isRead }) => !isRead).map(({ name }) => name),
  };
}

/** Each place once, for the first that wants it: beside `Source` and `Destination`, `From` and `To` are zones. */
function placedColumns(names: readonly string[], isWanted: (column: Column) => boolean): Columns {
  const left = [...names];
  const entries = ALL.map((column) => {
    const places = isWanted(column) ? placesOf(column, left) : [];
    for (const place of places) left[place] = '';
    return [column, places] as const;
  });
  const columns = withPorts(Object.fromEntries(entries) as unknown as Columns);
  return { ...columns, mask: columns.mask.filter((place) => isOfDestination(place, columns)) };
}

/** `Source, Port, Destination, Port`: each stands behind its address. */
function withPorts(columns: Columns): Columns {
  const { port, source, destination } = columns;
  const own = port.filter((place) => !source.includes(place - 1));
  if (port.length < 2 || own.length === port.length || !port.some((place) => destination.includes(place - 1)))
    return columns;
  return {
    ...columns,
    port: own,
    sourcePort: [...columns.sourcePort, ...port.filter((place) => !own.includes(place))],
  };
}

/** A mask belongs to the address in front of it. */
function isOfDestination(place: number, { destination, source }: Columns): boolean {
  return destination.includes(place - 1) || !source.includes(place - 1);
}

/** What a row asks besides may stand in several columns, under headings that nobody can list. */
const QUESTIONS: ReadonlyMap<Column, RegExp> = new Map<Column, RegExp>([
  [
    'user',
    /\busers?\b|\bprincip(al|aux)|prinzipal|プリンシパル|\b(ad|ldap|user) (group|gruppe)|benutzer|utilisateur|usuario|identit|posture|ユーザ|利用者/,
  ],
  ['category', /categor|kategori|カテゴリ/],
  ['schedule', /schedule|expir|\bvalid|\bvalab|jusqu|gultig|befrist|vencimiento|期限|スケジュール/],
  ['exception', /\bexce(pt|ption)|exclu|ausnahm|ausgenommen|\bausser|\bsauf\b|除外|例外/],
]);

/** The best name's column, and the one that differs by a plural alone. */
function placesOf(column: Column, names: readonly string[]): number[] {
  const asks = QUESTIONS.get(column);
  if (asks !== undefined)
    return names.flatMap((name, index) => (NAMES[column].includes(name) || asks.test(name) ? [index] : []));
  const best = NAMES[column].find((each) => names.includes(each));
  if (best === undefined) return [];
  const same = names.flatMap((name, index) =>
    name === best || isPlural(name, best) || isPlural(best, name) ? [index] : [],
  );
  return [...same].sort((left, right) => Number(names[right] === best) - Number(names[left] === best));
}

const isPlural = (many: string, one: string): boolean => many === `${one}s` || many === `${one}es`;

/** Whether a row names columns again: a second table begins there. */
export function isHeading(cells: readonly string[]): boolean {
  // Thousands of rows are asked, and hardly one holds two names of columns.
  const written = cells.filter((cell) => /\p{L}/u.test(cell));
  if (written.length < 3) return false;
  const names = written.map(heading);
  if (names.filter((name) => KNOWN_HEADINGS.has(name)).length < 3) return false;
  const all = cells.filter((cell) => heading(cell) !== '').length;
  const found = ALL.filter(
    (column) => !OF_ONE_MAKER.has(column) && NAMES[column].some((each) => names.includes(each)),
  );
  return all > 2 && found.length > 2 && found.length >= all - 1;
}

const KNOWN_HEADINGS: ReadonlySet<string> = new Set(Object.values(NAMES).flat());

/** All cells of a column that hold something. */
export function cellsOf(columns: Columns, cells: readonly string[], column: Column): string[] {
  return columns[column].map((index) => (cells[index] ?? '').trim()).filter((cell) => cell !== '');
}

/** The first cell of a column that holds something. */
export function cellOf(columns: Columns, cells: readonly string[], column: Column): string {
  for (const index of columns[column]) {
    const cell = (cells[index] ?? '').trim();
    if (cell !== '') return cell;
  }
  return '';
}
