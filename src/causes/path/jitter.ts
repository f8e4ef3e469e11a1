/** The round trip varies more from one sample to the next than sound and pointer bear. */
import { z } from 'zod';
import { STREAMING_PORT } from '../../core/words.ts';
import { rttFigures } from '../../reading/rtt-figures.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import { ADVICE } from '../advice.ts';
import { defineCause } from '../cause.ts';
import { count, limit, ms } from '../facts.ts';
import * as from from '../sources.ts';
import { eachRoundTrip, roundTripChecks, tenth } from './round-trip.ts';

const limitMs = THRESHOLDS.jitterMs;
const { pcoip, dcv } = STREAMING_PORT;

export const jitter = defineCause({
  code: 'latency/jitter',
  layer: 'path',
  ceiling: 'warning',
  side: 'path',
  sideProven: () => false,
  facts: z.object({ jitterMs: ms(), limitMs: limit(), samples: count() }),
  sources: [from.OWN],
  when: `The round trip varies by more than ${limitMs} ms from one sample to the next (mean, median over servers), beyond what this computer was itself late by where its system does not time the answers.`,
  holds: (view) =>
    eachRoundTrip(view, (region, { jitterMs, received }) => {
      const restlessMs = rttFigures(view, region)?.restlessMs ?? null;
      if (jitterMs === null || restlessMs === null || restlessMs <= limitMs) return null;
      return {
        severity: 'warning',
        protocols: view.protocols,
        region,
        facts: { jitterMs: tenth(jitterMs), limitMs, samples: received },
        checks: roundTripChecks(view, region),
      };
    }),
  words: {
    en: (it, say) => ({
      headline: `The delay varies too much: by ${say.ms(it.jitterMs, [it.limitMs])}.`,
      title: `The delay varies by ${say.ms(it.jitterMs, [it.limitMs])}`,
      explanation: `In ${say.count(it.samples, { one: 'sample', other: 'samples' })} the round trip differs by ${say.ms(it.jitterMs, [it.limitMs])} on average from one to the next (limit: ${say.ms(it.limitMs)}). ${ADVICE.en.stutters}`,
      you: `Stop large uploads and downloads, and switch the VPN off, if you may. ${ADVICE.en.thenCloser}`,
      helpdesk:
        'Compare cable and Wi-Fi, then another network. A full line (backup, video) is the other usual cause.',
      network: `Look at queues on the uplink and at Wi-Fi; give UDP ${say.list([String(pcoip), String(dcv)])} priority after voice.`,
    }),
    ja: (it, say) => ({
      headline: `遅延の揺れが大きすぎます（${say.ms(it.jitterMs, [it.limitMs])}）。`,
      title: `遅延が ${say.ms(it.jitterMs, [it.limitMs])} 揺れています`,
      explanation: `${say.number(it.samples)} 回の測定で、往復時間は 1 回ごとに平均 ${say.ms(it.jitterMs, [it.limitMs])} 違います（限度 ${say.ms(it.limitMs)}）。${ADVICE.ja.stutters}`,
      you: `大きな送受信を止め、可能であれば VPN を切ってください。${ADVICE.ja.thenCloser}`,
      helpdesk:
        'ケーブルと Wi-Fi、次に別のネットワークと比べてください。回線の混雑（バックアップ、動画）もよくある原因です。',
      network: `上り回線の待ち行列と Wi-Fi を調べ、UDP ${say.list([String(pcoip), String(dcv)])} を音声の次に優先してください。`,
    }),
  },
});
