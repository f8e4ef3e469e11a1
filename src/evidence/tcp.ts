/** Evidence of the `tcp` probe: connects to literal addresses. */
import { z } from 'zod';
import { portState, tcpAttempt } from './parts.ts';

export const tcpEvidence = z.object({
  kind: z.literal('tcp'),
  /** `open` when any attempt opened, else the state of the last one. */
  state: portState,
  attempts: z.array(tcpAttempt),
});
export type TcpEvidence = z.infer<typeof tcpEvidence>;
