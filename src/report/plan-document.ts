/** The document of `preflight plan` (`preflight.plan/1`): every step as planned, skipped rows with their reason. */
import { z } from 'zod';
import { planSessions, type PlanSessions } from '../plan/sessions.ts';
import { plannedRow, rowOf, type Step } from '../plan/step.ts';

export const planDocument = z.object({
  schema: z.literal('preflight.plan/1'),
  /** Entries that the run makes in a NAT's or a firewall's table. */
  sessions: planSessions,
  steps: z.array(plannedRow),
});
export type PlanDocument = z.infer<typeof planDocument>;

export function makePlanDocument({
  steps,
  sessions,
}: {
  readonly steps: readonly Step[];
  readonly sessions: PlanSessions;
}): PlanDocument {
  return { schema: 'preflight.plan/1', sessions, steps: steps.map(rowOf) };
}
