/** A report against the firewall rules of what it was asked for: a line a rule, worst first. Judged in the engine alone. */
import { z } from 'zod';
import { NEEDS, PROFILES, PROTOCOLS, RULE_STATES, UNTESTABLE, VERDICTS } from '../core/words.ts';

const state = z.enum(RULE_STATES);
const counts = z.object({ planned: z.number().int(), tested: z.number().int(), passed: z.number().int() });

const PROOF_CHANGES = ['opened', 'shut', 'unproved', 'changed', 'same', 'not-asked'] as const;

const line = z.object({
  id: z.string(),
  region: z.string().nullable(),
  category: z.string(),
  /** In English, as the rule has it: each language says it by its category. */
  purpose: z.string(),
  need: z.enum(NEEDS),
  protocol: z.enum([...PROTOCOLS, 'both']),
  port: z.number().int(),
  transport: z.enum(['tcp', 'udp']),
  destinations: z.array(z.string()),
  /** Ids for `rules.make`. */
  rules: z.array(z.string()),
  addresses: z.number().nullable(),
  state,
  untestable: z.enum(UNTESTABLE).nullable(),
  counts,
  checks: z.array(z.string()),
  askedAt: z.string().nullable(),
  /** Checks that `run.rerun` would ask for this line; none: it is open, or no check can. */
  again: z.array(z.string()),
  source: z.string(),
  doubt: z.string().nullable(),
  /** What the report before said, and what came of it. Null without one, and for a rule that it does not have. */
  before: z.object({ state, counts, change: z.enum(PROOF_CHANGES) }).nullable(),
});
export type ProofLine = z.infer<typeof line>;

export const proofResult = z.object({
  /** The Region that the rules are for, and those that the report can be asked for. */
  region: z.string(),
  regions: z.array(z.string()),
  protocols: z.array(z.enum(PROTOCOLS)),
  profile: z.enum(PROFILES),
  createdAt: z.string(),
  completed: z.boolean(),
  tables: z.string(),
  /** What no document gives: the rules cannot be complete. */
  missing: z.array(z.string()),
  lines: z.array(line),
  /** Checks that every retest asks too: without them it would believe whoever answers. */
  controls: z.array(z.string()),
  /** As `preflight prove --format csv` writes it. */
  csv: z.string(),
  /** When the report before was made. */
  before: z.string().nullable(),
});
export type ProofResult = z.infer<typeof proofResult>;

/** Several reports side by side, for one Region: a column a site, a row a rule, those that differ first. */
export const sitesResult = z.object({
  region: z.string(),
  /** All that any of them was asked for. */
  regions: z.array(z.string()),
  sites: z.array(
    z.object({
      /** As its bundle or network is called; null: nothing names it. */
      name: z.string().nullable(),
      /** How many reports stand in this column, and the time of the first and the last. */
      reports: z.number().int(),
      from: z.string(),
      to: z.string(),
      completed: z.boolean(),
      simulated: z.boolean(),
      /** Whether all of them were asked about the Region. */
      asked: z.boolean(),
      /** The worst verdict, and how many of the reports have it. */
      verdict: z.enum(VERDICTS),
      worst: z.number().int(),
    }),
  ),
  rows: z.array(
    line
      .pick({
        id: true,
        category: true,
        purpose: true,
        need: true,
        protocol: true,
        port: true,
        transport: true,
        destinations: true,
      })
      .extend({
        differs: z.boolean(),
        /** In the order of the sites: the worst state, and how many reports have it. Null: not asked there. */
        cells: z.array(z.object({ state, reports: z.number().int() }).nullable()),
      }),
  ),
  /** As `preflight merge` writes them. */
  csv: z.string(),
});
export type SitesResult = z.infer<typeof sitesResult>;
