/** Evidence of the `rtt` probe (paced TCP connects to one address) and of the `icmp` probe (the system's ping). */
import { z } from 'zod';
import { failureSchema, measuredMs, ms } from './parts.ts';

export const rttSample = z.object({
  atMs: ms,
  /** The kernel's figure of this handshake where it can be had (Linux), else this process's. Null: no answer in time, lost. */
  rttMs: measuredMs,
  /** The SYN was sent again (the time includes the back-off, so it counts as lost, never as a slow sample). */
  retransmitted: z.boolean(),
});
export type RttSample = z.infer<typeof rttSample>;

/** A sample whose SYN was sent again holds the back-off, not the path: it counts as lost (technical-facts A.9). */
export function isLost({ rttMs, retransmitted }: RttSample): boolean {
  return rttMs === null || retransmitted;
}

export const rttEvidence = z.object({
  kind: z.literal('rtt'),
  address: z.string(),
  port: z.number().int(),
  method: z.literal('tcp-connect'),
  samples: z.array(rttSample),
  /** Sampling went on to at least 100 after the first loss. */
  extended: z.boolean(),
  /** The kernel's own round trip of the same connections (Linux, `ss -ti`), median; null elsewhere. */
  kernelMedianMs: measuredMs,
  /** Median of the same connections as this process timed them: the samples hold the kernel's figure where there is one. */
  processMedianMs: measuredMs.optional(),
  /** 99th percentile of this process's event-loop delay during the series: how noisy the figures are. */
  eventLoopP99Ms: measuredMs,
  failure: failureSchema.nullable(),
});
export type RttEvidence = z.infer<typeof rttEvidence>;

export const icmpEvidence = z.object({
  kind: z.literal('icmp'),
  address: z.string(),
  sent: z.number().int(),
  received: z.number().int(),
  rttsMs: z.array(ms),
  failure: failureSchema.nullable(),
});
