/** Arithmetic on what entries match: destinations, ports, transports. Nothing widens on its way. Pure. */
import {
  intersectIntervals,
  intervalToCidrs,
  subtractIntervals,
  type IpInterval,
} from '../../regions/ip-interval.ts';
import type { Family } from '../../core/words.ts';
import type { Rule } from '../rule.ts';
import type { Work } from './work.ts';
import { shownText, type AuditTarget, type AuditWords, type Match, type PortRange } from './audit-entry.ts';
import { wholeFamily } from './parse-destination.ts';

export const EVERYTHING: Match = { target: { kind: 'anywhere' }, ports: null, transports: null };

export function isEverything({ target, ports, transports }: Match): boolean {
  return target.kind === 'anywhere' && ports === null && transports === null;
}

/** Null when nothing matches both. Draws on `work` by what is multiplied. */
export function intersectMatches(left: Match, right: Match, work?: Work): Match | null {
  work?.spend(costOf(left) * costOf(right));
  const target = intersectTargets(left.target, right.target);
  const ports = both(left.ports, right.ports, intersectPorts);
  const transports = both(left.transports, right.transports, (some, others) =>
    some.filter((one) => others.includes(one)),
  );
  if (target === null || ports?.length === 0 || transports?.length === 0) return null;
  return { target, ports, transports };
}

function costOf({ target, ports }: Match): number {
  return Math.max(target.kind === 'addresses' ? target.intervals.length : 1, ports?.length ?? 1);
}

function both<T>(
  left: readonly T[] | null,
  right: readonly T[] | null,
  common: (left: readonly T[], right: readonly T[]) => readonly T[],
): readonly T[] | null {
  if (left === null || right === null) return left ?? right;
  return common(left, right);
}

function intersectTargets(left: AuditTarget, right: AuditTarget): AuditTarget | null {
  if (left.kind === 'anywhere') return right;
  if (right.kind === 'anywhere') return left;
  if (left.kind !== 'addresses' || right.kind !== 'addresses') return narrowerName(left, right);
  const intervals = intersectIntervals(left.intervals, right.intervals);
  return intervals.length === 0 ? null : { kind: 'addresses', intervals };
}

/** Of two questions about names the one that the other holds; a name and an address have nothing in common here. */
function narrowerName(left: AuditTarget, right: AuditTarget): AuditTarget | null {
  if (holds(left, right)) return right;
  return holds(right, left) ? left : null;
}

function holds(wide: AuditTarget, narrow: AuditTarget): boolean {
  if (wide.kind === 'name') return narrow.kind === 'name' && narrow.name === wide.name;
  if (wide.kind !== 'wildcard' || narrow.kind === 'anywhere' || narrow.kind === 'addresses') return false;
  const name = narrow.kind === 'name' ? narrow.name : narrow.suffix;
  return name.endsWith(`.${wide.suffix}`) || (name === wide.suffix && (narrow.kind === 'wildcard' || wide.withSelf === true)); // prettier-ignore
}

export function opensPort(
  { ports, transports }: Omit<Match, 'target'>,
  rule: Pick<Rule, 'port' | 'transport'>,
): boolean {
  if (transports !== null && !transports.includes(rule.transport)) return false;
  if (ports === null) return true;
  for (const { first, last } of ports) if (first <= rule.port && rule.port <= last) return true;
  return false;
}

function intersectPorts(left: readonly PortRange[], right: readonly PortRange[]): PortRange[] {
  return left.flatMap((one) =>
    right
      .map((other) => ({ first: Math.max(one.first, other.first), last: Math.min(one.last, other.last) }))
      .filter(({ first, last }) => first <= last),
  );
}

/** All addresses of the family but these; of no addresses, all. */
export function otherAddresses(intervals: readonly IpInterval[], family: Family): IpInterval[] {
  return subtractIntervals([wholeFamily(family)], intervals);
}

export const LAST_PORT = 65_535;

/** All ports but these. */
export function otherPorts(ports: readonly PortRange[]): PortRange[] {
  const left: PortRange[] = [];
  let next = 0;
  for (const { first, last } of [...ports].sort((one, other) => one.first - other.first)) {
    if (first > next) left.push({ first: next, last: first - 1 });
    next = Math.max(next, last + 1);
  }
  return next > LAST_PORT ? left : [...left, { first: next, last: LAST_PORT }];
}

export function otherTransports(transports: readonly Rule['transport'][]): Rule['transport'][] {
  return (['tcp', 'udp'] as const).filter((one) => !transports.includes(one));
}

/** What a packet filter's rule lets out, in a few words; as written it would fill the screen. */
export function describeMatch(match: Match, words: AuditWords): string {
  const known = DESCRIBED.get(words) ?? new WeakMap<Match, string>();
  DESCRIBED.set(words, known);
  const before = known.get(match);
  if (before !== undefined) return before;
  const text = inWords(match, words);
  known.set(match, text);
  return text;
}

/** The same match is told for each sender. */
const DESCRIBED = new WeakMap<AuditWords, WeakMap<Match, string>>();

function inWords({ target, ports, transports }: Match, { text: words }: AuditWords): string {
  const to =
    target.kind === 'addresses' ? target.intervals.flatMap(intervalToCidrs).join(', ') : words.anywhere;
  const port = ports?.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`)).join(', ');
  return shownText(words.to(to, transports?.join('+') ?? words.anyTransport, port ?? words.anyPort));
}
