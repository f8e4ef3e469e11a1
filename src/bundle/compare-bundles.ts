/**
 * Two bundles side by side. Stand-ins of two bundles have nothing to do with each other, so `host-1` here and there is no sign of the same
 * machine: tags that were made with one key tell, and where there are none the answer is "not known".
 */
import type { Comparison } from '../report/comparison.ts';
import { compareReports } from '../report/compare-reports.ts';
import type { OpenedBundle } from './open-bundle.ts';
import { holdsStandIn } from './stand-ins.ts';

type Compared = Pick<OpenedBundle, 'manifest' | 'report'>;
type Surrounding = Comparison['surroundings'][number];

/** `a` is the earlier one, or the colleague's. */
export function compareBundles(a: Compared, b: Compared): Comparison {
  const comparison = compareReports(a.report, b.report);
  return {
    ...comparison,
    surroundings: comparison.surroundings.map((row) => honest(row, a.manifest.tags, b.manifest.tags)),
  };
}

type Tags = OpenedBundle['manifest']['tags'];

/** Which facts tell whether two surroundings are the same; a computer is told by its own tag. */
const KINDS: Partial<Readonly<Record<Surrounding['what'], readonly string[]>>> = {
  network: ['gateway', 'prefix', 'ssid'],
  'dns-servers': ['dns'],
  proxy: ['proxy'],
};

function honest(row: Surrounding, a: Tags, b: Tags): Surrounding {
  if (![row.a, row.b].some((text) => text !== null && holdsStandIn(text))) return row;
  return { ...row, a: hidden(row.a), b: hidden(row.b), same: isSame(row.what, a, b) };
}

/** Null: nobody can tell. */
function isSame(what: Surrounding['what'], a: Tags, b: Tags): boolean | null {
  if (a === undefined || b === undefined || a.key !== b.key) return null;
  if (what === 'computer') return same(a.machine, b.machine);
  const kinds = KINDS[what];
  if (kinds === undefined) return null;
  return same(wordOf(a, kinds), wordOf(b, kinds));
}

function same(a: string | null, b: string | null): boolean | null {
  return a === null || b === null ? null : a === b;
}

/** Null: none of these facts is there. */
function wordOf({ facts }: NonNullable<Tags>, kinds: readonly string[]): string | null {
  const own = facts.filter(({ kind }) => kinds.includes(kind)).map(({ kind, tag }) => `${kind} ${tag}`);
  return own.sort().join() || null;
}

function hidden(text: string | null): string | null {
  return text !== null && holdsStandIn(text) ? `${text} (hidden)` : text;
}
