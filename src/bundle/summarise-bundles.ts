/** A folder of bundles as groups: what is broken, where, for whom. One bundle is in memory at a time. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Verdict } from '../core/words.ts';
import type { Report } from '../report/report.ts';
import { worstVerdict } from '../words/speakable.ts';
import { BundleError } from './bundle-error.ts';
import { openReportOnly, readBundleBytes, type OpenedBundle } from './open-bundle.ts';
import { holdsStandIn } from './stand-ins.ts';

export const SUMMARY_SCHEMA = 'preflight.bundle-summary/1';

export const DIMENSIONS = ['cause', 'site', 'region', 'version'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export interface SummaryGroup {
  /** Cause: the code of a finding, or `none`; site: a marker, an address, or `unknown`. */
  readonly value: string;
  /** In words, where the value needs some. */
  readonly title: string;
  /** Facts of the cause in the first bundle of the group, so that it can be said in any language; null where there are none. */
  readonly params: Report['findings'][number]['params'] | null;
  readonly bundles: number;
  readonly machines: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Most frequent cause of the group; `none` when no bundle of it has one. */
  readonly mainCause: string;
  /** Times of the earliest and the latest run. */
  readonly first: string;
  readonly last: string;
}

export interface BundleSummary {
  readonly schema: typeof SUMMARY_SCHEMA;
  readonly bundles: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly groups: Readonly<Record<Dimension, readonly SummaryGroup[]>>;
  /** Files that are no readable bundle, and why. */
  readonly unreadable: readonly { readonly file: string; readonly why: string }[];
  /** Bundles whose report was changed after it was written; they are counted all the same. */
  readonly changed: readonly string[];
}

type GroupValue = Pick<SummaryGroup, 'value' | 'title'> & { readonly params?: SummaryGroup['params'] };

/** What is kept of one bundle. */
interface Headline {
  /** Of the worst protocol that was asked for, as the mark beside the headline. */
  readonly verdict: Verdict;
  readonly createdAt: string;
  readonly machine: string;
  readonly values: Readonly<Record<Dimension, GroupValue>>;
}

/** Rejects with a `BundleError` when the folder cannot be read or holds no zip. */
export async function summariseBundles(folder: string, signal?: AbortSignal): Promise<BundleSummary> {
  const names = await zipNames(folder);
  const groups: GroupsSoFar = { cause: new Map(), site: new Map(), region: new Map(), version: new Map() };
  const verdicts = noVerdicts();
  const unreadable: { file: string; why: string }[] = [];
  const changed: string[] = [];
  for (const name of names) {
    signal?.throwIfAborted();
    try {
      const bundle = await openReportOnly(await readBundleBytes(join(folder, name)));
      if (bundle.problems.length > 0) changed.push(name);
      const headline = headlineOf(bundle);
      verdicts[headline.verdict] += 1;
      for (const dimension of DIMENSIONS) addTo(groups[dimension], headline, dimension);
    } catch (error) {
      if (!(error instanceof BundleError)) throw error;
      unreadable.push({ file: name, why: error.message });
    }
  }
  return {
    schema: SUMMARY_SCHEMA,
    bundles: names.length - unreadable.length,
    verdicts,
    groups: {
      cause: sorted(groups.cause),
      site: sorted(groups.site),
      region: sorted(groups.region),
      version: sorted(groups.version),
    },
    unreadable,
    changed,
  };
}

async function zipNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new BundleError(`cannot be read as a folder (${(error as { code?: string }).code ?? 'unknown'})`);
  });
  const zips = names.filter((name) => /^[^.].*\.zip$/i.test(name)).sort();
  if (zips.length === 0) throw new BundleError('holds no bundle (*.zip)');
  return zips;
}

function noVerdicts(): Record<Verdict, number> {
  return { ready: 0, degraded: 0, 'not-ready': 0, unknown: 0 };
}

function headlineOf({ manifest, report }: Pick<OpenedBundle, 'manifest' | 'report'>): Headline {
  const region = report.decidingRegion ?? report.request.regions[0] ?? 'unknown';
  const client = report.host.client?.version ?? null;
  const version = `preflight ${report.agent.version}, tables ${report.tables.edition}, client ${client ?? 'not known'}`;
  return {
    verdict: worstVerdict(report),
    createdAt: report.createdAt,
    machine: manifest.markers.machine ?? report.host.hostName ?? report.id,
    values: {
      cause: causeOf(report),
      site: siteOf(manifest.markers.network, report),
      region: { value: region, title: report.regions.find(({ code }) => code === region)?.name ?? region },
      version: { value: version, title: version },
    },
  };
}

function causeOf({ findings, verdict }: Report): GroupValue {
  const cause = findings.find(({ severity }) => severity !== 'notice');
  if (cause !== undefined) return { value: cause.code, title: cause.title, params: cause.params };
  return verdict === 'unknown'
    ? { value: 'unknown', title: 'Could not tell' }
    : { value: 'none', title: 'Nothing found' };
}

/** The marker of the network, else a router's address that is a real one: stand-ins of two bundles are not the same thing. */
function siteOf(marker: string | null, { host }: Report): GroupValue {
  const router = host.defaultGateways[0]?.address ?? null;
  const real = router !== null && !holdsStandIn(router) ? router : null;
  const value = marker ?? real;
  if (value === null) return { value: 'unknown', title: 'Network not known' };
  const title = real === null ? `Network ${value}` : `Network ${value}, router ${real}`;
  return { value, title };
}

interface GroupSoFar {
  readonly title: string;
  readonly params: SummaryGroup['params'];
  bundles: number;
  readonly machines: Set<string>;
  readonly verdicts: Record<Verdict, number>;
  readonly causes: Map<string, number>;
  first: string;
  last: string;
}

type GroupsSoFar = Readonly<Record<Dimension, Map<string, GroupSoFar>>>;

/** More groups than anybody reads would also be more than fits into memory: the rest is one group. */
const MOST_GROUPS = 2000;
const REST = 'others';

function addTo(byValue: Map<string, GroupSoFar>, headline: Headline, dimension: Dimension): void {
  const { value, title, params = null } = headline.values[dimension];
  const key = byValue.has(value) || byValue.size < MOST_GROUPS ? value.slice(0, 200) : REST;
  const group =
    byValue.get(key) ??
    newGroup(key === REST ? { title: REST, params: null } : { title: title.slice(0, 200), params }, headline);
  byValue.set(key, group);
  const cause = headline.values.cause.value.slice(0, 200);
  group.bundles += 1;
  group.machines.add(headline.machine.slice(0, 100));
  group.verdicts[headline.verdict] += 1;
  group.causes.set(cause, (group.causes.get(cause) ?? 0) + 1);
  if (headline.createdAt < group.first) group.first = headline.createdAt;
  if (headline.createdAt > group.last) group.last = headline.createdAt;
}

function newGroup(told: Pick<GroupSoFar, 'title' | 'params'>, { createdAt }: Headline): GroupSoFar {
  return {
    ...told,
    bundles: 0,
    machines: new Set(),
    verdicts: noVerdicts(),
    causes: new Map(),
    first: createdAt,
    last: createdAt,
  };
}

/** The largest group first. */
function sorted(byValue: ReadonlyMap<string, GroupSoFar>): readonly SummaryGroup[] {
  const rows = [...byValue].map(([value, { machines, causes, ...group }]) => ({
    ...group,
    value,
    machines: machines.size,
    mainCause:
      [...causes].filter(([cause]) => cause !== 'none').sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'none',
  }));
  return rows.sort((a, b) => b.bundles - a.bundles || (a.value < b.value ? -1 : 1));
}
