/** What a firewall must let out, as plain values (`preflight.rules/1`). Rules are made by `makeRules` alone; the formats only say them. */
import { z } from 'zod';
import { NEEDS, PROFILES, PROTOCOLS } from '../core/words.ts';

export const rule = z.object({
  /** Stable between runs with the same tables. */
  id: z.string(),
  /** Null for a name that several Regions share. */
  region: z.string().nullable(),
  category: z.string(),
  need: z.enum(NEEDS),
  /** `both`: needed whichever protocol a WorkSpace uses. */
  protocol: z.enum(['pcoip', 'dcv', 'both']),
  /** A host name, a wildcard (`*.example.com`), or a CIDR block with its prefix. */
  destination: z.string(),
  kind: z.enum(['fqdn', 'wildcard', 'cidr']),
  port: z.number().int(),
  transport: z.enum(['tcp', 'udp']),
  direction: z.literal('outbound'),
  purpose: z.string(),
  /** Why the fact is doubtful (`C30: …`); null when it is not. */
  doubt: z.string().nullable(),
  /** Document and lines. */
  source: z.string(),
});
export type Rule = z.infer<typeof rule>;

/** What belongs to the answer and cannot be a rule. */
const omission = z.object({
  region: z.string().nullable(),
  category: z.string(),
  destination: z.string(),
  reason: z.string(),
});
export type Omission = z.infer<typeof omission>;

export const ruleSet = z.object({
  schema: z.literal('preflight.rules/1'),
  tables: z.object({
    edition: z.string(),
    date: z.string().optional(),
    sha256: z.string(),
    overlay: z.string().nullable(),
  }),
  request: z.object({
    regions: z.array(z.string()),
    protocols: z.array(z.enum(PROTOCOLS)),
    profile: z.enum(PROFILES),
    aga: z.boolean(),
    fips: z.boolean(),
    ipv6: z.boolean(),
    directoryId: z.string().nullable(),
  }),
  rules: z.array(rule),
  omitted: z.array(omission),
  /** Regions for which a session needs what no document gives (titles of src/regions/needs.ts): these rules cannot be complete. */
  incomplete: z.array(z.object({ region: z.string(), missing: z.array(z.string()) })),
  /** For the people who enter the rules: return traffic, proxies, what the rules do not cover. */
  notes: z.array(z.string()),
});
export type RuleSet = z.infer<typeof ruleSet>;
