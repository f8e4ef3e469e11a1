/** The round trip is in the band of the documents where the client ends the connection. */
import type { Say } from '../../core/say.ts';
import { ADVICE } from '../advice.ts';
import { bandCause, limitsText, median, type BandFacts } from './round-trip.ts';

export const terminated = bandCause({
  code: 'latency/terminated',
  band: 'terminated',
  ceiling: 'error',
  when: 'The median round trip is above 375 ms: the client ends a PCoIP connection.',
  words: {
    en: (it, say, family) => ({
      headline: `Too far for PCoIP: ${median(it, say)}.`,
      title: `Too slow for PCoIP: ${median(it, say)}`,
      means: [
        it.pcoipFromMs !== null && `Above ${say.ms(it.pcoipFromMs)} the client ends a PCoIP connection.`,
        dcvOf(family, say),
      ],
      helpdesk: `${ADVICE.en.nothingBlocked} Compare with another network and without the VPN. If it stays, the distance to the Region is the cause: a WorkSpace in a nearer Region, or DCV, which bears more.`,
    }),
    ja: (it, say, family) => ({
      headline: `PCoIP には遠すぎます（${median(it, say)}）。`,
      title: `PCoIP には遅すぎます（${median(it, say)}）`,
      means: [
        it.pcoipFromMs !== null &&
          `${say.ms(it.pcoipFromMs)} を超えると、クライアントは PCoIP の接続を切ります。`,
        dcvOf(family, say),
      ],
      helpdesk: `${ADVICE.ja.nothingBlocked}別のネットワークや、VPN を切った状態と比べてください。変わらない場合は、リージョンまでの距離が原因です。近いリージョンの WorkSpace か、遅延に強い DCV を検討してください。`,
    }),
  },
});

/** What the same round trip means for DCV, where DCV was asked for and is hit too. */
function dcvOf(family: readonly BandFacts[], say: Say): string | null {
  const dcv = family.find(({ dcvFromMs }) => dcvFromMs !== null);
  if (dcv === undefined || dcv.dcvFromMs === null) return null;
  if (dcv.dcvToMs === null) return DCV[say.language].beyond(say.ms(dcv.dcvFromMs));
  return DCV[say.language].degraded(limitsText({ ...dcv, pcoipFromMs: null }, say));
}

const DCV = {
  en: {
    beyond: ADVICE.en.beyondDcv,
    degraded: (band: string) => `DCV works and feels slow (${band}).`,
  },
  ja: {
    beyond: ADVICE.ja.beyondDcv,
    degraded: (band: string) => `DCV は接続できますが、遅く感じます（${band}）。`,
  },
} as const;
