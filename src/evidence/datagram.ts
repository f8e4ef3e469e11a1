/**
 * Evidence of the datagram probes `udp`, `quic`, `ntp` and `stun`. Silence is `open|filtered`: it proves nothing.
 * `closed` is ICMP port unreachable, `filtered` an administrative ICMP or this machine's own refusal (EPERM, on Windows WSAEACCES).
 */
import { z } from 'zod';
import { failureSchema, ms, portState } from './parts.ts';

const shared = {
  address: z.string(),
  port: z.number().int(),
  state: portState,
  /** When each try was sent, from the start of the step. */
  sentAtMs: z.array(ms),
  /** Datagrams that came back and do not answer ours. */
  unexpected: z.number().int(),
  failure: failureSchema.nullable(),
};

export const udpEvidence = z.object({
  kind: z.literal('udp'),
  ...shared,
  reply: z.object({ afterMs: ms, bytes: z.number().int(), echoed: z.boolean() }).nullable(),
});

export const quicEvidence = z.object({
  kind: z.literal('quic'),
  ...shared,
  /** A version negotiation that echoes both connection ids (RFC 9000, 6). Versions as eight hex digits. */
  reply: z.object({ afterMs: ms, bytes: z.number().int(), versions: z.array(z.string()) }).nullable(),
});

export const ntpEvidence = z.object({
  kind: z.literal('ntp'),
  ...shared,
  /** `aheadMs`: this machine's clock against the server's; positive: ahead. */
  reply: z.object({ afterMs: ms, stratum: z.number().int(), aheadMs: z.number() }).nullable(),
});

export const stunEvidence = z.object({
  kind: z.literal('stun'),
  ...shared,
  reply: z
    .object({ afterMs: ms, mappedAddress: z.string().nullable(), mappedPort: z.number().int().nullable() })
    .nullable(),
});
