/** One bundle (or one report) as one line: all that grouping many of them needs. It is what `fleet` keeps in its index and writes as JSON lines. */
import { z } from 'zod';
import { tagsSchema } from '../bundle/bundle-format.ts';
import { PROTOCOLS, SEVERITIES, VERDICTS } from '../core/words.ts';

export const ROW_SCHEMA = 'preflight.fleet-row/1';

const short = z.string().max(200);

export const rowCause = z.object({
  code: short,
  severity: z.enum(SEVERITIES),
  /** As the bundle says it; the facts allow any language. */
  title: z.string().max(400),
  params: z.record(z.string(), z.unknown()).nullable(),
});
export type RowCause = z.infer<typeof rowCause>;

export const bundleRow = z.object({
  schema: z.literal(ROW_SCHEMA),
  /** Relative to the folder, with forward slashes. */
  file: z.string().max(1000),
  bytes: z.number().int(),
  /** When the file was last written here, ISO 8601. */
  fileTime: z.string().max(40),
  sha256: z.string().length(64),
  form: z.enum(['bundle', 'report']),
  report: short,
  /** By the clock of the machine, which nobody vouches for. */
  createdAt: z.string().max(40),
  /** By how much that clock was ahead of the servers that were asked; null: fewer than three agreed. */
  aheadMs: z.number().nullable(),
  /** Of the worst protocol that was asked for. */
  verdict: z.enum(VERDICTS),
  simulated: z.boolean(),
  completed: z.boolean(),
  /** Whether the report's digest does not fit. */
  changed: z.boolean(),
  /** Every cause that is more than a notice, the gravest first. */
  causes: z.array(rowCause).max(40),
  region: short,
  regionName: short,
  agent: short,
  tables: short,
  client: short.nullable(),
  os: short,
  protocols: z.array(z.enum(PROTOCOLS)),
  vpn: z.enum(['on', 'off']).nullable(),
  proxy: z.enum(['none', 'proxy', 'pac']).nullable(),
  tags: tagsSchema.nullable(),
  /** Real name of the machine, where the bundle does not hide it. */
  hostName: short.nullable(),
  /** Facts of the network that the bundle does not hide: a public resolver, or everything at the level "full". */
  plain: z.array(z.object({ kind: short, value: short })).max(60),
});
export type BundleRow = z.infer<typeof bundleRow>;
