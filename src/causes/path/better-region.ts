/** Another Region of the same partition is faster than the one asked for, by more than two Regions may differ and still tie. */
import { z } from 'zod';
import { figuresOf } from '../../reading/figures.ts';
import { THRESHOLDS } from '../../reading/thresholds.ts';
import type { View } from '../../reading/view.ts';
import { ADVICE } from '../advice.ts';
import { defineCause, type Found } from '../cause.ts';
import { ms, region } from '../facts.ts';
import * as from from '../sources.ts';
import { roundTripChecks, tenth } from './round-trip.ts';

const { tieMs, tieRatio } = THRESHOLDS;
const LIMIT = `${tieMs} ms and ${tieRatio * 100} %`;

const facts = z.object({
  better: region(),
  betterName: region(),
  betterMs: ms(),
  askedMs: ms(),
  gainMs: ms(),
});

export const betterRegion = defineCause({
  code: 'latency/better-region',
  layer: 'path',
  ceiling: 'notice',
  side: 'path',
  // The distance or a detour: the figures do not tell.
  sideProven: () => false,
  facts,
  sources: [`preflight ranking: ${LIMIT}`, from.OWN],
  when: `Another Region of the partition is faster by more than ${LIMIT}.`,
  holds,
  words: {
    en: (it, say) => ({
      headline: `${it.betterName} is faster from here.`,
      explanation: `${it.better} answers in ${say.ms(it.betterMs)}, the Region asked for in ${say.ms(it.askedMs)}: ${say.ms(it.gainMs)} less.`,
      you: `${ADVICE.en.nothing} Your organisation chooses the Region of a WorkSpace.`,
      helpdesk: `A WorkSpace in ${it.better} would feel quicker at this place, if data may live there.`,
      network: `${ADVICE.en.noPort} Check that the slower Region is not reached by a detour.`,
    }),
    ja: (it, say) => ({
      headline: `ここからは ${it.betterName} のほうが速いです。`,
      explanation: `${it.better} は ${say.ms(it.betterMs)}、指定のリージョンは ${say.ms(it.askedMs)} で応答します。差は ${say.ms(it.gainMs)} です。`,
      you: `${ADVICE.ja.nothing}WorkSpace のリージョンは組織が決めています。`,
      helpdesk: `データの置き場所が許せば、${it.better} の WorkSpace のほうが速く感じられます。`,
      network: `${ADVICE.ja.noPort}遅いほうのリージョンへ遠回りしていないか確認してください。`,
    }),
  },
});

function holds(view: View): readonly Found<z.infer<typeof facts>>[] {
  const { regions, decidingRegion, bestRegion } = figuresOf(view);
  const scored = (wanted: string | null) => {
    const found = regions.find(({ code }) => code === wanted);
    return found === undefined || found.scoreMs === null ? null : { ...found, scoreMs: found.scoreMs };
  };
  const [asked, best] = [scored(decidingRegion), scored(bestRegion?.code ?? null)];
  if (asked === null || best === null) return [];
  const gain = asked.scoreMs - best.scoreMs;
  if (gain <= tieMs || gain <= asked.scoreMs * tieRatio) return [];
  return [
    {
      severity: 'notice',
      protocols: view.protocols,
      region: asked.code,
      facts: {
        better: best.code,
        betterName: best.name,
        betterMs: tenth(best.scoreMs),
        askedMs: tenth(asked.scoreMs),
        gainMs: tenth(gain),
      },
      checks: [...roundTripChecks(view, asked.code), ...roundTripChecks(view, best.code)],
    },
  ];
}
