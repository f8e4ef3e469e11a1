/** Loss towards a Region as quick connects saw it, what a slow series says of it, and what the first router shows. */
import { familyOf } from '../core/address.ts';
import type { EvidenceOf } from '../evidence/index.ts';
import { figuresOf } from './figures.ts';
import { rttFigures } from './rtt-figures.ts';
import type { SlowSeries } from './slow-series.ts';
import { THRESHOLDS } from './thresholds.ts';
import { measuredOf, type View } from './view.ts';

const { lossWarning, lossError, routerPings, routerLost, firstHopShare, slowSeries: slowLimits } = THRESHOLDS;

/** With `all`, a far Region is no fault of the network: only the deciding one is judged. */
export function judgedRegions(view: View): readonly string[] {
  const { regions, allRegions } = view.record.request;
  if (!allRegions) return regions;
  const deciding = figuresOf(view).decidingRegion;
  return deciding === null ? [] : [deciding];
}

export interface QuickLoss {
  readonly lost: number;
  readonly sent: number;
  readonly ratio: number;
  readonly port: number;
  /** How grave it would be if a slow series showed it too. */
  readonly level: 'warning' | 'error';
}

/** Null where the quick series lost nothing worth a word. */
export function quickLoss(view: View, region: string): QuickLoss | null {
  const rtt = rttFigures(view, region)?.rtt ?? null;
  if (rtt === null || rtt.received === 0) return null;
  const lost = rtt.sent - rtt.received;
  const ratio = lost / rtt.sent;
  const over = (limit: { lost: number; ratio: number }) => lost >= limit.lost && ratio > limit.ratio;
  if (!over(lossWarning)) return null;
  return { lost, sent: rtt.sent, ratio, port: rtt.port, level: over(lossError) ? 'error' : 'warning' };
}

/** What the slow series says of it; null where none was made. */
export type SlowSays = 'error' | 'warning' | 'not-again' | 'cut' | null;

export function slowSays(slow: SlowSeries | null): SlowSays {
  if (slow === null) return null;
  if (slow.lost >= slowLimits.lostError) return 'error';
  if (slow.lost >= slowLimits.lostWarning) return 'warning';
  return slow.sent >= slowLimits.samples ? 'not-again' : 'cut';
}

/** Much loss that a slow series does not see is a limit on new connections, not loss. */
export function isOurPace(quick: QuickLoss, slow: SlowSeries | null): boolean {
  return slowSays(slow) === 'not-again' && quick.ratio >= slowLimits.paceRatio;
}

/** The longest sampling of the first router, IPv4 first; null where none answered. */
export function routerSeen(view: View): (EvidenceOf<'icmp'> & { readonly check: string }) | null {
  const [longest] = measuredOf(view, 'icmp', 'first-hop', 'slow-series')
    .filter(({ evidence }) => evidence.received > 0)
    .toSorted(
      (a, b) =>
        familyOf(a.evidence.address) - familyOf(b.evidence.address) || b.evidence.sent - a.evidence.sent,
    );
  return longest === undefined ? null : { ...longest.evidence, check: longest.step.id };
}

/** Where loss begins. `unproven`: the router does not answer, was not sampled as long as the Region, or its share is small. */
export type LossBegins = 'before-router' | 'behind-router' | 'unproven';

export function lossBegins(view: View, { ratio }: QuickLoss): LossBegins {
  const router = routerSeen(view);
  if (router === null || router.sent < routerPings) return 'unproven';
  const lost = router.sent - router.received;
  if (lost === 0) return 'behind-router';
  return lost >= routerLost && lost / router.sent >= ratio * firstHopShare ? 'before-router' : 'unproven';
}
