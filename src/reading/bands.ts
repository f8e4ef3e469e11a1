/** Which band of the documents a round trip falls into. The bands stand in the tables, with their source. */
import type { Protocol } from '../core/words.ts';
import type { Tables } from '../regions/model.ts';
import { protocolsFor } from '../core/protocols-for.ts';
import type { RegionFigures } from './region-figures.ts';
import { THRESHOLDS } from './thresholds.ts';
import { regionOf, type View } from './view.ts';

export type Bands = RegionFigures['bands'];

/** The guide gives DCV no statement above 400 ms: the tables call that band `unspecified`, the contract `beyond`. */
const NAME: Readonly<Record<string, string>> = { unspecified: 'beyond' };

/**
 * The first band that holds the figure: 200 ms stands in two of PCoIP's and counts as the better one (conflict C45). Null for null.
 */
export function bandOf<P extends Protocol>(tables: Tables, protocol: P, ms: number | null): Bands[P] {
  if (ms === null) return null;
  const band = tables.rtt[protocol].find(
    ({ from, fromInclusive, to, toInclusive }) =>
      (fromInclusive ? ms >= from : ms > from) && (to === null || (toInclusive ? ms <= to : ms < to)),
  );
  // The schema of the report checks the word; the tables' own lint checks that the bands leave no gap.
  return band === undefined ? null : ((NAME[band.id] ?? band.id) as Bands[P]);
}

/** The bands of a round trip to a Region. Null for a protocol that the kind of client does not have there: no session can be that good. */
export function bandsIn(view: View, code: string, ms: number | null): Bands {
  const region = regionOf(view, code);
  const there = region === null ? null : protocolsFor(region, view.record.request.profile);
  const band = <P extends Protocol>(protocol: P): Bands[P] =>
    there === null || there.includes(protocol) ? bandOf(view.tables, protocol, ms) : null;
  return { pcoip: band('pcoip'), dcv: band('dcv') };
}

/** Limits of a band for texts: `to` null when it is open ended. */
export function bandLimits(tables: Tables, protocol: Protocol, name: string | null) {
  const band = tables.rtt[protocol].find((one) => (NAME[one.id] ?? one.id) === name);
  return band === undefined ? null : { fromMs: band.from, toMs: band.to };
}

/** Grade of a Region by median (report-contract.md, regions). */
export function gradeOf(ms: number | null): RegionFigures['grade'] {
  if (ms === null) return null;
  if (ms < THRESHOLDS.grade.optimalBelowMs) return 'optimal';
  if (ms < THRESHOLDS.grade.usableBelowMs) return 'usable';
  return ms <= THRESHOLDS.grade.poorUpToMs ? 'poor' : 'unusable';
}
