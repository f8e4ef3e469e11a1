/** What was measured of one Region: round trip, grade, packet size and open ports. */
import { z } from 'zod';

const measured = z.number().nullable();

export const regionFigures = z.object({
  code: z.string(),
  name: z.string(),
  reachable: z.boolean().nullable(),
  rank: z.number().int().nullable(),
  scoreMs: measured,
  rtt: z
    .object({
      method: z.literal('tcp-connect'),
      port: z.number().int(),
      sent: z.number().int(),
      received: z.number().int(),
      lossRatio: measured,
      minMs: measured,
      medianMs: measured,
      p95Ms: measured,
      maxMs: measured,
      jitterMs: measured,
      servers: z.array(
        z.object({
          address: z.string(),
          sent: z.number().int(),
          received: z.number().int(),
          medianMs: measured,
          /** Each round trip in order; null for a lost one. */
          samplesMs: z.array(measured),
        }),
      ),
    })
    .nullable(),
  grade: z.enum(['optimal', 'usable', 'poor', 'unusable']).nullable(),
  bands: z.object({
    pcoip: z.enum(['best', 'affected', 'degraded', 'terminated']).nullable(),
    dcv: z.enum(['best', 'degraded', 'beyond']).nullable(),
  }),
  mtu: z
    .object({
      requiredBytes: z.number().int(),
      pathMtuBytes: z.number().int().nullable(),
      interfaceMtuBytes: z.number().int().nullable(),
      interface: z.string().nullable(),
      target: z.string().nullable(),
      family: z.union([z.literal(4), z.literal(6)]).nullable(),
      methods: z.array(z.string()),
      blackHole: z.boolean().nullable(),
      verdict: z.enum(['pass', 'warn', 'fail', 'unknown']),
    })
    .nullable(),
  /** Health check by protocol: how many current addresses answered on TCP. */
  streaming: z.object({
    pcoip: z.object({ open: z.number().int(), tested: z.number().int() }).nullable(),
    dcv: z.object({ open: z.number().int(), tested: z.number().int() }).nullable(),
  }),
});
export type RegionFigures = z.infer<typeof regionFigures>;
