/** Two runs side by side: what differs in the surroundings, in the causes, in the checks and in the figures. */
import { z } from 'zod';
import { comparison } from '../report/comparison.ts';
import { reportSchema } from '../report/report.ts';
import { id } from './run-request.ts';

/** A run of the history, or of an opened bundle as it says itself (`bundle`) or by the rules of this version (`judged`). */
export const comparand = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('history'), id }),
  z.strictObject({ kind: z.literal('bundle'), id }),
  z.strictObject({ kind: z.literal('judged'), id }),
]);
export type Comparand = z.infer<typeof comparand>;

export const comparedRuns = z.object({
  a: z.object({ name: z.string(), report: reportSchema }),
  b: z.object({ name: z.string(), report: reportSchema }),
  comparison,
});
export type ComparedRuns = z.infer<typeof comparedRuns>;
export type { Comparison } from '../report/comparison.ts';
