/** The round trip is outside what the documents describe for DCV. */
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
        it.dcvFromMs !== null &&
          `The documents promise nothing for DCV above ${say.ms(it.dcvFromMs)}; a session may work, slowly.`,
      ],
      helpdesk:
        'Nothing is blocked. Compare with another network and without the VPN; consider a nearer Region.',
    }),
    ja: (it, say) => ({
      headline: `DCV には非常に遅い接続です（${median(it, say)}）。`,
      title: `DCV の資料にある範囲より遅くなっています（${median(it, say)}）`,
      means: [
        it.dcvFromMs !== null &&
          `資料は ${say.ms(it.dcvFromMs)} を超える DCV について何も約束していません。遅くても動くことはあります。`,
      ],
      helpdesk:
        '遮断されているものはありません。別のネットワークや、VPN を切った状態と比べ、近いリージョンを検討してください。',
    }),
  },
});
