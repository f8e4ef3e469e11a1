/** Rows to the picture of an outage: what is broken, where, for whom, since when, and what those machines have in common. Pure. */
import type { Verdict } from '../core/words.ts';
import { choose, newestOf, type Window } from './choose.ts';
import type { BundleRow, RowCause } from './row.ts';
import { sitesOf, type SiteBook } from './sites.ts';
import { onsetOf, statementsOf, type Onset, type Statement, type Unit } from './statements.ts';
import { timed, type TimeSource, type TimedRow } from './times.ts';

export const SUMMARY_SCHEMA = 'preflight.bundle-summary/1';

export const DIMENSIONS = ['cause', 'site', 'region', 'version', 'time'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface SummaryGroup {
  /** Cause: a code, `none` or `unknown`; site: a name or stand-in, or `unknown`; time: the beginning of the hour, ISO 8601. */
  readonly value: string;
  readonly title: string;
  /** Facts of the cause where all machines of the group have the same, so that it can be said in any language; else null. */
  readonly params: RowCause['params'];
  /** Runs in the window. */
  readonly bundles: number;
  /** Machines that are known apart, by their last run. */
  readonly machines: number;
  /** Bundles that do not say which machine they are of: at most so many machines more. */
  readonly mayBeMore: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Most frequent cause of the group, and how many machines have it; `none` when no machine of it has one. */
  readonly mainCause: string;
  readonly withMainCause: number;
  /** Names of the files of these runs; no part of the JSON. */
  readonly files: ReadonlySet<string>;
  /** Times of the earliest and the latest of these runs, corrected, ISO 8601. */
  readonly first: string;
  readonly last: string;
}

export interface SummaryCause {
  readonly code: string;
  readonly title: string;
  readonly params: RowCause['params'];
  readonly machines: number;
  readonly mayBeMore: number;
  /** The corrected times, ISO 8601; null: nobody knows. `sure`: a good run stands before it. */
  readonly since: string | null;
  readonly sure: boolean;
  readonly bins: readonly { readonly at: string; readonly machines: number }[];
  readonly readyBefore: { readonly machines: number; readonly first: string; readonly last: string } | null;
  readonly statements: readonly Statement[];
  /** Whether there is anything to compare with: at least three with the cause and one without. */
  readonly comparable: boolean;
}

export interface SummaryMember {
  readonly file: string;
  readonly sha256: string;
  readonly report: string;
  readonly machine: string | null;
  readonly time: string;
  readonly timeFrom: TimeSource;
  readonly oddTime: TimedRow['odd'];
  readonly verdict: Verdict;
  readonly codes: readonly string[];
  readonly site: string | null;
  readonly region: string;
  /** Whether it is the last run of its machine in the window. */
  readonly now: boolean;
}

export interface BundleSummary {
  readonly schema: typeof SUMMARY_SCHEMA;
  /** Bundles that are counted: readable, real, once each, in the window. */
  readonly bundles: number;
  readonly window: { readonly since: string; readonly until: string };
  readonly machines: number;
  readonly mayBeMore: number;
  /** Keys that the bundles name, most frequent first, and whether the helpdesk gave that key. */
  readonly keys: readonly { readonly id: string; readonly bundles: number; readonly given: boolean }[];
  readonly untagged: number;
  /** Of the last run of each machine. */
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly groups: Readonly<Record<Dimension, readonly SummaryGroup[]>>;
  /** The most machines first. */
  readonly causes: readonly SummaryCause[];
  readonly members: readonly SummaryMember[];
  readonly notCounted: {
    readonly duplicates: readonly { readonly file: string; readonly of: string }[];
    readonly demonstrations: readonly string[];
    /** Real runs outside the window; what was before is read from them. */
    readonly outside: number;
  };
  /** Files that are no readable bundle, and why. */
  readonly unreadable: readonly Unreadable[];
  /** Bundles whose report was changed after it was written; they are counted all the same. */
  readonly changed: readonly string[];
  /** Bundles without a usable time: counted, and left out of every "since". */
  readonly oddTimes: readonly { readonly file: string; readonly why: 'no-time' | 'far-from-file' }[];
}

export interface Unreadable {
  readonly file: string;
  readonly why: string;
}

export interface SummaryQuestion {
  readonly book: SiteBook;
  /** Ids of the keys that the helpdesk gave. */
  readonly keyIds: readonly string[];
  /** What to count, worked out of the newest run where it is relative. */
  readonly window?: (newest: number) => Partial<Window>;
}

export const NO_BOOK: SiteBook = { siteOf: new Map(), nameOf: new Map() };

export function summarise(
  rows: readonly BundleRow[],
  unreadable: readonly Unreadable[],
  { book, keyIds, window }: SummaryQuestion = { book: NO_BOOK, keyIds: [] },
): BundleSummary {
  const times = timed(rows);
  const chosen = choose(times, window?.(newestOf(times) ?? 0));
  const all = unitsOf(chosen.all, book);
  const now = new Set(chosen.now.map(({ row }) => row.file));
  const last = all.filter(({ row }) => now.has(row.file));
  const { since, until } = chosen.window;
  const inside = all.filter(
    ({ at, odd, row }) => now.has(row.file) || odd !== null || (at >= since && at <= until),
  );
  return {
    schema: SUMMARY_SCHEMA,
    bundles: inside.length,
    window: { since: iso(since), until: iso(until) },
    ...machinesOf(last),
    keys: keysOf(chosen.all, keyIds),
    untagged: chosen.all.filter(({ row }) => row.tags === null).length,
    verdicts: verdictsOf(last),
    groups: groupsOf(inside, last),
    causes: causesOf(last, all, book),
    members: all.map((unit) => memberOf(unit, now.has(unit.row.file))),
    notCounted: {
      duplicates: chosen.duplicates,
      demonstrations: chosen.demonstrations,
      outside: chosen.outside,
    },
    unreadable,
    changed: chosen.all.filter(({ row }) => row.changed).map(({ row }) => row.file),
    oddTimes: chosen.all.flatMap(({ row, odd }) => (odd === null ? [] : [{ file: row.file, why: odd }])),
  };
}

function iso(at: number): string {
  // A stranger's year may be one that `Date` does not have.
  return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString() : '';
}

function unitsOf(rows: readonly TimedRow[], book: SiteBook): readonly Unit[] {
  const sites = sitesOf(
    rows.map(({ row }) => row),
    book,
  );
  return rows.map((timedRow, at) => ({
    ...timedRow,
    site: sites[at]?.site ?? null,
    codes: new Set(timedRow.row.causes.map(({ code }) => code)),
  }));
}

function machinesOf(units: readonly Unit[]): { readonly machines: number; readonly mayBeMore: number } {
  const known = new Set(units.flatMap(({ machine }) => machine ?? [])).size;
  return { machines: known, mayBeMore: units.filter(({ machine }) => machine === null).length };
}

function keysOf(rows: readonly TimedRow[], given: readonly string[]): BundleSummary['keys'] {
  const counts = new Map<string, number>();
  for (const { row } of rows)
    if (row.tags !== null) counts.set(row.tags.key, (counts.get(row.tags.key) ?? 0) + 1);
  return [...counts]
    .map(([id, bundles]) => ({ id, bundles, given: given.includes(id) }))
    .sort((a, b) => b.bundles - a.bundles);
}

function verdictsOf(units: readonly Unit[]): Record<Verdict, number> {
  const counts: Record<Verdict, number> = { ready: 0, degraded: 0, 'not-ready': 0, unknown: 0 };
  for (const { row } of units) counts[row.verdict] += 1;
  return counts;
}

function memberOf({ row, at, from, odd, machine, site }: Unit, now: boolean): SummaryMember {
  const { file, sha256, report, verdict, region } = row;
  const codes = [...new Set(row.causes.map(({ code }) => code))];
  const time = { time: iso(at), timeFrom: from, oddTime: odd };
  return { ...{ file, sha256, report, machine }, ...time, ...{ verdict, codes, site, region, now } };
}

type Value = Pick<SummaryGroup, 'value' | 'title'>;

/** Every group that a run belongs to: several of its causes, one of everything else. */
const VALUES: Readonly<Record<Dimension, (unit: Unit) => readonly Value[]>> = {
  cause: ({ row }) => {
    if (row.causes.length > 0) {
      const titles = new Map(row.causes.map(({ code, title }) => [code, title]));
      return [...titles].map(([value, title]) => ({ value, title }));
    }
    return row.verdict === 'unknown'
      ? [{ value: 'unknown', title: 'Could not tell' }]
      : [{ value: 'none', title: 'Nothing found' }];
  },
  site: ({ site }) => [
    site === null ? { value: 'unknown', title: 'Site not known' } : { value: site, title: site },
  ],
  region: ({ row }) => [{ value: row.region, title: row.regionName }],
  version: ({ row }) => {
    const value = `preflight ${row.agent}, tables ${row.tables}, client ${row.client ?? 'not known'}`;
    return [{ value, title: value }];
  },
  time: ({ at }) => {
    const hour = iso(Math.floor(at / HOUR_MS) * HOUR_MS);
    return [{ value: hour, title: hour }];
  },
};
const HOUR_MS = 3_600_000;

/** More groups than anybody reads would also be more than fits into memory: the rest is one group. */
const MOST_GROUPS = 2000;
const REST: Value = { value: 'others', title: 'others' };

function groupsOf(inside: readonly Unit[], last: readonly Unit[]): BundleSummary['groups'] {
  const isLast = new Set(last);
  const of = (dimension: Dimension): readonly SummaryGroup[] => {
    const groups = new Map<string, { readonly told: Value; readonly runs: Unit[] }>();
    for (const unit of inside)
      for (const own of VALUES[dimension](unit)) {
        const told = groups.has(own.value) || groups.size < MOST_GROUPS ? own : REST;
        const group = groups.get(told.value) ?? { told, runs: [] };
        group.runs.push(unit);
        groups.set(told.value, group);
      }
    const rows = [...groups.values()].map(({ told, runs }) => groupOf(told, runs, isLast));
    return rows.sort(
      (a, b) => weightOf(b) - weightOf(a) || b.bundles - a.bundles || (a.value < b.value ? -1 : 1),
    );
  };
  return {
    cause: of('cause'),
    site: of('site'),
    region: of('region'),
    version: of('version'),
    time: of('time'),
  };
}

function weightOf({ machines, mayBeMore }: SummaryGroup): number {
  return machines + mayBeMore;
}

function groupOf(told: Value, runs: readonly Unit[], isLast: ReadonlySet<Unit>): SummaryGroup {
  const last = runs.filter((unit) => isLast.has(unit));
  const times = runs.map(({ at }) => at);
  const counts = new Map<string, number>();
  for (const { codes } of last) for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  const [mainCause, withMainCause] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ['none', 0];
  return {
    ...told,
    params: sameParams(told.value, last),
    bundles: runs.length,
    files: new Set(runs.map(({ row }) => row.file)),
    ...machinesOf(last),
    verdicts: verdictsOf(last),
    ...{ mainCause, withMainCause },
    first: iso(times.reduce((a, b) => Math.min(a, b), Infinity)),
    last: iso(times.reduce((a, b) => Math.max(a, b), -Infinity)),
  };
}

/** The facts of a cause where everybody has the same: one machine's figures say nothing of the others. */
function sameParams(code: string, units: readonly Unit[]): RowCause['params'] {
  const own = units.flatMap(({ row }) => row.causes.filter((cause) => cause.code === code));
  const [first] = own;
  if (first === undefined) return null;
  const wanted = JSON.stringify(first.params);
  return own.every(({ params }) => JSON.stringify(params) === wanted) ? first.params : null;
}

function causesOf(last: readonly Unit[], all: readonly Unit[], book: SiteBook): readonly SummaryCause[] {
  const codes = [...new Set(last.flatMap((unit) => [...unit.codes]))];
  const rows = codes.slice(0, MOST_GROUPS).map((code): SummaryCause => {
    const affected = last.filter((unit) => unit.codes.has(code));
    const title = affected.flatMap(
      ({ row }) => row.causes.find((cause) => cause.code === code)?.title ?? [],
    )[0];
    return {
      ...{ code, title: title ?? code, params: sameParams(code, affected) },
      ...machinesOf(affected),
      ...said(onsetOf(code, affected, all)),
      statements: statementsOf(code, last, book),
      comparable: affected.length >= 3 && affected.length < last.length,
    };
  });
  return rows.sort(
    (a, b) => b.machines + b.mayBeMore - a.machines - a.mayBeMore || (a.code < b.code ? -1 : 1),
  );
}

function said({
  since,
  sure,
  bins,
  readyBefore,
}: Onset): Pick<SummaryCause, 'since' | 'sure' | 'bins' | 'readyBefore'> {
  return {
    since: since === null ? null : iso(since),
    sure,
    bins: bins.map(({ at, machines }) => ({ at: iso(at), machines })),
    readyBefore:
      readyBefore === null
        ? null
        : { machines: readyBefore.machines, first: iso(readyBefore.first), last: iso(readyBefore.last) },
  };
}
