/** The bundles of one run in the lab: written by the command line, then made again at every level from what it wrote. */
import { readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { makeBundle } from '../../../src/bundle/make-bundle.ts';
import { openBundle, type OpenedBundle } from '../../../src/bundle/open-bundle.ts';
import { REDACTION_LEVELS, type RedactionLevel } from '../../../src/core/words.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { reportSchema, type Report } from '../../../src/report/report.ts';
import { observe } from '../run-scenario.ts';
import type { Scenario } from '../scenario.ts';

export const tables = loadTables();

export interface BundleSet {
  /** What `check` printed. */
  readonly printed: Report;
  readonly opened: Readonly<Record<RedactionLevel, OpenedBundle>>;
  /** The bundle of the level `standard` on the disk. */
  readonly path: string;
  /** Of the zip that the command line wrote, with certificates and raw output of programs. */
  readonly bytes: number;
}

export interface SetPlace {
  readonly folder: string;
  /** File names begin with it. */
  readonly name: string;
  readonly control: boolean;
}

/** Rejects with a sentence when the program gave no report or no bundle. */
export async function makeSet(scenario: Scenario, { folder, name, control }: SetPlace): Promise<BundleSet> {
  const written = join(folder, `${name}.full.zip`);
  // The level that hides nothing holds the very record; the two others are made of it.
  const more = ['--bundle', written, '--redaction', 'full', '--keep-public-address'];
  const { run } = await observe(scenario, { control, more });
  const printed = reportSchema.safeParse(parsed(run.stdout));
  if (!printed.success) throw new Error(`no report: exit ${run.exitCode}, ${run.stderr.slice(-300)}`);
  const zip = await readFile(written);
  const full = await openBundle(zip);
  const opened = { full } as Record<RedactionLevel, OpenedBundle>;
  const path = join(folder, `${name}.zip`);
  for (const level of REDACTION_LEVELS.filter((one) => one !== 'full')) {
    const made = madeAt(level, full);
    opened[level] = await openBundle(made);
    if (level === 'standard') await writeFile(path, made);
  }
  return { printed: printed.data, opened, path, bytes: zip.length };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function madeAt(level: RedactionLevel, { report, record }: OpenedBundle): Uint8Array {
  const identity = { userNames: ['root'], hostNames: [hostname()], domains: [] };
  const input = {
    report,
    record,
    tables,
    identity,
    secrets: [],
    clientLogs: [],
    createdAt: report.createdAt,
  };
  return makeBundle(input, { level, leaveOut: [], putIn: [] }).bytes;
}
