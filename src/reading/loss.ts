/** Loss towards a Region as quick connects saw it, what a slow series says of it, and what the first router shows. */
import { familyOf } from '../core/address.ts';
import { isLost, type EvidenceOf } from '../evidence/index.ts';
import type { StepOf } from '../plan/step.ts';
import { figuresOf } from './figures.ts';
import { rttFigures } from './rtt-figures.ts';
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

/** The series of the Region that lost most of its samples and had some. */
export function lossiest(view: View, region: string): StepOf<'rtt'> | null {
  const ranked = measuredOf(view, 'rtt', 'health-check').flatMap(({ step, evidence: { samples } }) => {
    if (step.probe !== 'rtt' || step.region !== region || samples.length === 0) return [];
    const share = samples.filter(isLost).length / samples.length;
    return share === 1 ? [] : [{ step, share }];
  });
  return ranked.toSorted((a, b) => b.share - a.share)[0]?.step ?? null;
}

export interface SlowSeries {
  readonly sent: number;
  readonly lost: number;
  readonly checks: readonly string[];
  /** Seen too (as grave as this), not seen in a whole series, or ended before either. */
  readonly says: 'error' | 'warning' | 'not-again' | 'cut';
}

/**
 * Connects to the Region 250 ms apart with nothing else running, made where the quick ones lost some: they tell a path that loses packets
 * from one that drops new connections which come quickly (findings.md, second edition, `latency/loss`). Null where none was made.
 */
export function slowSeries(view: View, region: string): SlowSeries | null {
  const entries = measuredOf(view, 'rtt', 'slow-series').filter(({ step }) => step.region === region);
  const samples = entries.flatMap(({ evidence }) => evidence.samples);
  if (samples.length === 0) return null;
  const [sent, lost] = [samples.length, samples.filter(isLost).length];
  return { sent, lost, checks: entries.map(({ step }) => step.id), says: slowSays(sent, lost) };
}

function slowSays(sent: number, lost: number): SlowSeries['says'] {
  if (lost >= slowLimits.lostError) return 'error';
  if (lost >= slowLimits.lostWarning) return 'warning';
  return sent >= slowLimits.samples ? 'not-again' : 'cut';
}

/** Much loss that a slow series does not see is a limit on new connections, not loss. */
export function isOurPace({ ratio }: QuickLoss, slow: SlowSeries): boolean {
  return slow.says === 'not-again' && ratio >= slowLimits.paceRatio;
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

/**
 * Where loss begins. `unproven`: the router does not answer, was not sampled long enough, or its share is small. A router that lost none
 * clears the part before it only where loss of the Region's share would have shown: in n pings without one the true share is below
 * 3 / n with 95 % confidence (the rule of three).
 */
export type LossBegins = 'before-router' | 'behind-router' | 'unproven';

const RULE_OF_THREE = 3;

export function lossBegins(view: View, { ratio }: QuickLoss): LossBegins {
  const router = routerSeen(view);
  if (router === null || router.sent < routerPings) return 'unproven';
  const lost = router.sent - router.received;
  if (lost === 0) return router.sent * ratio >= RULE_OF_THREE ? 'behind-router' : 'unproven';
  return lost >= routerLost && lost / router.sent >= ratio * firstHopShare ? 'before-router' : 'unproven';
}
