/** Objects of firewalls (addresses, services, groups) as rules: what is known of them, and by name what is not. Pure. */
import type { IpInterval } from '../../../regions/ip-interval.ts';
import {
  lineAt,
  shownText,
  type AuditTarget,
  type AuditWords,
  type Match,
  type Told,
} from '../audit-entry.ts';
import type { ChainCase, ChainRule } from '../chain.ts';
import { answered, doubt, groupCondition, sourceCondition, type Condition } from '../condition.ts';
import { EVERYTHING, otherAddresses } from '../match.ts';
import { parseDestination, parseDestinations } from '../parse-destination.ts';
import { openingsOf, parseServices, parseTransports, type Opening } from '../parse-services.ts';

/** A list of which some members may not be in the file. */
export interface Known<T> {
  readonly sure: readonly T[];
  /** Names of what is not known; what has none is told. */
  readonly unknown: readonly Named[];
}

export type Named = string | Told;

/** Joined, each once. */
export function namesIn(names: readonly Named[], words: AuditWords): string {
  return [...new Set(names.map((name) => (typeof name === 'string' ? name : name(words))))].join(', ');
}

export const ANYWHERE: AuditTarget = { kind: 'anywhere' };

export function sure<T>(...members: readonly T[]): Known<T> {
  return { sure: members, unknown: [] };
}

export function unknown<T>(name: Named): Known<T> {
  return { sure: [], unknown: [name] };
}

export function joined<T>(parts: readonly Known<T>[]): Known<T> {
  return { sure: parts.flatMap((part) => part.sure), unknown: parts.flatMap((part) => part.unknown) };
}

/** One destination as written; one that nobody understands is unknown by its own text. */
export function targetOf(written: string): Known<AuditTarget> {
  const target = parseDestination(written);
  return target === null ? unknown(written) : sure(target);
}

/** `tcp` and `443`, in the words of people; another protocol than TCP and UDP is nothing. */
export function servicesOf(protocol: string, ports: string): Known<Opening> {
  const transports = parseTransports(protocol);
  const services = parseServices(ports);
  // What another protocol has instead of ports is nothing to read.
  if (transports?.length === 0) return sure();
  if (transports === undefined || services === undefined) return unknown(`${protocol} ${ports}`.trim());
  return sure(...openingsOf(services, transports));
}

/** Everything but these; everything but a name is unknown. */
export function otherTargets({ sure: targets, unknown: names }: Known<AuditTarget>): Known<AuditTarget> {
  const intervals = targets.flatMap((one) => (one.kind === 'addresses' ? one.intervals : []));
  if (targets.some(({ kind }) => kind === 'anywhere')) return sure();
  if (names.length > 0 || targets.some(({ kind }) => kind !== 'addresses'))
    return unknown(({ thing }) => thing.butAName);
  const others = ([4, 6] as const).flatMap((family) => otherAddresses(intervals.filter((one) => one.family === family), family)); // prettier-ignore
  return others.length === 0 ? sure() : sure({ kind: 'addresses', intervals: others });
}

/** Who sends: addresses by arithmetic, what has no address here by its name, as an interface is told apart. */
export function senderConditions(
  { sure: targets, unknown: names }: Known<AuditTarget>,
  { verdict, negated = false }: { readonly verdict: 'accept' | 'drop'; readonly negated?: boolean },
): Condition[] {
  if (names.length === 0 && targets.some(({ kind }) => kind === 'anywhere'))
    return negated ? [answered(false)] : [];
  const intervals: readonly IpInterval[] = targets.flatMap((one) =>
    one.kind === 'addresses' ? one.intervals : [],
  );
  // What has no name of its own is nobody who could be told apart.
  const written = names.map((name) => (typeof name === 'string' ? name : '?'));
  const others = [...written, ...targets.flatMap((one) => (one.kind === 'name' ? [one.name] : []))];
  if (others.length > 0) return [groupCondition(others.join(', '), { negated, verdict })];
  return intervals.length === 0 ? [] : [sourceCondition(intervals, negated)];
}

interface RuleParts {
  readonly place: Told;
  readonly text: string;
  readonly verdict: 'accept' | 'drop';
  readonly targets: Known<AuditTarget>;
  readonly openings: Known<Opening>;
  readonly conditions?: readonly Condition[];
  /** Why the rule may refuse a part of what it lets out (a filter that looks inside). */
  readonly mayRefuse?: readonly Told[];
}

/** What is not known leaves the rule in doubt over all that it may be about, and names it. */
export function toRule(parts: RuleParts): ChainRule {
  const { place, text, verdict, targets, openings, conditions = [], mayRefuse = [] } = parts;
  const some: readonly Pick<Match, 'ports' | 'transports'>[] =
    openings.unknown.length > 0 ? [EVERYTHING] : openings.sure;
  const made = (
    wanted: { targets: readonly AuditTarget[]; openings: readonly Pick<Match, 'ports' | 'transports'>[] },
    more: readonly Condition[],
    kind: 'accept' | 'drop' = verdict,
  ): ChainCase[] =>
    wanted.targets.flatMap((target) =>
      wanted.openings.map(({ ports, transports }) => ({
        match: { target, ports, transports },
        conditions: [...conditions, ...more],
        verdict: { kind },
      })),
    );
  const known = { targets: targets.sure, openings: openings.sure };
  return {
    place,
    text: shownText(text),
    cases: [
      ...(verdict === 'accept' ? mayRefuse.flatMap((why) => made(known, [doubt(why)], 'drop')) : []),
      ...made(known, []),
      ...(openings.unknown.length === 0
        ? []
        : made({ targets: targets.sure, openings: [EVERYTHING] }, [missing(openings.unknown)])),
      ...(targets.unknown.length === 0
        ? []
        : made({ targets: [ANYWHERE], openings: some }, [missing(targets.unknown)])),
    ],
  };
}

function missing(names: readonly Named[]): Condition {
  return doubt((words) => words.doubtAbout.notInFile(shownText(namesIn(names, words)).slice(0, 60)));
}

/** Several written in one text; what is none of them is unknown by its own text. */
export function targetsOf(written: string): Known<AuditTarget> {
  const targets = parseDestinations(written);
  return targets === null ? unknown(written) : sure(...targets);
}

/** How deep groups may hold groups; a circle is cut there. */
export const DEEPEST_GROUP = 20;

export interface Numbered {
  readonly line: string;
  /** Whether it stands further in than the lines that begin something. */
  readonly isIndented: boolean;
  readonly number: number;
  readonly place: Told;
}

/** Lines with their places; a quoted text that reaches over lines is one. */
export function numbered(text: string): Numbered[] {
  const lines: Numbered[] = [];
  let open: Numbered | null = null;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line: string = open === null ? raw : `${open.line} ${raw.trim()}`;
    const from: Numbered = open ?? {
      ...{ line, number: index + 1, place: lineAt(index + 1) },
      isIndented: /^\s/.test(raw),
    };
    if (isOpenQuote(line) && lines.length < 500_000) open = { ...from, line };
    else {
      lines.push({ ...from, line: line.trim() });
      open = null;
    }
  }
  if (open !== null) lines.push({ ...open, line: open.line.trim() });
  return lines;
}

/** A text of several lines has at most a few kilobytes: behind that a lone quote is a quote. */
const LONGEST_QUOTED = 8_000;

function isOpenQuote(line: string): boolean {
  if (!line.includes('"') || line.length > LONGEST_QUOTED) return false;
  return (line.replaceAll(/\\./g, '').match(/"/g) ?? []).length % 2 === 1;
}

/** Words, with "quoted ones" as one. */
export function wordsOf(line: string): string[] {
  return (line.match(/"(?:\\.|[^"\\])*"|\S+/g) ?? []).map((word) => word.replace(/^"(.*)"$/s, '$1'));
}
