/** What judging gives: checks with a status, findings without a word of text, verdicts, Region figures. The report copies these shapes. */
import { z } from 'zod';
import { PROTOCOLS, SEVERITIES, SIDES, VERDICTS } from '../core/words.ts';
import { check } from '../reading/check.ts';
import { peerSeen } from '../reading/peers.ts';
import { regionFigures } from '../reading/region-figures.ts';
import { UDP_PROOFS } from '../reading/udp-proof.ts';
import { where } from '../reading/where.ts';
import { limitsSchema } from './limits.ts';
import { truthSchema } from './truth.ts';

export const judgedFinding = z.object({
  /** `<code>@<region>` or `<code>`; unique in a report (a severity or protocol is added where one code appears twice). */
  id: z.string(),
  code: z.string(),
  severity: z.enum(SEVERITIES),
  side: z.enum(SIDES),
  /** Whether what was seen proves the side; absent in reports of older versions. */
  sideProven: z.boolean().optional(),
  protocols: z.array(z.enum(PROTOCOLS)).min(1),
  region: z.string().nullable(),
  /** The facts of the cause, by the schema in its file, so that any face can say them in any language. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()])),
  checks: z.array(z.string()),
  explains: z.array(z.string()),
  sources: z.array(z.string()),
  /** Where on the way it begins, as far as hops tell (`--where`); absent where nobody asked. */
  where: where.nullable().optional(),
});
export type JudgedFinding = z.infer<typeof judgedFinding>;

export const protocolForecast = z.object({
  verdict: z.enum(VERDICTS),
  /** pcoip: udp | none; dcv: quic | quic-443 | tcp-4195 | tcp-443 | none; null when unknown. */
  transport: z.enum(['udp', 'quic', 'quic-443', 'tcp-4195', 'tcp-443', 'none']).nullable(),
  udpProof: z.enum(UDP_PROOFS),
  band: z.string().nullable(),
});
export type ProtocolForecast = z.infer<typeof protocolForecast>;

export const judgement = z.object({
  verdict: z.enum(VERDICTS),
  protocols: z.object({ pcoip: protocolForecast.optional(), dcv: protocolForecast.optional() }),
  regions: z.array(regionFigures),
  bestRegion: z.object({ code: z.string(), reasons: z.array(z.string()) }).nullable(),
  decidingRegion: z.string().nullable(),
  checks: z.array(check),
  findings: z.array(judgedFinding),
  /** One state for each role, port and transport, and the lanes of a session. */
  truth: truthSchema,
  /** What was seen of the person's own servers (`--peer`); absent where none was asked for. */
  peers: z.array(peerSeen).optional(),
  /** The limits that all this was judged by. */
  limits: limitsSchema,
});
export type Judgement = z.infer<typeof judgement>;
