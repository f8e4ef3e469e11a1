/** The report as the contract has it (`preflight.report/1`); its JSON Schema is generated from here. Fields may be added, never renamed. */
import { z } from 'zod';
import { LANGUAGES } from '../core/language.ts';
import { SEVERITIES, STATUSES, VERDICTS } from '../core/words.ts';
import { judgement, protocolForecast } from '../judge/finding.ts';
import { comparison } from './comparison.ts';
import { finding } from './finding.ts';
import { hostFacts } from '../evidence/host-facts.ts';
import { runRecord } from '../reading/record.ts';

/** What several runs of the same check came to (`--repeat`). */
const repeat = z.object({
  runs: z.array(
    z.object({
      id: z.string(),
      createdAt: z.string(),
      durationMs: z.number(),
      verdict: z.enum(VERDICTS),
      /** The worst among the requested protocols. Absent in reports of older versions. */
      worst: z.enum(VERDICTS).optional(),
      /** False: the deadline or Ctrl-C cut this run. Absent in reports of older versions. */
      completed: z.boolean().optional(),
    }),
  ),
  /** How often each check had each status: those that differ between runs, and those that failed. */
  checks: z.array(
    z.object({
      id: z.string(),
      /** The same status in every run that reached it. */
      steady: z.boolean(),
      statuses: z.record(z.enum(STATUSES), z.number().int()),
    }),
  ),
  findings: z.array(
    z.object({
      id: z.string(),
      code: z.string(),
      severity: z.enum(SEVERITIES),
      title: z.string(),
      /** Numbers of the runs that have it, from 1. */
      inRuns: z.array(z.number().int()),
      comesAndGoes: z.boolean(),
    }),
  ),
});

/** With one line each: over what a session would run, or what stands in its way. */
const toldProtocol = protocolForecast.extend({ forecast: z.string().nullable() });

export const reportSchema = z.object({
  schema: z.literal('preflight.report/1'),
  id: z.string(),
  createdAt: z.string(),
  durationMs: z.number().nonnegative(),
  completed: z.boolean(),
  completedBecause: z.enum(['deadline', 'cancelled']).nullable(),
  simulated: z.boolean(),
  scenario: z.string().nullable().optional(),
  /** Longest dependency chain of this run. */
  criticalPathMs: z.number().nullable(),
  agent: runRecord.shape.agent,
  tables: z.object({
    edition: z.string(),
    /** Day of the edition; reports of earlier versions lack it. */
    date: z.string().optional(),
    sha256: z.string(),
    overlay: z.string().nullable(),
  }),
  /** The request as it was; never a registration code of either form, never a proxy password. */
  request: runRecord.shape.request,
  /** Facts of the machine; `vpn` and `client` are drawn from the `route` and `client` checks. */
  host: hostFacts.extend({
    vpn: z
      .object({
        interface: z.string().nullable(),
        kind: z.string().nullable(),
        allTraffic: z.boolean().nullable(),
      })
      .nullable(),
    client: z.object({ installed: z.boolean().nullable(), version: z.string().nullable() }).nullable(),
  }),
  ...judgement.shape,
  /** Language of the texts; absent in reports of older versions, which are English. `params` allow any other. */
  language: z.enum(LANGUAGES).optional(),
  /** One sentence for the end user. */
  summary: z.string(),
  protocols: z.object({ pcoip: toldProtocol.optional(), dcv: toldProtocol.optional() }),
  findings: z.array(finding),
  /** Absent in reports of older versions. */
  truth: judgement.shape.truth.optional(),
  limits: judgement.shape.limits.optional(),
  repeat: repeat.optional(),
  /** With `--compare-with`: the earlier report is `a`, this one `b`. */
  comparison: comparison.optional(),
});
export type Report = z.infer<typeof reportSchema>;
