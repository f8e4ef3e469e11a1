/** Bundles: what goes in is shown before it is written, and nothing is sent. A bundle is named by id, a file by its name inside. */
import { z } from 'zod';
import { REDACTION_LEVELS, STAND_IN_KINDS, VERDICTS } from '../core/words.ts';
import { comparison } from '../report/comparison.ts';
import { reportSchema } from '../report/report.ts';
import { LIMITS } from './limits.ts';
import { id } from './run-request.ts';

export { type RedactionLevel } from '../core/words.ts';

const fileName = z.string().min(1).max(200);

export const bundleChoice = z.strictObject({
  reportId: id,
  level: z.enum(REDACTION_LEVELS),
  /** Optional files that the person left out or put in, by their name inside the bundle. */
  leaveOut: z.array(fileName).max(100),
  putIn: z.array(fileName).max(100),
  /** Keeps public addresses, which IP access control groups need. Absent: they are left out. */
  publicAddress: z.boolean().optional(),
  /** Token of a case (`bundle key case`), from the helpdesk: its bundles can be told to be of one machine. */
  caseToken: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22}$/)
    .optional(),
});
export type BundleChoice = z.infer<typeof bundleChoice>;

export const bundlePreview = z.object({
  /** Name that the file would get. */
  fileName,
  bytes: z.number().int(),
  /** In effect: a policy may have lowered what was chosen. Absent from older engines. */
  level: z.enum(REDACTION_LEVELS).optional(),
  files: z.array(
    z.object({
      name: fileName,
      bytes: z.number().int(),
      /** False: the bundle is no bundle without it. */
      optional: z.boolean(),
      included: z.boolean(),
      /** Number of records inside, where it is a list. */
      records: z.number().int().nullable(),
      /** Its text as it would be written, cut to 64 kB; null for what is no text. */
      text: z.string().nullable(),
      truncated: z.boolean(),
    }),
  ),
  /** Every stand-in that the texts hold (`host-1`), with what sort of thing it hides. The real value never crosses. */
  standIns: z.array(
    z.object({
      standIn: z.string(),
      kind: z.enum(STAND_IN_KINDS),
    }),
  ),
  /** What whoever holds the key can tell; null: no tags. Absent from older engines. */
  tags: z
    .object({
      scope: z.enum(['organisation', 'case']),
      kinds: z.array(z.string()),
      site: z.string().nullable(),
    })
    .nullable()
    .optional(),
});
export type BundlePreview = z.infer<typeof bundlePreview>;

/** The desktop app saves with a dialog; the browser face gets a one-time download id for `DOWNLOAD_PATH`. */
export const bundleWritten = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('saved'), fileName }),
  z.object({ kind: z.literal('download'), downloadId: id, fileName, bytes: z.number().int() }),
]);
export type BundleWritten = z.infer<typeof bundleWritten>;

export const bundleOpened = z.object({
  bundleId: id,
  fileName,
  level: z.enum(REDACTION_LEVELS).nullable(),
  /** Files whose checksum does not fit, or that are missing. Empty: intact. */
  problems: z.array(z.object({ file: z.string(), problem: z.enum(['changed', 'missing', 'extra']) })),
  report: reportSchema,
  /** When and by which version it was written, as it says itself. */
  createdAt: z.string(),
  version: z.string(),
  publicAddress: z.enum(['kept', 'left-out']),
  /** Of the zip itself, as a ticket names it. */
  sha256: z.string(),
  files: z.array(
    z.object({
      /** A stranger's, made harmless; perhaps nothing is left of it. */
      name: z.string().max(200),
      /** Null: the manifest does not list it. */
      bytes: z.number().int().nullable(),
      /** Number of records inside, where it is a list. */
      records: z.number().int().nullable(),
      /** `manifest`: the list itself, which nothing vouches for. */
      state: z.enum(['intact', 'manifest', 'changed', 'missing', 'extra']),
      /** Whether `bundle.file` gives it. */
      readable: z.boolean(),
    }),
  ),
  /** What is not inside, and why, in the words of the bundle. */
  leftOut: z.array(z.object({ what: z.string(), why: z.string() })),
  /** False: there is no readable evidence, so it cannot be judged again. */
  judgeable: z.boolean(),
});
export type BundleOpened = z.infer<typeof bundleOpened>;

export const tagBook = z.strictObject({
  /** Texts of key files. */
  keys: z.array(z.string().max(4096)).max(10),
  cases: z.array(z.string().max(40)).max(10),
  /** Text of a file of sites, as for `bundle summary --sites`; null: none. */
  sites: z.string().max(LIMITS.sitesBytes).nullable(),
});

/** Many bundles in groups, in the words of one language: the page lays them out and adds nothing. */
export const bundleGroups = z.object({
  /** One sentence, then what belongs to it. */
  lead: z.string(),
  lines: z.array(z.string()),
  counted: z.string(),
  groups: z.array(
    z.object({
      dimension: z.enum(['cause', 'site', 'region', 'version', 'time']),
      title: z.string(),
      rows: z.array(
        z.object({
          name: z.string(),
          machines: z.string(),
          count: z.number().int(),
          span: z.string(),
          verdicts: z.record(z.enum(VERDICTS), z.number().int()),
          /** Ids of its bundles, the newest first. */
          members: z.array(id),
        }),
      ),
    }),
  ),
  members: z.array(
    z.object({
      bundleId: id,
      file: z.string(),
      time: z.string(),
      verdict: z.enum(VERDICTS),
      codes: z.array(z.string()),
      site: z.string(),
    }),
  ),
  /** All runs for a spreadsheet. */
  csv: z.string(),
});
export type BundleGroups = z.infer<typeof bundleGroups>;

export const openedFileChoice = z.strictObject({ bundleId: id, name: fileName });

/** One file of an opened bundle, harmless line by line. */
export const openedFile = z.object({
  name: fileName,
  /** Null: no text. */
  text: z.string().max(LIMITS.fileTextSigns).nullable(),
  /** Whether something follows that did not cross. */
  truncated: z.boolean(),
  /** Stand-ins that the text holds. */
  standIns: z.array(z.string()),
});
export type OpenedFile = z.infer<typeof openedFile>;

/** The bundle's evidence by the rules and tables of this version, and what differs from what the bundle says. */
export const bundleJudged = z.object({ version: z.string(), report: reportSchema, comparison });
export type BundleJudged = z.infer<typeof bundleJudged>;
