/** The document of `preflight plan` (`preflight.plan/1`): every step as planned, skipped rows with their reason. */
import { z } from 'zod';
import { plannedRow, rowOf, type Step } from '../plan/step.ts';

export const planDocument = z.object({
  schema: z.literal('preflight.plan/1'),
  steps: z.array(plannedRow),
});
export type PlanDocument = z.infer<typeof planDocument>;

export function makePlanDocument(steps: readonly Step[]): PlanDocument {
  return { schema: 'preflight.plan/1', steps: steps.map(rowOf) };
}
