/** One planned probe with its status, as the report and the run's events carry it. */
import { z } from 'zod';
import { NOT_TESTED_REASONS } from '../core/measured.ts';
import { GROUPS, NEEDS, PORT_STATES, STATUSES } from '../core/words.ts';
import { failureSchema } from '../evidence/parts.ts';
import { PROBE_IDS, STEP_ROLES, stepTarget } from '../plan/step.ts';

export const check = z.object({
  id: z.string(),
  /** Copied from the step, so that a face can tell a health check from a gateway without reading ids. */
  probe: z.enum(PROBE_IDS).optional(),
  role: z.enum(STEP_ROLES).optional(),
  group: z.enum(GROUPS),
  category: z.string().nullable(),
  need: z.enum(NEEDS).nullable(),
  region: z.string().nullable(),
  target: stepTarget,
  status: z.enum(STATUSES),
  state: z.enum(PORT_STATES).nullable(),
  startMs: z.number().nullable(),
  durationMs: z.number().nullable(),
  failure: failureSchema.nullable(),
  notTestedBecause: z
    .object({
      reason: z.enum(NOT_TESTED_REASONS),
      check: z.string().nullable(),
      finding: z.string().nullable(),
      text: z.string(),
    })
    .nullable(),
  /** Typed per probe (`kind`), plus `attempts`: every address tried. Empty when there is none. */
  evidence: z.record(z.string(), z.unknown()),
});
export type Check = z.infer<typeof check>;
