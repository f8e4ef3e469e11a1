/** The round trip is in a band of the documents where sessions work and feel slow. */
import { defineCause } from '../cause.ts';
import * as from from '../sources.ts';
import { bandFacts, inBand, limitsText, MEASURED, protocolsIn, SLOW } from './round-trip.ts';

export const degraded = defineCause({
  code: 'latency/degraded',
  layer: 'path',
  ceiling: 'warning',
  side: 'path',
  sideProven: () => false,
  facts: bandFacts,
  sources: [from.NETWORK],
  when: 'The median round trip is above 200 to 375 ms (PCoIP), 250 to 400 ms (DCV).',
  family: 'round-trip',
  holds: (view) => inBand(view, 'degraded', 'warning'),
  words: {
    en: (it, say) => ({
      headline: `Slow for ${say.protocols(protocolsIn(it))}: ${say.ms(it.medianMs)}.`,
      title: `Slow: ${say.ms(it.medianMs)} to the Region`,
      explanation: say.sentences(
        MEASURED.en(it, say),
        `In this band sessions work and feel slow (${limitsText(it, say)}).`,
      ),
      you: SLOW.en.you,
      helpdesk:
        'Nothing is blocked. Compare with a cable, with another network and without the VPN: that tells the Wi-Fi, the provider and the VPN apart.',
      network: SLOW.en.network,
    }),
    ja: (it, say) => ({
      headline: `${say.protocols(protocolsIn(it))} には遅い接続です（${say.ms(it.medianMs)}）。`,
      title: `遅くなっています（リージョンまで ${say.ms(it.medianMs)}）`,
      explanation: say.sentences(
        MEASURED.ja(it, say),
        `この範囲では接続できますが、遅く感じます（${limitsText(it, say)}）。`,
      ),
      you: SLOW.ja.you,
      helpdesk:
        '遮断されているものはありません。ケーブル、別のネットワーク、VPN を切った状態と比べてください。Wi-Fi、プロバイダー、VPN のどれが原因か分かります。',
      network: SLOW.ja.network,
    }),
  },
});
