/** Commands about bundles: shown before they are written, written once, opened, compared. The person's file crosses, never its path. */
import { homedir } from 'node:os';
import { randomUUID } from 'node:crypto';
import { BundleError } from '../bundle/bundle-error.ts';
import { compareBundles } from '../bundle/compare-bundles.ts';
import { clientLogFolders, readClientLogs } from '../bundle/client-logs.ts';
import { readIdentity } from '../bundle/identity.ts';
import { bundleFileName, makeBundle, previewBundle, type BundleInput } from '../bundle/make-bundle.ts';
import { proxySecrets } from '../bundle/proxy-secrets.ts';
import { LeftOutTooMuch } from '../bundle/redact.ts';
import { openBundle } from '../bundle/open-bundle.ts';
import {
  ContractError,
  type ArgumentOf,
  type BundleChoice,
  type Comparand,
  type ResultOf,
} from '../contract/index.ts';
import { compareReports } from '../report/compare-reports.ts';
import type { Report } from '../report/report.ts';
import { offerDownload, openedBundle, reportOf, storedRun, type Engine } from './engine.ts';

/** Opened bundles that are kept for comparing; the oldest goes first. */
const MOST_OPENED = 8;

export async function bundlePreview(
  engine: Engine,
  choice: BundleChoice,
): Promise<ResultOf<'bundle.preview'>> {
  const input = await inputOf(engine, choice);
  return allowed(() => previewBundle(input, choice));
}

export async function bundleWrite(engine: Engine, choice: BundleChoice): Promise<ResultOf<'bundle.write'>> {
  const input = await inputOf(engine, choice);
  const bytes = new Uint8Array(allowed(() => makeBundle(input, choice)).bytes);
  const fileName = bundleFileName(input.report);
  return {
    kind: 'download',
    downloadId: offerDownload(engine, { fileName, bytes }),
    fileName,
    bytes: bytes.byteLength,
  };
}

async function inputOf(engine: Engine, choice: BundleChoice): Promise<BundleInput> {
  const { report, record } = await storedRun(engine, choice.reportId);
  const identity = readIdentity();
  const proxy = proxySecrets(process.env);
  const folders = clientLogFolders({ platform: process.platform, env: process.env, home: homedir() });
  return {
    report,
    record,
    tables: engine.tables,
    identity: { ...identity, userNames: [...identity.userNames, ...proxy.users] },
    secrets: proxy.secrets,
    clientLogs: await readClientLogs(folders),
    createdAt: new Date().toISOString(),
  };
}

/** A choice that leaves out what a report needs is no choice that the page offers. */
function allowed<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LeftOutTooMuch) throw new ContractError('invalid-argument');
    throw error;
  }
}

export async function bundleOpen(
  engine: Engine,
  { fileName, base64 }: ArgumentOf<'bundle.open'>,
): Promise<ResultOf<'bundle.open'>> {
  try {
    const opened = await openBundle(Buffer.from(base64, 'base64'));
    const bundleId = randomUUID();
    engine.opened.set(bundleId, { fileName, ...opened });
    for (const oldest of [...engine.opened.keys()].slice(0, -MOST_OPENED)) engine.opened.delete(oldest);
    const { manifest, report, problems } = opened;
    return { bundleId, fileName, level: manifest.redaction.level, problems: [...problems], report };
  } catch (error) {
    if (error instanceof BundleError) throw new ContractError('unreadable-bundle');
    throw error;
  }
}

export async function bundleCompare(
  engine: Engine,
  { a, b }: ArgumentOf<'bundle.compare'>,
): Promise<ResultOf<'bundle.compare'>> {
  const [one, other] = await Promise.all([sideOf(engine, a), sideOf(engine, b)]);
  const bundles = [a, b].flatMap(({ kind, id }) => (kind === 'bundle' ? [openedBundle(engine, id)] : []));
  const [first, second] = bundles;
  const comparison =
    first && second ? compareBundles(first, second) : compareReports(one.report, other.report);
  return { a: one, b: other, comparison };
}

async function sideOf(engine: Engine, what: Comparand): Promise<{ name: string; report: Report }> {
  const report = await reportOf(engine, what);
  return { name: engine.opened.get(what.id)?.fileName ?? report.createdAt, report };
}
