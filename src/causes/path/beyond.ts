/** The round trip is outside what the documents describe for DCV. */
import { defineCause } from '../cause.ts';
import * as from from '../sources.ts';
import { bandFacts, inBand, MEASURED, SLOW } from './round-trip.ts';

export const beyond = defineCause({
  code: 'latency/beyond',
  layer: 'path',
  ceiling: 'warning',
  side: 'path',
  sideProven: () => false,
  facts: bandFacts,
  sources: [from.NETWORK],
  when: 'The median round trip is above 400 ms: outside what is documented for DCV.',
  family: 'round-trip',
  holds: (view) => inBand(view, 'beyond', 'warning'),
  words: {
    en: (it, say) => ({
      headline: `Very slow for DCV: ${say.ms(it.medianMs)}.`,
      title: `Slower than anything documented for DCV: ${say.ms(it.medianMs)}`,
      explanation: say.sentences(
        MEASURED.en(it, say),
        it.dcvFromMs !== null &&
          `The documents promise nothing for DCV above ${say.ms(it.dcvFromMs)}; a session may work, slowly.`,
      ),
      you: SLOW.en.you,
      helpdesk:
        'Nothing is blocked. Compare with another network and without the VPN; consider a nearer Region.',
      network: SLOW.en.network,
    }),
    ja: (it, say) => ({
      headline: `DCV には非常に遅い接続です（${say.ms(it.medianMs)}）。`,
      title: `DCV の資料にある範囲より遅くなっています（${say.ms(it.medianMs)}）`,
      explanation: say.sentences(
        MEASURED.ja(it, say),
        it.dcvFromMs !== null &&
          `資料は ${say.ms(it.dcvFromMs)} を超える DCV について何も約束していません。遅くても動くことはあります。`,
      ),
      you: SLOW.ja.you,
      helpdesk:
        '遮断されているものはありません。別のネットワークや、VPN を切った状態と比べ、近いリージョンを検討してください。',
      network: SLOW.ja.network,
    }),
  },
});
