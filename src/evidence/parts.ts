/** Pieces that several kinds of evidence share. Evidence says what was sent, where, when and what came back; it holds no opinion. */
import { z } from 'zod';
import { FAILURE_CODES, OPERATIONS, type FailureCode } from '../core/failure.ts';
import { PORT_STATES } from '../core/words.ts';

const failureCodes = Object.keys(FAILURE_CODES) as [FailureCode, ...FailureCode[]];

export const failureSchema = z.object({
  code: z.enum(failureCodes),
  operation: z.enum(OPERATIONS),
  detail: z.string().nullable(),
});

export const portState = z.enum(PORT_STATES);

/** Milliseconds; finite and not negative, or null when it was not measured. */
export const ms = z.number().nonnegative();
export const measuredMs = ms.nullable();

/** One connection attempt to one literal address. `connectMs` is null unless the connection opened. */
export const tcpAttempt = z.object({
  address: z.string(),
  port: z.number().int(),
  state: portState,
  /** From the start of the step. */
  atMs: ms,
  connectMs: measuredMs,
  /** How long until the attempt ended, whichever way. */
  durationMs: ms,
  failure: failureSchema.nullable(),
});
export type TcpAttempt = z.infer<typeof tcpAttempt>;
