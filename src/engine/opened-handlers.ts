/** Commands about a bundle that somebody handed over: opened, read file by file, judged again. Its content crosses, never its path. */
import { randomUUID } from 'node:crypto';
import { BundleError } from '../bundle/bundle-error.ts';
import { compareBundles } from '../bundle/compare-bundles.ts';
import { harmlessName, listFiles } from '../bundle/list-files.ts';
import { openBundle, readBundleText } from '../bundle/open-bundle.ts';
import { shownText, standInsOf } from '../bundle/shown-text.ts';
import { ContractError, LIMITS, type ArgumentOf, type ResultOf } from '../contract/index.ts';
import { terminalSafe } from '../report/safe-text.ts';
import { judgedAgain, openedBundle, type Engine, type OpenedEntry } from './engine.ts';

/** Opened bundles that are kept, and how much of their zips in all; the oldest goes first. */
const MOST_OPENED = 8;
const MOST_BYTES = 64 * 1024 * 1024;

export async function bundleOpen(
  engine: Engine,
  { fileName, base64 }: ArgumentOf<'bundle.open'>,
): Promise<ResultOf<'bundle.open'>> {
  const bytes = Buffer.from(base64, 'base64');
  const opened = await orRefused('unreadable-bundle', () => openBundle(bytes));
  const bundleId = randomUUID();
  const entry = { fileName, bytes, ...opened };
  engine.opened.set(bundleId, entry);
  forgetOldest(engine.opened);
  return openedResult(bundleId, entry);
}

function forgetOldest(opened: Engine['opened']): void {
  let kept = [...opened.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  for (const [id, { bytes }] of [...opened]) {
    if (opened.size <= 1 || (opened.size <= MOST_OPENED && kept <= MOST_BYTES)) return;
    kept -= bytes.byteLength;
    opened.delete(id);
  }
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
  const { bytes, manifest } = openedBundle(engine, bundleId);
  const whole = await orRefused('unknown-file', () => readBundleText(bytes, name));
  const shown = shownText(whole.text, LIMITS.fileTextSigns);
  const standIns = standInsOf(
    shown.text ?? '',
    manifest.standIns.map(({ standIn }) => standIn),
  );
  return { name, ...shown, standIns: [...standIns] };
}

export function bundleJudge(
  engine: Engine,
  { bundleId }: ArgumentOf<'bundle.judge'>,
): ResultOf<'bundle.judge'> {
  const entry = openedBundle(engine, bundleId);
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
