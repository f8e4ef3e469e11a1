/**
 * Opens a stranger's bundle: manifest, report and evidence through their schemas, every other file by its digest alone. What was changed is
 * opened all the same and named in `problems`; what cannot be a bundle is refused with one line.
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { readPlainFile } from '../core/plain-file.ts';
import { hostFacts } from '../evidence/host-facts.ts';
import type { RunRecord } from '../reading/record.ts';
import { acceptReport } from '../report/accept-report.ts';
import { reportSchema, type Report } from '../report/report.ts';
import { BundleError } from './bundle-error.ts';
import {
  BUNDLE_LIMITS,
  BUNDLE_SCHEMA,
  FILES,
  FOLDERS,
  evidenceLine,
  manifestSchema,
  type EvidenceLine,
  type Manifest,
} from './bundle-format.ts';
import { parseJson, type JsonBudget } from './parse-json.ts';
import { readZip, type ZipContent } from './read-zip.ts';

export interface BundleProblem {
  readonly file: string;
  /** `changed`: its digest does not fit. */
  readonly problem: 'changed' | 'missing' | 'extra';
}

export interface OpenedBundle {
  readonly manifest: Manifest;
  readonly report: Report;
  /** Null: the bundle has no evidence, or it cannot be read; then it cannot be judged again. */
  readonly record: RunRecord | null;
  /** Empty: intact. */
  readonly problems: readonly BundleProblem[];
  /** Of the zip itself, as a ticket names it. */
  readonly sha256: string;
}

/** Rejects with a `BundleError`. */
export async function openBundleFile(path: string): Promise<OpenedBundle> {
  return openBundle(await readBundleBytes(path));
}

/** Rejects with a `BundleError`. */
export async function openBundle(bytes: Uint8Array): Promise<OpenedBundle> {
  const keep = (name: string): boolean =>
    name === FILES.manifest || name === FILES.report || isEvidence(name);
  const zip = await readZip(bytes, { keep, visit: () => true });
  const budget = { values: BUNDLE_LIMITS.values };
  const manifest = readManifest(zip, budget);
  const report = readReport(zip, budget);
  const evidence = readEvidence(zip, budget);
  return {
    manifest,
    report,
    record: evidence === null ? null : recordOf(report, evidence),
    problems: problemsOf(zip, manifest),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

/**
 * Only what a list of many bundles needs: the manifest, and the report as its bytes, of which the caller reads what it wants; the rest is not
 * unpacked. Rejects with a `BundleError`.
 */
export async function openReportOnly(
  bytes: Uint8Array,
): Promise<Pick<OpenedBundle, 'manifest' | 'problems'> & { readonly report: Buffer }> {
  const visit = (name: string): boolean => name === FILES.manifest || name === FILES.report;
  const zip = await readZip(bytes, { keep: visit, visit });
  const budget = { values: BUNDLE_LIMITS.values };
  const manifest = readManifest(zip, budget);
  const listed = manifest.files.find(({ name }) => name === FILES.report);
  const isIntact = listed?.sha256 === zip.digests.get(FILES.report);
  return {
    manifest,
    report: reportBytes(zip),
    problems: isIntact ? [] : [{ file: FILES.report, problem: 'changed' }],
  };
}

/** One file of a bundle as text, for a person to read, and whether it is as it was written. Rejects with a `BundleError`. */
export async function readBundleText(
  bytes: Uint8Array,
  wanted: string,
): Promise<{ readonly text: string; readonly problems: readonly BundleProblem[] }> {
  const keep = (name: string): boolean => name === FILES.manifest || name === wanted;
  const zip = await readZip(bytes, { keep, visit: () => true });
  const manifest = readManifest(zip, { values: BUNDLE_LIMITS.values });
  const content = zip.kept.get(wanted);
  if (content === undefined)
    throw new BundleError('it has no such file; "bundle inspect" lists what is inside');
  return { text: content.toString('utf8'), problems: problemsOf(zip, manifest) };
}

/** The whole file, never more than a bundle may have, also when it grows while it is read. */
export async function readBundleBytes(path: string): Promise<Uint8Array> {
  const read = await readPlainFile(path, BUNDLE_LIMITS.zipBytes).catch((error: unknown) => {
    throw new BundleError(`cannot be read (${(error as { code?: string }).code ?? 'unknown reason'})`);
  });
  if (read === 'no file') throw new BundleError('is no file');
  if (read === 'too large') throw new BundleError('the file is too large for a bundle');
  return read;
}

function isEvidence(name: string): boolean {
  return name.startsWith(FOLDERS.evidence) && name.endsWith('.jsonl');
}

function readManifest({ kept }: ZipContent, budget: JsonBudget): Manifest {
  const content = kept.get(FILES.manifest);
  if (content === undefined) throw new BundleError('no bundle of preflight: it has no manifest');
  if (content.length > BUNDLE_LIMITS.manifestBytes) throw new BundleError('its manifest is too large');
  const value = parseJson(content, FILES.manifest, budget);
  refuseOtherVersion(value);
  return parsed(manifestSchema, value, FILES.manifest);
}

/** Said before the schema complains about a detail that a later version has in another form. */
function refuseOtherVersion(value: unknown): void {
  const schema = value !== null && typeof value === 'object' ? (value as { schema?: unknown }).schema : null;
  if (schema === BUNDLE_SCHEMA) return;
  const later = typeof schema === 'string' && /^preflight\.bundle\/\d{1,6}$/.test(schema);
  throw new BundleError(
    later
      ? `it has the format ${schema}, and this version reads ${BUNDLE_SCHEMA}: use a newer preflight`
      : 'no bundle of preflight: its manifest has another format',
  );
}

/** Words of a newer version count as unknown: the digest alone says whether a bundle was changed. */
function readReport(zip: ZipContent, budget: JsonBudget): Report {
  const value = parseJson(reportBytes(zip), FILES.report, budget);
  const known = reportSchema.safeParse(value);
  if (known.success) return known.data;
  const accepted = acceptReport(value);
  if (accepted.ok) return reportSchema.parse(accepted.report);
  throw new BundleError(`${FILES.report} does not fit its schema at ${accepted.problem}`);
}

function reportBytes({ kept }: ZipContent): Buffer {
  const content = kept.get(FILES.report);
  if (content === undefined) throw new BundleError('it has no report');
  return content;
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, name: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.map(String).join('.') || 'the whole document';
  throw new BundleError(`${name} does not fit its schema at ${place}: ${issue?.message ?? 'invalid'}`);
}

/** Null: there is none, or a part of it cannot be read. */
function readEvidence({ kept }: ZipContent, budget: JsonBudget): readonly EvidenceLine[] | null {
  const files = [...kept].filter(([name]) => isEvidence(name));
  const lines: EvidenceLine[] = [];
  for (const [name, content] of files) {
    try {
      lines.push(...linesOf(name, content, budget));
    } catch (error) {
      // A bundle that has spent its budget is refused, not shown in part. What only this version cannot read is no fault of the bundle.
      if (!(error instanceof BundleError) || budget.values < 0) throw error;
      return null;
    }
    if (lines.length > BUNDLE_LIMITS.steps) throw new BundleError('it has too many steps');
  }
  return lines.length === 0 ? null : lines.sort((a, b) => a.n - b.n);
}

const NEWLINE = 10;

function linesOf(name: string, content: Buffer, budget: JsonBudget): EvidenceLine[] {
  const lines: EvidenceLine[] = [];
  for (let at = 0; at < content.length;) {
    const end = content.indexOf(NEWLINE, at);
    const line = content.subarray(at, end < 0 ? content.length : end);
    if (line.length > 0) lines.push(parsed(evidenceLine, parseJson(line, name, budget), name));
    if (lines.length > BUNDLE_LIMITS.steps) throw new BundleError('it has too many steps');
    at = end < 0 ? content.length : end + 1;
  }
  return lines;
}

/** The record is the report's head and the evidence: nothing stands in a bundle twice. */
function recordOf(report: Report, lines: readonly EvidenceLine[]): RunRecord {
  const observations = lines.flatMap(({ step, observation }) =>
    observation === null ? [] : [[step.id, observation] as const],
  );
  return {
    id: report.id,
    createdAt: report.createdAt,
    durationMs: report.durationMs,
    completed: report.completed,
    completedBecause: report.completedBecause,
    simulated: report.simulated,
    scenario: report.scenario ?? null,
    agent: report.agent,
    request: report.request,
    // Without what the report adds to the facts.
    host: hostFacts.parse(report.host),
    steps: lines.map(({ step }) => step),
    observations: Object.fromEntries(observations),
  };
}

function problemsOf({ digests, strange }: ZipContent, manifest: Manifest): BundleProblem[] {
  const listed = new Set<string>([FILES.manifest, ...manifest.files.map(({ name }) => name)]);
  const extra = [...[...digests.keys()].filter((name) => !listed.has(name)), ...strange];
  const differing = manifest.files.flatMap(({ name, sha256 }): BundleProblem[] => {
    const digest = digests.get(name);
    if (digest === undefined) return [{ file: name, problem: 'missing' }];
    return digest === sha256 ? [] : [{ file: name, problem: 'changed' }];
  });
  return [...differing, ...extra.map((file) => ({ file, problem: 'extra' as const }))];
}
