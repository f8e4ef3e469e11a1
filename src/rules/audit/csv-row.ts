/* eslint-disable complexity -- a reader of a grammar: one branch for each word of it */
/** One row of a firewall's table as a rule: what it lets out, and whom and what else it asks for. */
import type { IpInterval } from '../../regions/ip-interval.ts';
import { shownText, type AuditTarget, type Unread } from './audit-entry.ts';
import type { ChainCase, ChainRule } from './chain.ts';
import { deviceCondition, doubt, ownPortCondition, sourceCondition, type Condition } from './condition.ts';
import { rowPurpose, type Column, type Columns } from './csv-columns.ts';
import { otherAddresses } from './match.ts';
import { destinationProblem, parseDestinations } from './parse-destination.ts';
import { openingsOf, parseServices, parseTransports, type Opening } from './parse-services.ts';
import type { CsvRow } from './parse-csv-rows.ts';

export interface ReadRow {
  /** Null: the row is inbound, switched off or about another protocol. */
  readonly rule: ChainRule | null;
  readonly unread: readonly Unread[];
  readonly priority: number | null;
}

/** How one maker's table differs. */
export interface Dialect {
  /** Words for destinations that only this maker has. */
  readonly words: ReadonlyMap<string, AuditTarget>;
}

export function readRow({ line, cells }: CsvRow, columns: Columns, dialect: Dialect): ReadRow {
  const cell = (column: Column): string =>
    columns[column] === null ? '' : (cells[columns[column]] ?? '').trim();
  const place = `line ${line}`;
  const text = shownText(cells.join(' ').replaceAll(/\s+/g, ' '));
  const priority = /^\d+$/.test(cell('priority')) ? Number(cell('priority')) : null;
  const purpose = rowPurpose(columns, (column) => (column === null ? '' : (cells[column] ?? '')));
  const skipped =
    purpose === 'inbound' || purpose === 'disabled' || cells.some((one) => /^\s*\[Disabled\]/i.test(one));
  if (skipped) return { rule: null, unread: [], priority };
  const target = targetsOf(cell('destination'), cell('negateDestination'), dialect);
  const opening = openingOf(cell('port'), cell('transport'));
  if (opening.openings.length === 0 && opening.problem === null) return { rule: null, unread: [], priority };
  const unknown = purpose === 'unknown action' || purpose === 'unknown direction';
  const problems = [
    ...(unknown ? [PURPOSE_TEXT[purpose]] : []),
    ...(target.problem === null ? [] : [target.problem]),
    ...(opening.problem === null ? [] : [opening.problem]),
  ];
  const conditions = [...problems.map(doubt), ...conditionsOf(cell)];
  const verdicts = unknown ? (['accept', 'drop'] as const) : ([purpose] as const);
  const cases = verdicts.flatMap((kind) =>
    target.targets.flatMap((one) =>
      opening.openings.map((each): ChainCase => ({
        match: { target: one, ...each },
        conditions,
        verdict: { kind },
      })),
    ),
  );
  return { rule: { place, text, cases }, unread: [], priority };
}

const PURPOSE_TEXT = {
  'unknown action': 'the action neither lets out nor refuses',
  'unknown direction': 'the direction is neither in nor out',
} as const;

interface Targets {
  readonly targets: readonly AuditTarget[];
  readonly problem: string | null;
}

const ANYWHERE: AuditTarget = { kind: 'anywhere' };
const TRUE = /^(yes|true|1|on)$/i;

/** What is not understood may be anywhere. */
function targetsOf(written: string, negate: string, { words }: Dialect): Targets {
  const isNegated = TRUE.test(negate) || /^\[negate\]/i.test(written);
  const text = written.replace(/^\[negate\]\s*/i, '');
  const own = words.get(text.toLowerCase());
  const targets = own !== undefined ? [own] : parseDestinations(text);
  if (targets === null) return { targets: [ANYWHERE], problem: destinationProblem(text) };
  if (!isNegated) return { targets, problem: null };
  const intervals = targets.flatMap((one) => (one.kind === 'addresses' ? one.intervals : []));
  if (!targets.every(({ kind }) => kind === 'addresses'))
    return { targets: [ANYWHERE], problem: 'everything but a name' };
  return {
    targets: [
      {
        kind: 'addresses',
        intervals: [
          ...otherAddresses(ofFamily(intervals, 4), 4),
          ...otherAddresses(ofFamily(intervals, 6), 6),
        ],
      },
    ],
    problem: null,
  };
}

function ofFamily(intervals: readonly IpInterval[], family: 4 | 6): IpInterval[] {
  return intervals.filter((one) => one.family === family);
}

interface Openings {
  readonly openings: readonly Opening[];
  readonly problem: string | null;
}

/** Ports and transports of a row; no opening and no problem: another protocol. */
function openingOf(port: string, transport: string): Openings {
  // `application-default`: the ports of the applications that the row names.
  const isDefault = /^application-default$/i.test(port);
  const services = isDefault ? null : parseServices(port);
  const transports = parseTransports(transport);
  const everything = (problem: string): Openings => ({
    openings: [{ ports: null, transports: transports ?? null }],
    problem,
  });
  if (transports === undefined) return everything('the transport is neither TCP nor UDP');
  if (transports?.length === 0 || /^(icmp|ping|gre|esp)/i.test(port)) return { openings: [], problem: null };
  if (isDefault) return everything('ports of applications are not known here');
  if (services === undefined) return everything('the port is no number, range, list or known service');
  const openings = openingsOf(services, transports);
  return openings.length > 0
    ? { openings, problem: null }
    : everything('the port and the transport contradict each other');
}

const isAny = (text: string): boolean =>
  /^(|any|\*|all|none|-|alle|beliebig|tous|todos|すべて|any4|0\.0\.0\.0\/0|always|anytime|localsubnet\?|unknown)$/i.test(
    text,
  );
/** Whose traffic the row is about; a program that is not the client's is never met. */
const CLIENT = /workspaces/i;

function conditionsOf(cell: (column: Column) => string): Condition[] {
  const asked = (column: Column): string => (isAny(cell(column)) ? '' : cell(column));
  const program = asked('program');
  return [
    ...(asked('source') === '' ? [] : [senderCondition(asked('source'), TRUE.test(cell('negateSource')))]),
    ...(asked('sourcePort') === '' ? [] : [portCondition(asked('sourcePort'))]),
    ...(asked('sourceZone') === '' ? [] : [zoneCondition('iif', asked('sourceZone'))]),
    ...(asked('destinationZone') === '' ? [] : [zoneCondition('oif', asked('destinationZone'))]),
    ...(program === '' || CLIENT.test(program) ? [] : [{ why: 'it is for one program', holds: () => false }]),
    ...(['application', 'user', 'category', 'schedule'] as const).flatMap((column) =>
      asked(column) === '' || CLIENT.test(asked(column))
        ? []
        : [
            doubt(
              `it asks for ${column === 'user' ? 'a user or a device' : `a certain ${column}`} (${shownText(asked(column)).slice(0, 30)})`,
            ),
          ],
    ),
  ];
}

function senderCondition(written: string, negated: boolean): Condition {
  const targets = parseDestinations(written.replace(/^\[negate\]\s*/i, ''));
  const intervals = targets?.flatMap((one) => (one.kind === 'addresses' ? one.intervals : [])) ?? [];
  if (targets?.some(({ kind }) => kind === 'anywhere')) return { why: '', holds: () => !negated };
  // A named group of senders is told apart by its name, like an interface.
  if (intervals.length === 0) return deviceCondition('iif', [written], negated);
  return sourceCondition(intervals, negated || /^\[negate\]/i.test(written));
}

function portCondition(written: string): Condition {
  const services = parseServices(written);
  return services === null || services === undefined
    ? doubt("it asks for the client's own port")
    : ownPortCondition(services, false);
}

function zoneCondition(side: 'iif' | 'oif', written: string): Condition {
  return deviceCondition(
    side,
    written.split(/[;,|\n]+/).map((zone) => zone.trim()),
    false,
  );
}
