/** One row of a firewall's table as a rule: what it lets out, and whom and what else it asks for. */
import type { AuditTarget, AuditWords } from '../audit-entry.ts';
import type { ChainCase, ChainRule } from '../chain.ts';
import {
  answered,
  deviceCondition,
  doubt,
  groupCondition,
  ownPortCondition,
  sourceCondition,
  type Condition,
} from '../condition.ts';
import { isAnyWord } from '../any-word.ts';
import { lineAt, shownText } from '../audit-entry.ts';
import { applicationConditions } from '../makers/applications.ts';
import { ANYWHERE, otherTargets } from '../makers/objects.ts';
import { destinationProblem, parseDestinations } from '../parse-destination.ts';
import { openingsOf, parseServices, parseTransports, type Opening } from '../parse-services.ts';
import { remembered } from '../remembered.ts';
import type { CsvRow } from './rows.ts';
import type { Work } from '../work.ts';
import { bare, cellOf, cellsOf, type Column, type Columns } from './columns.ts';
import { isYes, rowPurpose, type RowPurpose } from './purpose.ts';

export interface ReadRow {
  /** Null: the row is inbound, switched off or about another protocol. */
  readonly rule: ChainRule | null;
  readonly priority: number | null;
}

/** How one maker's table differs. */
export interface Dialect {
  /** Words for destinations that only this maker has; null: nothing that a service could be. */
  readonly words: ReadonlyMap<string, AuditTarget | null>;
  /** Words of a column as everybody has them. */
  readonly says: Readonly<Partial<Record<Column, ReadonlyMap<string, string>>>>;
  /** Rows that never are about us. */
  readonly isForeign: (cell: (column: Column) => string) => boolean;
  /** Whether its applications are recognised in the traffic; else the column is somebody's note. */
  readonly knowsApplications: boolean;
  /** Whether a word with a dot is the name of an object too, and not of a host. */
  readonly namesObjects: boolean;
  /** Whether a column of places or teams says whom a row is for; a maker has columns of such names that ask for nothing. */
  readonly hasPlaces: boolean;
  /** Whether rows are for profiles of a network, services and kinds of interface of this computer. */
  readonly isOfComputer: boolean;
}

export type Cell = (column: Column) => string;

export function readRow(
  { line, cells }: CsvRow,
  columns: Columns,
  dialect: Dialect & { readonly work: Work },
): ReadRow {
  const cell: Cell = (column) => {
    const written = cellOf(columns, cells, column);
    return dialect.says[column]?.get(written) ?? written;
  };
  const priority = /^\d+$/.test(cell('priority')) ? Number(cell('priority')) : null;
  const purpose = rowPurpose((column) => columns[column].length > 0, cell);
  const isOff =
    purpose === 'inbound' || purpose === 'disabled' || cells.some((one) => /^\s*\[Disabled\]/i.test(one));
  if (isOff || dialect.isForeign(cell)) return { rule: null, priority };
  const targets = targetsOf(destinationOf(cell), cell('negateDestination'), dialect);
  const port = portsOf(cell);
  // A range of ports is a few signs, and every one of them is kept.
  dialect.work.spend(port.length);
  const openings = openingOf(port, cell('transport'));
  if (isNothing(openings) || isNothing(targets)) return { rule: null, priority };
  const problems = [PURPOSE_TEXT[purpose] ?? null, targets.problem, openings.problem].flatMap((why) => (why === null ? [] : [doubt(why)])); // prettier-ignore
  const cases = verdictsOf(purpose, cell).flatMap((kind) => {
    const has = (column: Column): boolean => columns[column].length > 0;
    const all = (column: Column): readonly string[] => cellsOf(columns, cells, column);
    const asked = conditionsOf({ cell, all, has, kind }, dialect);
    return casesOf({ targets: targets.some, openings: openings.some, conditions: [...problems, ...asked], kind }); // prettier-ignore
  });
  return {
    rule: {
      place: lineAt(line),
      cases,
      // Told of what is in doubt alone.
      get text() {
        return shownText(cells.join(' ').replaceAll(/\s+/g, ' '));
      },
    },
    priority,
  };
}

/** The address with its mask or its end, where they stand in columns of their own. */
function destinationOf(cell: Cell): string {
  const [start, mask, end] = [cell('destination'), cell('mask'), cell('destinationEnd')];
  if (end !== '' && end !== start) return `${start}-${end}`;
  if (/^\/?\d{1,3}$/.test(mask) && !start.includes('/')) return `${start}/${mask.replace('/', '')}`;
  return /^\d+\.\d+\.\d+\.\d+$/.test(mask) && !/[\s/]/.test(start) ? `${start} ${mask}` : start;
}

function portsOf(cell: Cell): string {
  const [start, end] = [cell('port'), cell('portEnd')];
  return /^\d+$/.test(end) && /^\d+$/.test(start) && end !== start ? `${start}-${end}` : start;
}

interface Cased {
  readonly targets: readonly AuditTarget[];
  readonly openings: readonly Opening[];
  readonly conditions: readonly Condition[];
  readonly kind: 'accept' | 'drop';
}

function casesOf({ targets, openings, conditions, kind }: Cased): ChainCase[] {
  return targets.flatMap((target) =>
    openings.map((opening): ChainCase => ({ match: { target, ...opening }, conditions, verdict: { kind } })),
  );
}

type Problem = keyof AuditWords['doubt'];

const PURPOSE_TEXT: Readonly<Partial<Record<RowPurpose, Problem>>> = {
  'unknown action': 'action',
  'unknown direction': 'inOrOut',
  'unknown state': 'isOn',
};

/** A row that may be switched off does what it says, if anything. */
function verdictsOf(purpose: RowPurpose, cell: Cell): readonly ('accept' | 'drop')[] {
  if (purpose === 'accept' || purpose === 'drop') return [purpose];
  if (purpose !== 'unknown state') return ['accept', 'drop'];
  const own = rowPurpose(
    (column) => column === 'action',
    (column) => (column === 'action' ? cell('action') : ''),
  );
  return own === 'drop' ? ['drop'] : own === 'accept' ? ['accept'] : ['accept', 'drop'];
}

/** Understood, and about nothing of ours. */
function isNothing({ some, problem }: Read<unknown>): boolean {
  return some.length === 0 && problem === null;
}

interface Read<T> {
  readonly some: readonly T[];
  readonly problem: Problem | null;
}

/** What is not understood may be anywhere. */
function targetsOf(written: string, negate: string, { words, namesObjects }: Dialect): Read<AuditTarget> {
  const isNegated = isYes(negate) || NEGATED.test(written);
  const named = namedTargets(written.replace(NEGATED, ''), words);
  // What the object holds nobody can tell; one that is called like a host is that host, if anything.
  if (namesObjects && named?.some(({ kind }) => kind === 'name' || kind === 'wildcard') === true)
    return { some: [ANYWHERE], problem: 'objectName' };
  if (named === null) return { some: [ANYWHERE], problem: destinationProblem(written) };
  if (!isNegated) return { some: named, problem: null };
  const others = otherTargets({ sure: named, unknown: [] });
  return others.unknown.length > 0
    ? { some: [ANYWHERE], problem: 'everythingButAName' }
    : { some: others.sure, problem: null };
}

const NEGATED =
  /^(\[negate\]|!|not\s|nicht\s|kein\s|sauf\s|excepto\s|(any|all|everything|alle|alles|tous|tout|todo|todos)\s+(but|except|excluding|not|ausser|außer|sauf|excepto|menos)\s)\s*/i;

/** Words of the maker, and what everybody writes; null when one part is neither. */
function namedTargets(text: string, words: Dialect['words']): readonly AuditTarget[] | null {
  const parts = text.split(/[,;|\r\n]+/).map((part) => part.trim().toLowerCase());
  const own = parts.filter((part) => words.has(part));
  if (own.length === 0) return parseDestinations(text);
  const others = parts.filter((part) => !words.has(part));
  const rest = others.length === 0 ? [] : parseDestinations(others.join(';'));
  return rest === null ? null : [...own.flatMap((part) => words.get(part) ?? []), ...rest];
}

/** Ports and transports of a row; no opening and no problem: another protocol. */
function openingOf(port: string, transport: string): Read<Opening> {
  return openingsBehind(transport)(port);
}

/** Of thousands of rows few differ in both. */
const openingsBehind = remembered((transport) => {
  const transports = parseTransports(transport);
  const everything = (problem: Problem): Read<Opening> => ({
    some: [{ ports: null, transports: transports ?? null }],
    problem,
  });
  return remembered((port): Read<Opening> => {
    if (transports === undefined) return everything('noTransport');
    if (transports?.length === 0 || /^(icmp|ping|gre|esp)\b/i.test(port)) return { some: [], problem: null };
    // The ports of the applications that the row names.
    if (/^application-default$/i.test(port)) return everything('applicationPorts');
    const services = parseServices(port);
    if (services === undefined) return everything('noPort');
    const openings = openingsOf(services, transports);
    return openings.length > 0 ? { some: openings, problem: null } : everything('contradiction');
  });
});

/** Words that ask for nothing in a column of senders, times or programs. */
const NO_QUESTION =
  /^(none|n\/?a|any4|any6|0\.0\.0\.0\/0|::\/0|always|anytime|immer|toujours|siempre|never|nie|unlimited|unbefristet|無期限|なし|virtualnetwork|unknown)$/i;

const isAny = (text: string): boolean => isAnyWord(text) || NO_QUESTION.test(text);

/** Whose traffic the row is about; a program that is not the client's is never met. */
const CLIENT = /workspaces|pcoip|\bdcv\b/i;

const QUESTIONS: readonly (Column & keyof AuditWords['column'])[] = [
  'user',
  'category',
  'schedule',
  'exception',
  'condition',
];

/** Columns by which a row asks for something besides. */
const ASKING: readonly Column[] = [
  ...(['source', 'sourcePort', 'sourceZone', 'destinationZone', 'group', 'profile', 'ofService'] as const),
  ...(['program', 'application'] as const),
  ...QUESTIONS,
];

interface AskedRow {
  readonly cell: Cell;
  readonly all: (column: Column) => readonly string[];
  readonly has: (column: Column) => boolean;
  readonly kind: 'accept' | 'drop';
}

function conditionsOf(
  { cell, all, has, kind }: AskedRow,
  { knowsApplications, isOfComputer, hasPlaces }: Dialect,
): readonly Condition[] {
  if (!ASKING.some(has)) return NOTHING_ASKED;
  const asked = (column: Column): string => (isAny(cell(column)) ? '' : cell(column));
  const when = <T>(column: Column, make: (written: string) => readonly T[]): readonly T[] =>
    asked(column) === '' ? [] : make(asked(column));
  return [
    ...when('source', (written) => [senderCondition(written, isYes(cell('negateSource')), kind)]),
    ...when('sourcePort', (written) => [portCondition(written)]),
    ...when('sourceZone', (written) => [zoneCondition('iif', written)]),
    ...when('destinationZone', (written) => [zoneCondition('oif', written)]),
    ...(hasPlaces
      ? when('group', (written) => [groupCondition(written, { negated: false, verdict: kind })])
      : []),
    ...(isOfComputer ? when('profile', profileConditions) : []),
    ...(isOfComputer ? when('ofService', () => [FOREIGN_PROGRAM]) : []),
    ...when('program', (written) => (CLIENT.test(written) ? [] : [FOREIGN_PROGRAM])),
    ...when('application', (written) =>
      knowsApplications
        ? applicationConditions(written.split(/[;,|\n]+/).map((one) => one.trim()))
        : noted(written, isOfComputer),
    ),
    ...QUESTIONS.flatMap((column) =>
      all(column)
        .filter(
          (written) =>
            !isAny(written) && (column === 'exception' || column === 'condition' || !CLIENT.test(written)),
        )
        .map((written) =>
          doubt((words) => words.doubtAbout.asksFor(words.column[column](shownText(written).slice(0, 30)))),
        ),
    ),
  ];
}

/** On a computer an application is a package of the Store, which the client is not. */
function noted(written: string, isOfComputer: boolean): Condition[] {
  if (CLIENT.test(written)) return [];
  return isOfComputer
    ? [FOREIGN_PROGRAM]
    : [doubt(({ doubtAbout }) => doubtAbout.application(shownText(written).slice(0, 30)))];
}

const FOREIGN_PROGRAM = answered(false);
/** The profiles of Windows, each in the five languages of its console. */
const PROFILES: readonly (readonly [string, RegExp])[] = [
  ['Domain', /^(domain|domane|domaine|dominio|ドメイン)$/],
  ['Private', /^(private|privat|prive|privado|プライベート)$/],
  ['Public', /^(public|offentlich|publico|パブリック)$/],
];

/** All three are any. */
function profileConditions(written: string): Condition[] {
  const words = written.split(/[;,|\n、]+/).map((word) => word.trim());
  const names = words.map((word) => PROFILES.find(([, said]) => said.test(bare(word)))?.[0] ?? word);
  return PROFILES.every(([name]) => names.includes(name)) ? [] : [deviceCondition('iif', names, false)];
}

const NOTHING_ASKED: readonly Condition[] = [];

function senderCondition(written: string, negated: boolean, verdict: 'accept' | 'drop'): Condition {
  const isNot = negated !== NEGATED.test(written);
  const who = written.replace(NEGATED, '');
  const targets = parseDestinations(who);
  const intervals = targets?.flatMap((one) => (one.kind === 'addresses' ? one.intervals : [])) ?? [];
  if (targets?.some(({ kind }) => kind === 'anywhere') === true) return answered(!isNot);
  return intervals.length === 0
    ? groupCondition(who, { negated: isNot, verdict })
    : sourceCondition(intervals, isNot);
}

function portCondition(written: string): Condition {
  const services = parseServices(written);
  if (services === null) return answered(true);
  return services === undefined ? doubt('ownPort') : ownPortCondition(services, false);
}

function zoneCondition(side: 'iif' | 'oif', written: string): Condition {
  const names = written.split(/[;,|\n]+/).map((zone) => zone.trim());
  return deviceCondition(side, names, false);
}
