/** Evidence of the `dns` probe: the operating system's resolver is the truth, questions to each server stand beside it. */
import { z } from 'zod';
import { failureSchema, measuredMs } from './parts.ts';

export const dnsServerAnswer = z.object({
  server: z.string(),
  transport: z.enum(['udp', 'tcp']),
  question: z.enum(['A', 'AAAA', 'TXT']),
  /** The name that was asked, where it is not the step's: a control puts a made-up one of its own to each server. */
  name: z.string().optional(),
  /** `NOERROR`, `NXDOMAIN`, `SERVFAIL`, … null when no answer could be read. */
  rcode: z.string().nullable(),
  addresses: z.array(z.string()),
  texts: z.array(z.string()),
  /** Smallest TTL of the answer's records; null without records. */
  ttlSeconds: z.number().nullable(),
  /** The UDP answer was truncated and the question was put again over TCP. */
  truncated: z.boolean(),
  /** Tries over UDP until this answer (or silence). */
  tries: z.number().int(),
  durationMs: measuredMs,
  /** How long the server was waited for, where it was given up before the time-out because others had answered. */
  waitedMs: z.number().optional(),
  failure: failureSchema.nullable(),
});
export type DnsServerAnswer = z.infer<typeof dnsServerAnswer>;

export const dnsEvidence = z.object({
  kind: z.literal('dns'),
  /** The name; of a control the suffix under which the names are made up. */
  host: z.string(),
  /** What getaddrinfo said; null for TXT questions, which it cannot put. */
  system: z
    .object({ addresses: z.array(z.string()), durationMs: measuredMs, failure: failureSchema.nullable() })
    .nullable(),
  servers: z.array(dnsServerAnswer),
});
export type DnsEvidence = z.infer<typeof dnsEvidence>;
