/** The round trip as its causes share it: facts, the Regions that are judged, and the band that a figure falls into. */
import { z } from 'zod';
import type { Written } from '../../core/language.ts';
import type { Say } from '../../core/say.ts';
import type { Protocol, Severity } from '../../core/words.ts';
import { bandLimits, bandsIn } from '../../reading/bands.ts';
import { healthRtt } from '../../reading/health-check.ts';
import { judgedRegions } from '../../reading/loss.ts';
import type { RegionFigures } from '../../reading/region-figures.ts';
import { rttFigures } from '../../reading/rtt-figures.ts';
import type { View } from '../../reading/view.ts';
import { defineCause, type Found, type Speak } from '../cause.ts';
import { count, limit, ms, port } from '../facts.ts';
import { over, overOf } from '../family.ts';
import { idsOf } from '../found.ts';
import * as from from '../sources.ts';

/** Facts of the four bands. Limits of a protocol that is not in the band are null; `ToMs` is null where the band is open ended. */
const bandFacts = z.object({
  medianMs: ms(),
  samples: count(),
  port: port(),
  pcoipFromMs: limit().nullable(),
  pcoipToMs: limit().nullable(),
  dcvFromMs: limit().nullable(),
  dcvToMs: limit().nullable(),
  over: over(),
});
export type BandFacts = z.infer<typeof bandFacts>;

type Rtt = NonNullable<RegionFigures['rtt']> & { readonly medianMs: number };

/** Asks once for each judged Region that answered at all. */
export function eachRoundTrip<F>(
  view: View,
  find: (region: string, rtt: Rtt) => Found<F> | null,
): readonly Found<F>[] {
  return judgedRegions(view).flatMap((region) => {
    const rtt = rttFigures(view, region)?.rtt ?? null;
    if (rtt === null || rtt.received === 0 || rtt.medianMs === null) return [];
    return find(region, { ...rtt, medianMs: rtt.medianMs }) ?? [];
  });
}

export function roundTripChecks(view: View, region: string): readonly string[] {
  return idsOf(healthRtt(view, region));
}

type Band = 'terminated' | 'beyond' | 'degraded' | 'affected';

/** One finding a band: where both protocols fall into it, it names both with their own limits. */
function inBand(view: View, band: Band, severity: Severity): readonly Found<BandFacts>[] {
  return eachRoundTrip(view, (region, rtt) => {
    const bands = bandsIn(view, region, rtt.medianMs);
    const protocols = view.protocols.filter((one) => bands[one] === band);
    if (protocols.length === 0) return null;
    const family = rttFigures(view, region)?.family ?? null;
    return {
      severity,
      protocols,
      region,
      facts: {
        medianMs: tenth(rtt.medianMs),
        samples: rtt.received,
        port: rtt.port,
        ...limitFacts(view, protocols, band),
        over: family === null ? null : overOf(family),
      },
      checks: roundTripChecks(view, region),
    };
  });
}

interface BandWords {
  readonly headline: string;
  readonly title?: string;
  /** Behind the sentence that says how it was measured. */
  readonly means: readonly (string | false | null)[];
  readonly helpdesk: string;
  /** Where they differ from what a slow way is helped by. */
  readonly you?: string;
  readonly network?: string;
}
type SpeakBand = (it: BandFacts, say: Say, family: readonly BandFacts[]) => BandWords;

/** A cause that is one band of the round trip: all but its words and its place is the same for each. */
export function bandCause<const C extends string>(own: {
  readonly code: C;
  readonly band: Band;
  readonly ceiling: Severity;
  readonly when: string;
  readonly words: { readonly en: SpeakBand; readonly ja: SpeakBand };
}) {
  const { code, band, ceiling, when, words } = own;
  const spoken =
    (language: Written): Speak<BandFacts> =>
    (it, say, family) => {
      const { means, you, network, ...own } = words[language](it, say, family);
      const explanation = say.sentences(MEASURED[language](it, say), ...means);
      return {
        ...own,
        explanation,
        you: you ?? SLOW[language].you,
        network: network ?? SLOW[language].network,
      };
    };
  return defineCause({
    code,
    layer: 'path',
    ceiling,
    side: 'path',
    // A long round trip says nothing of where it is lost.
    sideProven: () => false,
    facts: bandFacts,
    sources: [from.NETWORK],
    when,
    family: 'round-trip',
    begins: 'delay',
    offers: 'regions',
    holds: (view) => inBand(view, band, ceiling),
    words: { en: spoken('en'), ja: spoken('ja') },
  });
}

/** The median, on the side of its limits where it lies. */
export function median(it: BandFacts, say: Say): string {
  return say.ms(it.medianMs, [it.pcoipFromMs, it.pcoipToMs, it.dcvFromMs, it.dcvToMs]);
}

function limitFacts({ tables }: View, protocols: readonly Protocol[], band: Band) {
  const limits = (protocol: Protocol) =>
    protocols.includes(protocol) ? bandLimits(tables, protocol, band) : null;
  const [pcoip, dcv] = [limits('pcoip'), limits('dcv')];
  return {
    pcoipFromMs: pcoip?.fromMs ?? null,
    pcoipToMs: pcoip?.toMs ?? null,
    dcvFromMs: dcv?.fromMs ?? null,
    dcvToMs: dcv?.toMs ?? null,
  };
}

/** To a tenth of a millisecond: finer is noise. */
export function tenth(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** To a tenth of a percent. */
export function percentOf(ratio: number): number {
  return Math.round(ratio * 1000) / 10;
}

/** Protocols of the band, out of its limits. */
export function protocolsIn(it: BandFacts): Protocol[] {
  return (['pcoip', 'dcv'] as const).filter((protocol) => it[`${protocol}FromMs`] !== null);
}

/** `PCoIP 200 to 375 ms and DCV 250 to 400 ms`. */
export function limitsText(it: BandFacts, say: Say): string {
  const parts = protocolsIn(it).map((protocol) => {
    const [low, high] = [it[`${protocol}FromMs`] ?? 0, it[`${protocol}ToMs`]];
    return `${say.protocol(protocol)} ${high === null ? ABOVE[say.language](say.ms(low)) : RANGE[say.language](say.number(low), say.ms(high))}`;
  });
  return say.list(parts);
}

const ABOVE = { en: (low: string) => `above ${low}`, ja: (low: string) => `${low} 超` } as const;
const RANGE = {
  en: (low: string, high: string) => `${low} to ${high}`,
  ja: (low: string, high: string) => `${low} から ${high}`,
} as const;

/** How the figure was measured, in one sentence. */
const MEASURED = {
  en: (it: BandFacts, say: Say): string =>
    `Half of ${say.count(it.samples, { one: 'TCP connect', other: 'TCP connects' })} to the health-check servers (port ${it.port}) took longer than ${median(it, say)}${it.over === null ? '' : ` over ${it.over} only; the other way is shorter`}.`,
  ja: (it: BandFacts, say: Say): string =>
    `ヘルスチェックサーバー（ポート ${it.port}）への TCP 接続 ${say.number(it.samples)} 回の半分が ${median(it, say)} より長くかかりました${it.over === null ? '' : `（${it.over} のみ。もう一方は短い）`}。`,
} as const;

/** What a slow way is helped by, in one voice for every band. */
const SLOW = {
  en: {
    you: 'With a VPN: switch it off, if you may. Stop large downloads, try a cable or another network, and check again. If it stays slow, ask for a WorkSpace in a nearer Region.',
    network:
      'Look for a detour (VPN, proxy, backhaul) between here and the Region; let streaming leave directly.',
  },
  ja: {
    you: '可能であれば VPN を切り、大きなダウンロードを止め、ケーブルか別のネットワークで、もう一度チェックしてください。それでも遅い場合は、近いリージョンの WorkSpace を頼んでください。',
    network:
      'リージョンまでの遠回り（VPN、プロキシ、拠点経由）を探し、ストリーミングが直接出られるようにしてください。',
  },
} as const;
