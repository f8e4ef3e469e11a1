/** What the causes of packet size share: one reading for each requested Region, and the documented limit. */
import { isBlackHole, mtuFacts, pathMtu, type MtuFacts } from '../../reading/mtu-figures.ts';
import type { View } from '../../reading/view.ts';
import type { Found } from '../cause.ts';
import { idsOf } from '../found.ts';

/** What is known of a Region's way; `protocols` only where the finding is not about every one that was asked for. */
type Sized<F> = Pick<Found<F>, 'severity' | 'facts' | 'leads'> & Partial<Pick<Found<F>, 'protocols'>>;

/** Asks once for each requested Region of which any packet size was measured. */
export function eachWay<F>(view: View, find: (way: MtuFacts) => Sized<F> | null): readonly Found<F>[] {
  return view.record.request.regions.flatMap((region) => {
    const way = mtuFacts(view, region);
    const found = way.entries.length === 0 ? null : find(way);
    return found === null
      ? []
      : [{ protocols: view.protocols, region, checks: idsOf(way.entries), ...found }];
  });
}

/** Whether it is known that the documented least size does not pass: announced, or by two methods that agree. */
export function isBelowMinimum(view: View, way: MtuFacts): boolean {
  const known = [way.announcedBytes, isBlackHole(way) ? pathMtu(way) : null];
  return known.some((bytes) => bytes !== null && bytes < view.tables.mtu.minimumBytes);
}
