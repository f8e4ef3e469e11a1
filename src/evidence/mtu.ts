/**
 * Evidence of the path MTU probes. All sizes are whole IP packets in bytes unless the name says payload.
 * Three independent methods, so that two of them can agree: DF ping, the padded QUIC ladder, a large HTTPS request with the kernel's view.
 */
import { z } from 'zod';
import { failureSchema } from './parts.ts';

const bytes = z.number().int().positive();

export const mtuPingEvidence = z.object({
  kind: z.literal('mtu-ping'),
  address: z.string(),
  family: z.union([z.literal(4), z.literal(6)]),
  /** Whether small pings were answered at all; where not, the sizes say nothing. */
  answersPing: z.boolean(),
  tries: z.array(z.object({ packetBytes: bytes, passed: z.boolean(), announcedMtuBytes: bytes.nullable() })),
  largestPassedBytes: bytes.nullable(),
  smallestLostBytes: bytes.nullable(),
  /** Next-hop MTU out of "fragmentation needed" or "packet too big"; null when none came. */
  announcedMtuBytes: bytes.nullable(),
  failure: failureSchema.nullable(),
});
export type MtuPingEvidence = z.infer<typeof mtuPingEvidence>;

export const mtuQuicEvidence = z.object({
  kind: z.literal('mtu-quic'),
  address: z.string(),
  port: z.number().int(),
  family: z.union([z.literal(4), z.literal(6)]),
  /** `packetBytes` = payload + 8 + 20 (IPv4) or 40 (IPv6). */
  ladder: z.array(
    z.object({ payloadBytes: bytes, packetBytes: bytes, replied: z.boolean(), tries: z.number().int() }),
  ),
  failure: failureSchema.nullable(),
});
export type MtuQuicEvidence = z.infer<typeof mtuQuicEvidence>;

export const mtuHttpsEvidence = z.object({
  kind: z.literal('mtu-https'),
  host: z.string(),
  address: z.string(),
  /** Size of the request: padding in a header, several full segments. */
  requestBytes: bytes,
  /** `passed`: any answer came. `stalled`: TLS was up and the large request drew neither answer nor reset. */
  outcome: z.enum(['passed', 'stalled', 'failed']),
  /** The kernel's view while the socket was open (Linux); null elsewhere. */
  kernel: z
    .object({
      mssBytes: bytes.nullable(),
      pathMtuBytes: bytes.nullable(),
      backoff: z.number().int(),
      lost: z.number().int(),
    })
    .nullable(),
  failure: failureSchema.nullable(),
});
export type MtuHttpsEvidence = z.infer<typeof mtuHttpsEvidence>;
