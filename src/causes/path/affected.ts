/** The round trip is usable and not the best: PCoIP suffers somewhat. */
import { defineCause } from '../cause.ts';
import * as from from '../sources.ts';
import { bandFacts, inBand, MEASURED } from './round-trip.ts';

export const affected = defineCause({
  code: 'latency/affected',
  layer: 'path',
  ceiling: 'notice',
  side: 'path',
  sideProven: () => false,
  facts: bandFacts,
  sources: [from.NETWORK],
  when: 'The median round trip is 100 to 200 ms: PCoIP suffers somewhat.',
  family: 'round-trip',
  holds: (view) => inBand(view, 'affected', 'notice'),
  words: {
    en: (it, say) => ({
      headline: `Not the fastest for PCoIP: ${say.ms(it.medianMs)}.`,
      title: `Not the fastest for PCoIP: ${say.ms(it.medianMs)}`,
      explanation: say.sentences(
        MEASURED.en(it, say),
        it.pcoipFromMs !== null &&
          it.pcoipToMs !== null &&
          `PCoIP is at its best below ${say.ms(it.pcoipFromMs)} and usable up to ${say.ms(it.pcoipToMs)}.`,
      ),
      you: 'Nothing to do if it feels right.',
      helpdesk: 'Within the limits. A nearer Region would help, if one is offered.',
      network: 'No port to open. A direct way out instead of a backhaul may help.',
    }),
    ja: (it, say) => ({
      headline: `PCoIP には最速ではありません（${say.ms(it.medianMs)}）。`,
      title: `PCoIP には最速ではありません（${say.ms(it.medianMs)}）`,
      explanation: say.sentences(
        MEASURED.ja(it, say),
        it.pcoipFromMs !== null &&
          it.pcoipToMs !== null &&
          `PCoIP は ${say.ms(it.pcoipFromMs)} 未満が最良で、${say.ms(it.pcoipToMs)} まで使えます。`,
      ),
      you: '不便がなければ、何もする必要はありません。',
      helpdesk: '限度の中です。近いリージョンがあれば速くなります。',
      network: '開けるポートはありません。拠点経由ではなく直接の出口にすると速くなることがあります。',
    }),
  },
});
