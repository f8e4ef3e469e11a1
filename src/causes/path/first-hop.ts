/** Puts a latency, jitter or loss finding on the part before the first router. Never on its own: routers rate-limit ping. */
import { z } from 'zod';
import type { Say } from '../../core/say.ts';
import type { EvidenceOf } from '../../evidence/index.ts';
import { bandsIn } from '../../reading/bands.ts';
import type { RegionFigures } from '../../reading/region-figures.ts';
import { routerSeen } from '../../reading/loss.ts';
import { meanStep, median } from '../../reading/statistics.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import type { View } from '../../reading/view.ts';
import { defineCause, type Found } from '../cause.ts';
import { address, ms, percent, word } from '../facts.ts';
import * as from from '../sources.ts';
import { jitter } from './jitter.ts';
import { loss } from './loss.ts';
import { eachRoundTrip, percentOf, roundTripChecks, tenth } from './round-trip.ts';

const ABOUT = ['latency', 'loss', 'jitter'] as const;
type About = (typeof ABOUT)[number];

const facts = z.object({
  /** What of it the first hop holds a large part of. */
  about: z.array(word(ABOUT)),
  gateway: address(),
  hopMs: ms().nullable(),
  medianMs: ms(),
  hopLossPercent: percent(),
  lossPercent: percent(),
  hopJitterMs: ms().nullable(),
  jitterMs: ms().nullable(),
});
type Facts = z.infer<typeof facts>;

export const firstHop = defineCause({
  code: 'latency/first-hop',
  layer: 'path',
  ceiling: 'notice',
  side: 'local-network',
  // Routers answer ping when they have time, and few are sent: a strong hint and no proof.
  sideProven: () => false,
  facts,
  sources: [from.OWN],
  when: 'A latency, jitter or loss finding has its cause before the first router.',
  holds,
  words: {
    en: (it, say) => ({
      headline: 'Much of the trouble begins between this computer and its router.',
      title: 'The trouble begins before the first router',
      explanation: `The router (${it.gateway}) itself answers with ${figures(it, say, 'hop')}; the Region with ${figures(it, say, 'region')}. So the Wi-Fi or cable here makes much of ${say.list(it.about.map((one) => NAMES.en[one]))}.`,
      you: 'Use a cable or sit closer to the Wi-Fi router, and check again.',
      helpdesk:
        'The Wi-Fi or the cable of this place, most likely not the provider. Routers answer ping when they have time, so compare with a cable before anything is replaced.',
      network: 'Look at the access point: channel, signal, load and retries.',
    }),
    ja: (it, say) => ({
      headline: '問題の多くは、このパソコンとルーターの間で始まっています。',
      title: '問題は最初のルーターの手前で始まっています',
      explanation: `ルーター（${it.gateway}）までの時点で${figures(it, say, 'hop')} です。リージョンまでは${figures(it, say, 'region')} です。したがって${say.list(it.about.map((one) => NAMES.ja[one]))}の多くは、ここの Wi-Fi かケーブルから来ています。`,
      you: 'ケーブルを使うか Wi-Fi ルーターの近くに移って、もう一度チェックしてください。',
      helpdesk:
        'おそらくプロバイダーではなく、この場所の Wi-Fi かケーブルです。ルーターは手が空いたときに ping に答えるため、交換する前にケーブルで比べてください。',
      network: 'アクセスポイントのチャネル、電波、負荷、再送を調べてください。',
    }),
  },
});

const NAMES: Readonly<Record<Say['language'], Readonly<Record<About, string>>>> = {
  en: { latency: 'the delay', loss: 'the loss', jitter: 'the variation' },
  ja: { latency: '遅延', loss: '損失', jitter: '揺れ' },
};

/** The figures of the router or of the Region that the finding is about. */
function figures(it: Facts, say: Say, side: 'hop' | 'region'): string {
  const [delay, lost, varies] =
    side === 'hop'
      ? [it.hopMs, it.hopLossPercent, it.hopJitterMs]
      : [it.medianMs, it.lossPercent, it.jitterMs];
  const parts: Readonly<Record<About, string | null>> = {
    latency: delay === null ? null : PARTS[say.language].latency(say.ms(delay)),
    loss: PARTS[say.language].loss(say.percent(lost)),
    jitter: varies === null ? null : PARTS[say.language].jitter(say.ms(varies)),
  };
  return say.list(it.about.flatMap((one) => parts[one] ?? []));
}

const PARTS = {
  en: {
    latency: (ms: string) => `a delay of ${ms}`,
    loss: (percent: string) => `${percent} loss`,
    jitter: (ms: string) => `${ms} of variation`,
  },
  ja: {
    latency: (ms: string) => `遅延 ${ms}`,
    loss: (percent: string) => `損失 ${percent}`,
    jitter: (ms: string) => `揺れ ${ms}`,
  },
} as const;

interface Hop {
  readonly address: string;
  readonly lost: number;
  readonly medianMs: number | null;
  readonly lossRatio: number;
  readonly jitterMs: number | null;
}

function holds(view: View): readonly Found<Facts>[] {
  const seen = routerSeen(view);
  if (seen === null) return [];
  const hop = hopOf(seen);
  return eachRoundTrip(view, (region, rtt) => {
    const about = attributed(view, { region, rtt, hop });
    if (about.length === 0) return null;
    return {
      severity: 'notice',
      protocols: view.protocols,
      region,
      facts: { about, ...factsOf(hop, rtt) },
      checks: [seen.check],
      // Never on its own: what makes the round trip worthless explains this too.
      supposes: roundTripChecks(view, region),
    };
  });
}

function hopOf({ address, sent, received, rttsMs }: EvidenceOf<'icmp'>): Hop {
  const lost = sent - received;
  return { address, lost, lossRatio: lost / sent, medianMs: median(rttsMs), jitterMs: meanStep(rttsMs) };
}

type Rtt = NonNullable<RegionFigures['rtt']> & { readonly medianMs: number };

function factsOf(hop: Hop, rtt: Rtt): Omit<Facts, 'about'> {
  const tenthOf = (ms: number | null) => (ms === null ? null : tenth(ms));
  return {
    gateway: hop.address,
    hopMs: tenthOf(hop.medianMs),
    medianMs: tenth(rtt.medianMs),
    hopLossPercent: percentOf(hop.lossRatio),
    lossPercent: percentOf(rtt.lossRatio ?? 0),
    hopJitterMs: tenthOf(hop.jitterMs),
    jitterMs: tenthOf(rtt.jitterMs),
  };
}

/** What the first hop holds at least half of, among the things that a finding of the Region is about. */
function attributed(view: View, { region, rtt, hop }: { region: string; rtt: Rtt; hop: Hop }): About[] {
  const share = (part: number | null, whole: number | null) =>
    part !== null && whole !== null && part >= whole * THRESHOLDS.firstHopShare;
  const holdsIn = (cause: typeof loss | typeof jitter) =>
    cause.holds(view).some((found) => found.region === region && found.severity !== 'notice');
  const isHeld: Readonly<Record<About, boolean>> = {
    latency: isSlowBefore(view, { region, rtt, hopMs: hop.medianMs }),
    loss: holdsIn(loss) && hop.lost >= THRESHOLDS.routerLost && share(hop.lossRatio, rtt.lossRatio),
    jitter: holdsIn(jitter) && share(hop.jitterMs, rtt.jitterMs),
  };
  return ABOUT.filter((one) => isHeld[one]);
}

function isSlowBefore(
  view: View,
  { region, rtt, hopMs }: { region: string; rtt: Rtt; hopMs: number | null },
): boolean {
  if (hopMs === null || hopMs < THRESHOLDS.firstHopMs) return false;
  const bands = bandsIn(view, region, rtt.medianMs);
  const outside = view.protocols.some((protocol) => ![null, 'best'].includes(bands[protocol]));
  return outside && hopMs >= rtt.medianMs * THRESHOLDS.firstHopShare;
}
