/** The round trip is usable and not the best: PCoIP suffers somewhat. */
import { ADVICE } from '../advice.ts';
import { bandCause, median } from './round-trip.ts';

export const affected = bandCause({
  code: 'latency/affected',
  band: 'affected',
  ceiling: 'notice',
  when: 'The median round trip is 100 to 200 ms: PCoIP suffers somewhat.',
  words: {
    en: (it, say) => ({
      headline: `Not the fastest for PCoIP: ${median(it, say)}.`,
      means: [
        it.pcoipFromMs !== null &&
          it.pcoipToMs !== null &&
          `PCoIP is at its best below ${say.ms(it.pcoipFromMs)} and usable up to ${say.ms(it.pcoipToMs)}.`,
      ],
      you: 'Nothing to do if it feels right.',
      helpdesk: 'Within the limits. A nearer Region would help, if one is offered.',
      network: `${ADVICE.en.noPort} A direct way out instead of a backhaul may help.`,
    }),
    ja: (it, say) => ({
      headline: `PCoIP には最速ではありません（${median(it, say)}）。`,
      means: [
        it.pcoipFromMs !== null &&
          it.pcoipToMs !== null &&
          `PCoIP は ${say.ms(it.pcoipFromMs)} 未満が最良で、${say.ms(it.pcoipToMs)} まで使えます。`,
      ],
      you: '不便がなければ、何もする必要はありません。',
      helpdesk: '限度の中です。近いリージョンがあれば速くなります。',
      network: `${ADVICE.ja.noPort}拠点経由ではなく直接の出口にすると速くなることがあります。`,
    }),
  },
});
