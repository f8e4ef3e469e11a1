/** The round trip is in a band of the documents where sessions work and feel slow. */
import { ADVICE } from '../advice.ts';
import { bandCause, limitsText, median, protocolsIn } from './round-trip.ts';

export const degraded = bandCause({
  code: 'latency/degraded',
  band: 'degraded',
  ceiling: 'warning',
  when: 'The median round trip is above 200 to 375 ms (PCoIP), 250 to 400 ms (DCV).',
  words: {
    en: (it, say) => ({
      headline: `Slow for ${say.protocols(protocolsIn(it))}: ${median(it, say)}.`,
      title: `Slow: ${median(it, say)} to the Region`,
      means: [`In this band sessions work and feel slow (${limitsText(it, say)}).`],
      helpdesk: `${ADVICE.en.nothingBlocked} Compare with a cable, with another network and without the VPN: that tells the Wi-Fi, the provider and the VPN apart.`,
    }),
    ja: (it, say) => ({
      headline: `${say.protocols(protocolsIn(it))} には遅い接続です（${median(it, say)}）。`,
      title: `遅くなっています（リージョンまで ${median(it, say)}）`,
      means: [`この範囲では接続できますが、遅く感じます（${limitsText(it, say)}）。`],
      helpdesk: `${ADVICE.ja.nothingBlocked}ケーブル、別のネットワーク、VPN を切った状態と比べてください。Wi-Fi、プロバイダー、VPN のどれが原因か分かります。`,
    }),
  },
});
