/** The limits that a report was judged by: they travel with it, so that no text and no picture needs a literal. */
import { z } from 'zod';
import type { Tables } from '../regions/model.ts';
import { THRESHOLDS } from '../reading/thresholds.ts';

const band = z.object({ band: z.string(), fromMs: z.number(), toMs: z.number().nullable() });

export const limitsSchema = z.object({
  /** Bands of the median round trip, best first; `toMs` null: open ended. */
  rttMs: z.object({ pcoip: z.array(band), dcv: z.array(band) }),
  /** Grade of a Region by its median. */
  gradeMs: z.object({ optimalBelow: z.number(), usableBelow: z.number(), poorUpTo: z.number() }),
  mtuBytes: z.number().int(),
  jitterMs: z.number(),
  loss: z.object({
    warnRatio: z.number(),
    warnLost: z.number().int(),
    errorRatio: z.number(),
    errorLost: z.number().int(),
  }),
  /** Where the round trip and the packet size have their limits from. */
  sources: z.array(z.string()),
});
export type Limits = z.infer<typeof limitsSchema>;

export function limitsOf({ rtt, mtu }: Tables): Limits {
  const bands = (rows: Tables['rtt']['pcoip']) =>
    rows.map(({ id, from, to }) => ({ band: id, fromMs: from, toMs: to }));
  const { grade, lossWarning, lossError, jitterMs } = THRESHOLDS;
  const cited = [rtt.sources.pcoip, rtt.sources.dcv, ...mtu.sources].map(
    ({ document, lines }) => `${document}, ${lines}`,
  );
  return {
    rttMs: { pcoip: bands(rtt.pcoip), dcv: bands(rtt.dcv) },
    gradeMs: {
      optimalBelow: grade.optimalBelowMs,
      usableBelow: grade.usableBelowMs,
      poorUpTo: grade.poorUpToMs,
    },
    mtuBytes: mtu.minimumBytes,
    jitterMs,
    loss: {
      warnRatio: lossWarning.ratio,
      warnLost: lossWarning.lost,
      errorRatio: lossError.ratio,
      errorLost: lossError.lost,
    },
    sources: [...new Set(cited)],
  };
}
