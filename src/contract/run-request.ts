/** What a face asks a run for, and which part of an earlier run is done again. */
import { z } from 'zod';
import { GROUPS, MOST_REPEATS } from '../core/words.ts';
import { request } from '../plan/request.ts';
import { asked } from '../request/asked.ts';
import { LIMITS } from './limits.ts';

/** A uuid made by the engine. Never a path. */
export const id = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
export const regionCode = z.string().regex(/^[a-z0-9-]{1,40}$/);

/**
 * The page asks what everybody may ask, less what its settings say (proxy, deadline) and what is for the lab alone. The engine
 * holds it against the tables (src/request/accept.ts) and answers `refused`, with the refusal, when it does not fit.
 */
export const runRequest = asked.omit({
  proxy: true,
  deadline: true,
  systemTrust: true,
  assumeUdpAnswers: true,
});
export type RunRequest = z.infer<typeof runRequest>;

/** The same several times, one run after the other: what comes and goes. One report comes of it. */
export const repeatedRequest = runRequest.extend({
  repeat: z.number().int().min(1).max(MOST_REPEATS).optional(),
});

/** Which of several runs this is, from 1. */
export const turn = z.object({ number: z.number().int().min(1), of: z.number().int().min(2) });
export type Turn = z.infer<typeof turn>;

/** What of an accepted request a page that watches the run is told. */
export const runFacts = request
  .pick({ regions: true, allRegions: true, protocols: true })
  .extend({ scenario: z.string().nullable() });
export type RunFacts = z.infer<typeof runFacts>;

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
