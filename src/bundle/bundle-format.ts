/**
 * The form of a bundle: names inside it, its manifest, and how large anything may be. Readers of version 1 refuse any other version; a word of
 * a closed list that a newer program wrote is read as "unknown", never as a fault of the bundle.
 */
import { z } from 'zod';
import { REDACTION_LEVELS, VERDICTS } from '../core/words.ts';
import { TAG_SCOPES } from './tag-key.ts';
import { keptStep, runRecord } from '../reading/record.ts';
import { STAND_IN_KINDS } from '../core/words.ts';

export const BUNDLE_SCHEMA = 'preflight.bundle/1';

export const FILES = {
  manifest: 'manifest.json',
  report: 'report.json',
  page: 'report.html',
  ticket: 'summary.txt',
} as const;
export const FOLDERS = {
  evidence: 'evidence/',
  certificates: 'evidence/certificates/',
  toolOutput: 'evidence/tool-output/',
  system: 'system/',
  clientLogs: 'client-logs/',
} as const;

/** What one zip may be; a bundle of all Regions of a real network stays below a tenth of it. */
export const BUNDLE_LIMITS = {
  zipBytes: 32 * 1024 * 1024,
  entries: 2000,
  /** One file unpacked. */
  fileBytes: 24 * 1024 * 1024,
  /** Everything that is unpacked to open one bundle. */
  totalBytes: 48 * 1024 * 1024,
  manifestBytes: 2 * 1024 * 1024,
  /** Unpacked to packed, for files above a megabyte: JSON lines reach 40, zip bombs 1000. */
  ratio: 250,
  /** Nesting of JSON; ours has 12. */
  depth: 64,
  /**
   * Values in all JSON of one bundle. Bytes alone bound no memory: 23 MB of `{"0":1}` are 155 kB packed and took 555 MB when parsed. A report
   * of all 16 Regions has about 71,000, its evidence about as many.
   */
  values: 500_000,
  steps: 50_000,
  /** One log of the client, and all of them: the newest lines are kept. */
  logs: { eachBytes: 512 * 1024, allBytes: 4 * 1024 * 1024 },
} as const;

/** No absolute names, no dots that climb, no device names with a colon, nothing that begins with a dot. */
const FILE_NAME = /^(?!.*\/\.)[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*){0,3}$/;

export function isBundleFileName(name: string): boolean {
  return name.length <= 200 && FILE_NAME.test(name);
}

const fileName = z.string().refine(isBundleFileName);

const tag = z.string().regex(/^[0-9a-f]{16}$/);

export const tagsSchema = z.object({
  key: z.string().regex(/^k[a-z2-7]{4}$/),
  scope: z.enum(TAG_SCOPES).catch('organisation'),
  machine: tag.nullable(),
  /** Name of the site in clear, as a policy set it. */
  site: z.string().max(100).nullable(),
  /** Each fact alone, never one digest of all. Kinds of a newer version are kept as they are. */
  facts: z.array(z.object({ kind: z.string().max(40), tag })).max(200),
});

export const manifestSchema = z.object({
  schema: z.literal(BUNDLE_SCHEMA),
  createdAt: z.string().max(40),
  agent: z.object({ name: z.literal('preflight'), version: z.string().max(100) }),
  report: z.object({
    id: z.string().max(100),
    createdAt: z.string().max(40),
    verdict: z.enum(VERDICTS).catch('unknown'),
  }),
  simulated: z.boolean(),
  redaction: z.object({
    /** Null: a level that this version does not know. */
    level: z.enum(REDACTION_LEVELS).nullable().catch(null),
    publicAddress: z.enum(['kept', 'left-out']).catch('kept'),
  }),
  /** Unkeyed digests of older versions, which could be tried out: never read, and written as null for the readers that ask for them. */
  markers: z
    .object({ machine: z.string().max(20).nullable(), network: z.string().max(20).nullable() })
    .optional(),
  /** Absent: made without a key (docs/adr/0045-keyed-tags.md). */
  tags: tagsSchema.optional().catch(undefined),
  files: z
    .array(
      z.object({
        name: fileName,
        bytes: z.number().int().nonnegative(),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        /** Lines of a list; null for what is no list. */
        records: z.number().int().nonnegative().nullable(),
      }),
    )
    .max(BUNDLE_LIMITS.entries),
  leftOut: z.array(z.object({ what: z.string().max(500), why: z.string().max(500) })).max(1000),
  standIns: z
    .array(z.object({ standIn: z.string().max(40), kind: z.enum(STAND_IN_KINDS).catch('name') }))
    .max(20_000),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** One line of `evidence/<group>.jsonl`. */
export const evidenceLine = z.object({
  /** Place in the plan, from 0. */
  n: z.number().int().nonnegative().max(BUNDLE_LIMITS.steps),
  step: keptStep,
  /** Null: never started. */
  observation: runRecord.shape.observations.valueType.nullable(),
});
export type EvidenceLine = z.infer<typeof evidenceLine>;
