/**
 * Two bundles side by side. Stand-ins of two bundles have nothing to do with each other, so `host-1` here and there is no sign of the same
 * machine: the markers of the manifests tell, and where they cannot the answer is "not known".
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
    surroundings: comparison.surroundings.map((row) => honest(row, a.manifest.markers, b.manifest.markers)),
  };
}

type Markers = OpenedBundle['manifest']['markers'];

function honest(row: Surrounding, a: Markers, b: Markers): Surrounding {
  if (![row.a, row.b].some((text) => text !== null && holdsStandIn(text))) return row;
  const kind = row.what === 'computer' ? 'machine' : row.what === 'network' ? 'network' : null;
  const [one, other] = kind === null ? [null, null] : [a[kind], b[kind]];
  const same = one === null || other === null ? null : one === other;
  return { ...row, a: named(row.a, one), b: named(row.b, other), same };
}

function named(text: string | null, marker: string | null): string | null {
  if (text === null || !holdsStandIn(text)) return text;
  return marker === null ? `${text} (hidden)` : `${text} (hidden, marker ${marker})`;
}
