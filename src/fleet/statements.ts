/**
 * What the machines with a cause have in common that the others lack, and since when they have it. Both numbers stand beside every statement:
 * it is a difference, not a reason. Pure.
 */
import type { SiteBook } from './sites.ts';
import { factsOf } from './sites.ts';
import type { TimedRow } from './times.ts';

export interface Unit extends TimedRow {
  readonly site: string | null;
  readonly codes: ReadonlySet<string>;
}

export interface Statement {
  /** `dns`, `prefix`, …, or a plain fact: `site`, `vpn`, `proxy-kind`, `os`, `client`, `region`, `protocol`, `agent`. */
  readonly kind: string;
  /** Name by the helpdesk's file, value in clear, or the tag. */
  readonly value: string;
  /** Whether `value` is a tag that nobody here can read. */
  readonly hidden: boolean;
  /** With the cause: `have` of `of` have the fact; without the cause likewise. */
  readonly with: { readonly have: number; readonly of: number };
  readonly without: { readonly have: number; readonly of: number };
}

/** Said when at least so many of those with the cause have it, and at most so many of the others. */
const LEAST_SHARE = 0.8;
const MOST_OTHERS = 0.2;
const LEAST_MACHINES = 3;
const MOST_STATEMENTS = 12;

/** The strongest first; empty: nothing in common that the others lack. */
export function statementsOf(code: string, units: readonly Unit[], book: SiteBook): readonly Statement[] {
  const bad = units.filter(({ codes }) => codes.has(code));
  const rest = units.filter(({ codes }) => !codes.has(code));
  if (bad.length < LEAST_MACHINES || rest.length === 0) return [];
  const [inBad, inRest] = [countFacts(bad), countFacts(rest)];
  const rows = [...inBad].flatMap(([fact, have]): Statement[] => {
    const others = inRest.get(fact) ?? 0;
    if (have < bad.length * LEAST_SHARE || others > rest.length * MOST_OTHERS) return [];
    const counts = { with: { have, of: bad.length }, without: { have: others, of: rest.length } };
    return [{ ...named(fact, book), ...counts }];
  });
  return rows.sort((a, b) => gap(b) - gap(a) || rank(a) - rank(b)).slice(0, MOST_STATEMENTS);
}

function gap({ with: own, without }: Statement): number {
  return own.have / own.of - without.have / without.of;
}

/** Of equally strong ones the nearest to a reason first. */
const KINDS = ['dns', 'proxy', 'vpn', 'gateway', 'ssid', 'prefix', 'site', 'suffix'];

function rank({ kind, hidden }: Statement): number {
  const at = KINDS.indexOf(kind);
  return (at < 0 ? KINDS.length : at) * 2 + (hidden ? 1 : 0);
}

function countFacts(units: readonly Unit[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const unit of units)
    for (const fact of new Set([...factsOf(unit.row), ...plainFacts(unit)]))
      counts.set(fact, (counts.get(fact) ?? 0) + 1);
  return counts;
}

/** What every bundle says in clear. A value that is not known is no fact. */
function plainFacts({ row, site }: Unit): readonly string[] {
  const facts: Readonly<Record<string, string | null>> = {
    site,
    'vpn-on': row.vpn,
    'proxy-kind': row.proxy,
    os: row.os === '' ? null : row.os,
    client: row.client,
    region: row.region === 'unknown' ? null : row.region,
    agent: row.agent,
  };
  return [
    ...Object.entries(facts).flatMap(([kind, value]) => (value === null ? [] : [`${kind}=${value}`])),
    ...row.protocols.map((protocol) => `protocol=${protocol}`),
  ];
}

function named(fact: string, { nameOf }: SiteBook): Pick<Statement, 'kind' | 'value' | 'hidden'> {
  const [, kind = '', mark = '', rest = ''] = /^([\w-]+)([=/])(.*)$/s.exec(fact) ?? [];
  const known = nameOf.get(fact);
  if (known !== undefined) return { kind, value: known, hidden: false };
  return { kind, value: mark === '/' ? rest.slice(0, 6) : rest, hidden: mark === '/' };
}

export interface Onset {
  /** Of the cause: the first bad run after a good one of that machine or its site; null: no run of it has a time. */
  readonly since: number | null;
  /** False: there is no good run before it, so it may have begun earlier. */
  readonly sure: boolean;
  /** Machines by their first bad run, in bins of ten minutes. */
  readonly bins: readonly { readonly at: number; readonly machines: number }[];
  /** Machines whose last run before was without any cause, and when those runs were. */
  readonly readyBefore: { readonly machines: number; readonly first: number; readonly last: number } | null;
}

const BIN_MS = 10 * 60_000;

/** `all`: every run there is, the earliest first, with codes. */
export function onsetOf(code: string, affected: readonly Unit[], all: readonly Unit[]): Onset {
  const usable = all.filter(({ odd }) => odd === null);
  const byMachine = groupBy(usable, ({ machine, row }) => machine ?? `file/${row.file}`);
  const bySite = groupBy(usable, ({ site }) => site);
  const firsts = affected.flatMap((unit): Begin[] => {
    const own = byMachine.get(unit.machine ?? `file/${unit.row.file}`) ?? [];
    const first = firstBad(code, own, unit);
    if (first !== null) return [first];
    // Never good itself: its first bad run after the last good one of its site.
    const site = unit.site === null ? [] : (bySite.get(unit.site) ?? []);
    const good = site.findLast(({ at, codes }) => at < unit.at && !codes.has(code));
    const begin = own.find(({ at, codes }) => codes.has(code) && at > (good?.at ?? -Infinity));
    return begin === undefined ? [] : [{ at: begin.at, sure: good !== undefined, before: null }];
  });
  const since = firsts.length === 0 ? null : firsts.map(({ at }) => at).reduce((a, b) => Math.min(a, b));
  const ready = firsts.flatMap(({ before }) =>
    before !== null && before.codes.size === 0 ? [before.at] : [],
  );
  return {
    since,
    sure: firsts.some(({ at, sure }) => sure && at === since),
    bins: binsOf(firsts.map(({ at }) => at)),
    readyBefore:
      ready.length === 0
        ? null
        : {
            machines: ready.length,
            first: ready.reduce((a, b) => Math.min(a, b)),
            last: ready.reduce((a, b) => Math.max(a, b)),
          },
  };
}

interface Begin {
  readonly at: number;
  readonly sure: boolean;
  /** The good run before it, of the same machine. */
  readonly before: Unit | null;
}

/** The first of the row of bad runs that ends with `unit`; null where no good run stands before it. */
function firstBad(code: string, own: readonly Unit[], unit: Unit): Begin | null {
  const until = own.filter(({ at }) => at <= unit.at);
  const lastGood = until.findLastIndex(({ codes }) => !codes.has(code));
  const [before, first] = [until[lastGood], until[lastGood + 1]];
  return before === undefined || first === undefined ? null : { at: first.at, sure: true, before };
}

function binsOf(times: readonly number[]): Onset['bins'] {
  const bins = new Map<number, number>();
  for (const time of times) {
    const at = Math.floor(time / BIN_MS) * BIN_MS;
    bins.set(at, (bins.get(at) ?? 0) + 1);
  }
  return [...bins].sort(([a], [b]) => a - b).map(([at, machines]) => ({ at, machines }));
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
