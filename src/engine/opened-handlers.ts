/** Commands about a bundle that somebody handed over: opened, read file by file, judged again. Its content crosses, never its path. */
import { BundleError } from '../bundle/bundle-error.ts';
import { compareBundles } from '../bundle/compare-bundles.ts';
import { harmlessName, listFiles } from '../bundle/list-files.ts';
import { openBundle, readBundleText } from '../bundle/open-bundle.ts';
import { shownText, standInsOf } from '../bundle/shown-text.ts';
import { ContractError, LIMITS, type ArgumentOf, type ResultOf } from '../contract/index.ts';
import { terminalSafe } from '../report/safe-text.ts';
import { keyOfCase, keyOfText } from '../bundle/tag-key.ts';
import { FILE_JSON, parseBoundedJson } from '../core/bounded-json.ts';
import { readRow } from '../fleet/read-row.ts';
import { renderMembersCsv } from '../fleet/render-data.ts';
import { siteBook, sitesSchema, type Sites } from '../fleet/sites.ts';
import { spokenGroups, withoutId } from '../fleet/spoken-groups.ts';
import { summarise } from '../fleet/summarise.ts';
import { judgedAgain, type Engine } from './engine.ts';
import { entryOf, keepBundle, keepParsed, keepUnreadable, type OpenedEntry } from './opened-store.ts';

export async function bundleOpen(
  engine: Engine,
  { fileName, base64 }: ArgumentOf<'bundle.open'>,
): Promise<ResultOf<'bundle.open'>> {
  const bytes = Buffer.from(base64, 'base64');
  const opened = await orRefused('unreadable-bundle', () => openBundle(bytes));
  const bundleId = keepBundle(engine.opened, { fileName, bytes, row: null });
  return openedResult(
    bundleId,
    keepParsed(engine.opened, bundleId, { fileName, bytes, row: null, ...opened }),
  );
}

/** One of many: it is read as a row and kept, so that thousands can be dropped. */
export async function bundleAdd(
  engine: Engine,
  { fileName, modifiedMs, base64 }: ArgumentOf<'bundle.add'>,
): Promise<ResultOf<'bundle.add'>> {
  const bytes = Buffer.from(base64, 'base64');
  const file = harmlessName(fileName);
  const row = await orRefused('unreadable-bundle', () =>
    readRow({ file, bytes, mtimeMs: modifiedMs }).catch((error: unknown) => {
      if (error instanceof BundleError) keepUnreadable(engine.opened, file, error.message);
      throw error;
    }),
  );
  return { bundleId: keepBundle(engine.opened, { fileName, bytes, row }) };
}

/** A bundle of the list, opened whole. */
export async function bundleReopen(
  engine: Engine,
  { bundleId }: ArgumentOf<'bundle.reopen'>,
): Promise<ResultOf<'bundle.reopen'>> {
  return openedResult(bundleId, await orRefused('unreadable-bundle', () => entryOf(engine.opened, bundleId)));
}

/** Everything that was added, in groups, spoken in one language. */
export function bundleGroups(
  engine: Engine,
  { language }: ArgumentOf<'bundle.groups'>,
): ResultOf<'bundle.groups'> {
  const added = [...engine.opened.kept].flatMap(([id, { row }]) =>
    row === null ? [] : [[id, row] as const],
  );
  // Two files of one name are two bundles: the id tells them apart while they are grouped.
  const rows = added.map(([id, row]) => ({ ...row, file: `${id} ${row.file}` }));
  const summary = summarise(rows, engine.opened.unreadable, engine.tagBook);
  return { ...spokenGroups(summary, language), csv: renderMembersCsv(summary.members.map(withoutId)) };
}

/** Nothing of it is written, or told again. */
export function bundleTags(
  engine: Engine,
  { keys, cases, sites }: ArgumentOf<'bundle.tags'>,
): ResultOf<'bundle.tags'> {
  const found = [...keys.map(keyOfText), ...cases.map(keyOfCase)];
  const read = found.filter((key) => key !== null);
  const listed = sites === null ? [] : readSites(sites);
  const problem = read.length < found.length ? 'key' : listed === null ? 'sites' : null;
  if (problem !== null || listed === null) return { keys: 0, sites: 0, problem };
  try {
    engine.tagBook = { book: siteBook(listed, read), keyIds: read.map(({ id }) => id) };
  } catch (error) {
    if (error instanceof RangeError) return { keys: 0, sites: 0, problem: 'sites' };
    throw error;
  }
  return { keys: read.length, sites: listed.length, problem: null };
}

/** Null: no file of sites. */
function readSites(text: string): Sites | null {
  const json = parseBoundedJson(text, FILE_JSON);
  return json.ok ? (sitesSchema.safeParse(json.value).data ?? null) : null;
}

function openedResult(bundleId: string, entry: OpenedEntry): ResultOf<'bundle.open'> {
  const { manifest, report, problems, fileName, sha256, record } = entry;
  return {
    bundleId,
    fileName,
    level: manifest.redaction.level,
    problems: problems.map(({ file, problem }) => ({ file: harmlessName(file), problem })),
    report,
    createdAt: manifest.createdAt,
    version: terminalSafe(manifest.agent.version),
    publicAddress: manifest.redaction.publicAddress,
    sha256,
    files: listFiles(entry).map((file) => ({ ...file })),
    leftOut: manifest.leftOut.map(({ what, why }) => ({ what: terminalSafe(what), why: terminalSafe(why) })),
    judgeable: record !== null,
  };
}

/** A name that is none of the zip's own files finds nothing, whatever it looks like: nothing is read from a disk. */
export async function bundleFile(
  engine: Engine,
  { bundleId, name }: ArgumentOf<'bundle.file'>,
): Promise<ResultOf<'bundle.file'>> {
  const { bytes, manifest } = await entryOf(engine.opened, bundleId);
  const whole = await orRefused('unknown-file', () => readBundleText(bytes, name));
  const shown = shownText(whole.text, LIMITS.fileTextSigns);
  const standIns = standInsOf(
    shown.text ?? '',
    manifest.standIns.map(({ standIn }) => standIn),
  );
  return { name, ...shown, standIns: [...standIns] };
}

export async function bundleJudge(
  engine: Engine,
  { bundleId }: ArgumentOf<'bundle.judge'>,
): Promise<ResultOf<'bundle.judge'>> {
  const entry = await entryOf(engine.opened, bundleId);
  const report = judgedAgain(engine, entry);
  const comparison = compareBundles(entry, { manifest: entry.manifest, report });
  return { version: engine.version, report, comparison };
}

async function orRefused<T>(code: 'unreadable-bundle' | 'unknown-file', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BundleError) throw new ContractError(code);
    throw error;
  }
}
