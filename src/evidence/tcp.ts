/** Evidence of the `tcp` probe: connects to literal addresses. */
import { z } from 'zod';
import { portState, tcpAttempt } from './parts.ts';

export const tcpEvidence = z.object({
  kind: z.literal('tcp'),
  /** `open` when any attempt opened, else the state of the last one. */
  state: portState,
  attempts: z.array(tcpAttempt),
  /** Given up before the usual time-out, because so many other connects of the run had opened, the slowest of them in so long. */
  gaveUp: z.object({ others: z.number().int(), slowestMs: z.number() }).optional(),
});
export type TcpEvidence = z.infer<typeof tcpEvidence>;
