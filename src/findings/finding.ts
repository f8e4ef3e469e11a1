/** What judging gives: checks with a status, findings, verdicts, Region figures. The report copies these shapes unchanged. */
import { z } from 'zod';
import { NOT_TESTED_REASONS } from '../core/measured.ts';
import {
  GROUPS,
  NEEDS,
  PORT_STATES,
  PROTOCOLS,
  SEVERITIES,
  SIDES,
  STATUSES,
  VERDICTS,
} from '../core/words.ts';
import { failureSchema } from '../evidence/parts.ts';
import { PROBE_IDS, STEP_ROLES, stepTarget } from '../plan/step.ts';

export const check = z.object({
  id: z.string(),
  /** Copied from the step, so that a face can tell a health check from a gateway without reading ids. */
  probe: z.enum(PROBE_IDS).optional(),
  role: z.enum(STEP_ROLES).optional(),
  group: z.enum(GROUPS),
  category: z.string().nullable(),
  need: z.enum(NEEDS).nullable(),
  region: z.string().nullable(),
  target: stepTarget,
  status: z.enum(STATUSES),
  state: z.enum(PORT_STATES).nullable(),
  startMs: z.number().nullable(),
  durationMs: z.number().nullable(),
  failure: failureSchema.nullable(),
  notTestedBecause: z
    .object({
      reason: z.enum(NOT_TESTED_REASONS),
      check: z.string().nullable(),
      finding: z.string().nullable(),
      text: z.string(),
    })
    .nullable(),
  /** Typed per probe (`kind`), plus `attempts`: every address tried. Empty when there is none. */
  evidence: z.record(z.string(), z.unknown()),
});
export type Check = z.infer<typeof check>;

const remedies = z.object({ user: z.string(), helpdesk: z.string(), network: z.string() });

export const finding = z.object({
  /** `<code>@<region>` or `<code>`; unique in a report (a severity or protocol is added where one code appears twice). */
  id: z.string(),
  code: z.string(),
  severity: z.enum(SEVERITIES),
  side: z.enum(SIDES),
  protocols: z.array(z.enum(PROTOCOLS)).min(1),
  region: z.string().nullable(),
  /** The facts in the texts, so that any face can say them in any language. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])),
  title: z.string(),
  explanation: z.string(),
  checks: z.array(z.string()),
  explains: z.array(z.string()),
  remedies,
  sources: z.array(z.string()),
});
export type Finding = z.infer<typeof finding>;

const measured = z.number().nullable();

const regionFigures = z.object({
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

const protocolForecast = z.object({
  verdict: z.enum(VERDICTS),
  /** pcoip: udp | none; dcv: quic | quic-443 | tcp-4195 | tcp-443 | none; null when unknown. */
  transport: z.enum(['udp', 'quic', 'quic-443', 'tcp-4195', 'tcp-443', 'none']).nullable(),
  udpProof: z.enum(['proved', 'unproven', 'rejected', 'not-tested']),
  band: z.string().nullable(),
  /** One sentence: the transport that a session would use and why each better one is out. */
  forecast: z.string().nullable(),
});

export const judgement = z.object({
  verdict: z.enum(VERDICTS),
  summary: z.string(),
  /** The summary's facts, so that any face can say it in any language. */
  summaryKey: z.object({
    key: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  }),
  protocols: z.object({ pcoip: protocolForecast.optional(), dcv: protocolForecast.optional() }),
  regions: z.array(regionFigures),
  bestRegion: z.object({ code: z.string(), reasons: z.array(z.string()) }).nullable(),
  decidingRegion: z.string().nullable(),
  checks: z.array(check),
  findings: z.array(finding),
});
export type Judgement = z.infer<typeof judgement>;
