/** What judging gives: checks with a status, findings, verdicts, Region figures. The report copies these shapes unchanged. */
import { z } from 'zod';
import { PROTOCOLS, SEVERITIES, SIDES, VERDICTS } from '../core/words.ts';
import { check } from '../reading/check.ts';
import { regionFigures } from '../reading/region-figures.ts';

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
