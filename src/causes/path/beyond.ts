/** The round trip is outside what the documents describe for DCV. */
import { ADVICE } from '../advice.ts';
import { bandCause, median } from './round-trip.ts';

export const beyond = bandCause({
  code: 'latency/beyond',
  band: 'beyond',
  ceiling: 'warning',
  when: 'The median round trip is above 400 ms: outside what is documented for DCV.',
  words: {
    en: (it, say) => ({
      headline: `Very slow for DCV: ${median(it, say)}.`,
      title: `Slower than anything documented for DCV: ${median(it, say)}`,
      means: [
        it.dcvFromMs !== null && `${ADVICE.en.beyondDcv(say.ms(it.dcvFromMs))} A session may work, slowly.`,
      ],
      helpdesk: `${ADVICE.en.nothingBlocked} Compare with another network and without the VPN; consider a nearer Region.`,
    }),
    ja: (it, say) => ({
      headline: `DCV には非常に遅い接続です（${median(it, say)}）。`,
      title: `DCV の資料にある範囲より遅くなっています（${median(it, say)}）`,
      means: [
        it.dcvFromMs !== null && `${ADVICE.ja.beyondDcv(say.ms(it.dcvFromMs))}遅くても動くことはあります。`,
      ],
      helpdesk: `${ADVICE.ja.nothingBlocked}別のネットワークや、VPN を切った状態と比べ、近いリージョンを検討してください。`,
    }),
  },
});
