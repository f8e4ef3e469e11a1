/** Rules on the round trip: bands of the documents, loss, jitter, a faster Region, and the share of the first hop. */
import { familyOf } from '../core/address.ts';
import type { Protocol, Severity } from '../core/words.ts';
import { bandLimits, bandOf } from '../reading/bands.ts';
import { idsOf, type Draft } from './draft.ts';
import { figuresOf } from '../reading/figures.ts';
import type { RegionFigures } from '../reading/region-figures.ts';
import { healthRtt } from '../reading/health-check.ts';
import { rttFigures } from '../reading/rtt-figures.ts';
import { meanStep, median } from '../reading/statistics.ts';
import { THRESHOLDS } from '../reading/thresholds.ts';
import { measuredOf, type View } from '../reading/view.ts';

type Rtt = NonNullable<RegionFigures['rtt']>;

/** With `all`, a far Region is no fault of the network: only the deciding one is judged by bands. */
function judgedRegions(view: View): readonly string[] {
  const { regions, allRegions } = view.record.request;
  if (!allRegions) return regions;
  const deciding = figuresOf(view).decidingRegion;
  return deciding === null ? [] : [deciding];
}

function eachRegion(view: View, judge: (region: string, rtt: Rtt) => readonly Draft[]): readonly Draft[] {
  return judgedRegions(view).flatMap((region) => {
    const rtt = rttFigures(view, region)?.rtt ?? null;
    return rtt === null || rtt.received === 0 ? [] : judge(region, rtt);
  });
}

type LatencyCode = 'latency/terminated' | 'latency/beyond' | 'latency/degraded' | 'latency/affected';

const BAND_CODE: Readonly<Record<string, { readonly code: LatencyCode; readonly severity: Severity }>> = {
  terminated: { code: 'latency/terminated', severity: 'error' },
  beyond: { code: 'latency/beyond', severity: 'warning' },
  degraded: { code: 'latency/degraded', severity: 'warning' },
  affected: { code: 'latency/affected', severity: 'notice' },
};

/** One finding a code: where both protocols fall into bands of one name, it names both with their own limits. */
export function bands(view: View): readonly Draft[] {
  return eachRegion(view, (region, rtt) => {
    const hits = view.protocols.flatMap((protocol) => {
      const band = bandOf(view.tables, protocol, rtt.medianMs);
      const rule = band === null ? undefined : BAND_CODE[band];
      return rule === undefined ? [] : [{ protocol, band, ...rule }];
    });
    const codes = [...new Set(hits.map(({ code }) => code))];
    return codes.flatMap((code) => {
      const own = hits.filter((hit) => hit.code === code);
      const severity = own[0]?.severity ?? 'notice';
      const limits = own.flatMap(({ protocol, band }) => limitParams(view, protocol, band));
      const params = {
        medianMs: round(rtt.medianMs),
        samples: rtt.received,
        port: rtt.port,
        ...Object.fromEntries(limits),
      };
      return [
        {
          code,
          severity,
          protocols: own.map(({ protocol }) => protocol),
          region,
          params,
          checks: rttChecks(view, region),
        },
      ];
    });
  });
}

function limitParams(view: View, protocol: Protocol, band: string | null) {
  const limits = bandLimits(view.tables, protocol, band);
  return [
    [`${protocol}FromMs`, limits?.fromMs ?? null],
    [`${protocol}ToMs`, limits?.toMs ?? null],
  ] as const;
}

function rttChecks(view: View, region: string): readonly string[] {
  return idsOf(healthRtt(view, region));
}

/** Loss over the servers that answer at all; a server that is down is `streaming/partial`. */
export function loss(view: View): readonly Draft[] {
  return eachRegion(view, (region, rtt) => {
    const lost = rtt.sent - rtt.received;
    const ratio = lost / rtt.sent;
    const over = (limit: { lost: number; ratio: number }) => lost >= limit.lost && ratio > limit.ratio;
    if (!over(THRESHOLDS.lossWarning)) return [];
    return [
      {
        code: 'latency/loss',
        severity: over(THRESHOLDS.lossError) ? 'error' : 'warning',
        protocols: view.protocols,
        region,
        params: { lost, sent: rtt.sent, percent: Math.round(ratio * 1000) / 10, port: rtt.port },
        checks: rttChecks(view, region),
      },
    ];
  });
}

export function jitter(view: View): readonly Draft[] {
  return eachRegion(view, (region, rtt) => {
    if (rtt.jitterMs === null || rtt.jitterMs <= THRESHOLDS.jitterMs) return [];
    return [
      {
        code: 'latency/jitter',
        severity: 'warning',
        protocols: view.protocols,
        region,
        params: { jitterMs: round(rtt.jitterMs), limitMs: THRESHOLDS.jitterMs, samples: rtt.received },
        checks: rttChecks(view, region),
      },
    ];
  });
}

/** Another Region of the same partition is faster by more than 10 ms and 10 % than the one asked for. */
export function betterRegion(view: View): readonly Draft[] {
  const { regions, decidingRegion, bestRegion } = figuresOf(view);
  const asked = regions.find(({ code }) => code === decidingRegion);
  const best = regions.find(({ code }) => code === bestRegion?.code);
  if (asked === undefined || best === undefined) return [];
  const { scoreMs: askedMs } = asked;
  const { scoreMs: bestMs } = best;
  const gain = (askedMs ?? Number.NaN) - (bestMs ?? Number.NaN);
  if (!(gain > THRESHOLDS.tieMs && gain > (askedMs ?? 0) * THRESHOLDS.tieRatio)) return [];
  return [
    {
      code: 'latency/better-region',
      severity: 'notice',
      protocols: view.protocols,
      region: asked.code,
      params: {
        better: best.code,
        betterName: best.name,
        betterMs: round(bestMs),
        askedMs: round(askedMs),
        gainMs: round(gain),
      },
      checks: [...rttChecks(view, asked.code), ...rttChecks(view, best.code)],
    },
  ];
}

interface Hop {
  readonly address: string;
  readonly lost: number;
  readonly medianMs: number | null;
  readonly lossRatio: number;
  readonly jitterMs: number | null;
}

/** Puts a latency, jitter or loss finding on the part before the first router. Never on its own: routers rate-limit ping. */
export function firstHop(view: View): readonly Draft[] {
  const entries = measuredOf(view, 'icmp', 'first-hop').filter((entry) => entry.evidence.received > 0);
  const entry = entries.find(({ evidence }) => familyOf(evidence.address) === 4) ?? entries[0];
  if (entry === undefined) return [];
  const { address, sent, received, rttsMs } = entry.evidence;
  const lost = sent - received;
  const hop: Hop = {
    address,
    lost,
    lossRatio: lost / sent,
    medianMs: median(rttsMs),
    jitterMs: meanStep(rttsMs),
  };
  return eachRegion(view, (region, rtt) => {
    const about = attributed(view, { region, rtt, hop });
    if (about.length === 0) return [];
    const params = { about: [...about], ...hopParams(hop, rtt) };
    return [
      {
        code: 'latency/first-hop',
        severity: 'notice',
        protocols: view.protocols,
        region,
        params,
        checks: idsOf([entry]),
        // Never on its own: what makes the round trip worthless explains this too.
        supposes: rttChecks(view, region),
      },
    ];
  });
}

function hopParams(hop: Hop, rtt: Rtt) {
  return {
    gateway: hop.address,
    hopMs: round(hop.medianMs),
    medianMs: round(rtt.medianMs),
    hopLossPercent: Math.round(hop.lossRatio * 1000) / 10,
    lossPercent: Math.round((rtt.lossRatio ?? 0) * 1000) / 10,
    hopJitterMs: round(hop.jitterMs),
    jitterMs: round(rtt.jitterMs),
  };
}

/** What the first hop holds at least half of, among the things that a finding of the Region is about. */
function attributed(
  view: View,
  { region, rtt, hop }: { region: string; rtt: Rtt; hop: Hop },
): readonly string[] {
  const share = (part: number | null, whole: number | null) =>
    part !== null && whole !== null && part >= whole * THRESHOLDS.firstHopShare;
  const words: readonly (readonly [string, boolean])[] = [
    ['latency', slowBefore(view, rtt, hop.medianMs)],
    [
      'loss',
      hasFinding(view, loss, region) &&
        hop.lost >= THRESHOLDS.lossWarning.lost &&
        share(hop.lossRatio, rtt.lossRatio),
    ],
    ['jitter', hasFinding(view, jitter, region) && share(hop.jitterMs, rtt.jitterMs)],
  ];
  return words.filter(([, isSo]) => isSo).map(([word]) => word);
}

function hasFinding(view: View, rule: (view: View) => readonly Draft[], region: string): boolean {
  return rule(view).some((draft) => draft.region === region);
}

function slowBefore(view: View, rtt: Rtt, hopMs: number | null): boolean {
  if (hopMs === null || rtt.medianMs === null || hopMs < THRESHOLDS.firstHopMs) return false;
  const outside = view.protocols.some((protocol) => bandOf(view.tables, protocol, rtt.medianMs) !== 'best');
  return outside && hopMs >= rtt.medianMs * THRESHOLDS.firstHopShare;
}

/** To a tenth below 100 ms, whole above: what the text shows and the translator gets are the same figure. */
function round(ms: number | null): number | null {
  if (ms === null) return null;
  return Math.round(ms * 10) / 10;
}
