/** What a face asks a run for. The engine validates it against the tables and answers with a closed code when it does not fit. */
import { z } from 'zod';
import { GROUPS, PROTOCOLS } from '../core/words.ts';
import { LIMITS } from './limits.ts';

/** A uuid made by the engine. Never a path. */
export const id = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
export const regionCode = z.string().regex(/^[a-z0-9-]{1,40}$/);

export const runRequest = z.strictObject({
  /** As typed; either this, or `regions`, or both (a fully qualified name needs its Region). Never kept. */
  registrationCode: z.string().max(300).nullable(),
  regions: z.array(regionCode).max(60),
  /** Every Region of the partition; `regions` then holds at most the one that decides. */
  allRegions: z.boolean(),
  protocols: z.array(z.enum(PROTOCOLS)).min(1).max(2),
  directoryId: z
    .string()
    .regex(/^d-[a-z0-9]{1,30}$/i)
    .nullable(),
  /** Id of a demonstration; null: the real network. */
  scenario: z
    .string()
    .regex(/^[a-z0-9-]{1,60}$/)
    .nullable(),
});
export type RunRequest = z.infer<typeof runRequest>;

/** What of an earlier run is checked again. Steps that the chosen ones depend on are run too. */
export const rerunSelection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({ kind: z.literal('failed') }),
  /** What was not tested because the run was cancelled or its time was over. */
  z.strictObject({ kind: z.literal('missing') }),
  z.strictObject({ kind: z.literal('group'), group: z.enum(GROUPS) }),
  z.strictObject({
    kind: z.literal('checks'),
    checks: z.array(z.string().min(1).max(500)).min(1).max(LIMITS.rerunChecks),
  }),
]);
export type RerunSelection = z.infer<typeof rerunSelection>;
