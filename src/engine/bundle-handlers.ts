/** Commands about bundles that are made here: shown before they are written, written once; and two runs side by side. */
import { homedir } from 'node:os';
import { compareBundles } from '../bundle/compare-bundles.ts';
import { BUNDLE_LIMITS } from '../bundle/bundle-format.ts';
import { clientLogFolders, readClientLogs } from '../core/client-files.ts';
import { REDACTION_LEVELS, type RedactionLevel } from '../core/words.ts';
import { readIdentity } from '../bundle/identity.ts';
import type { BundleInput } from '../bundle/bundle-input.ts';
import { bundleFileName, makeBundle, previewBundle } from '../bundle/make-bundle.ts';
import { proxySecrets } from '../bundle/proxy-secrets.ts';
import { keyOfCase, readKeyFile, type TagKey } from '../bundle/tag-key.ts';
import type { Tagging } from '../bundle/tags.ts';
import { installationOf } from '../history/instance.ts';
import { LeftOutTooMuch } from '../bundle/redact.ts';
import {
  ContractError,
  type ArgumentOf,
  type BundleChoice,
  type Comparand,
  type ResultOf,
} from '../contract/index.ts';
import { compareReports } from '../report/compare-reports.ts';
import type { Report } from '../report/report.ts';
import { offerDownload, reportOf, storedRun, type Engine } from './engine.ts';
import { entryOf } from './opened-store.ts';

export async function bundlePreview(
  engine: Engine,
  choice: BundleChoice,
): Promise<ResultOf<'bundle.preview'>> {
  const input = await inputOf(engine, choice);
  const lowered = underPolicy(choice, engine);
  return { ...allowed(() => previewBundle(input, lowered)), level: lowered.level };
}

export async function bundleWrite(engine: Engine, choice: BundleChoice): Promise<ResultOf<'bundle.write'>> {
  const input = await inputOf(engine, choice);
  const lowered = underPolicy(choice, engine);
  const bytes = new Uint8Array(allowed(() => makeBundle(input, lowered)).bytes);
  const fileName = bundleFileName(input.report);
  return {
    kind: 'download',
    downloadId: offerDownload(engine, { fileName, bytes }),
    fileName,
    bytes: bytes.byteLength,
  };
}

/** The policy's `redaction` is the most that a bundle may say, whoever asks. */
function underPolicy(choice: BundleChoice, { policy }: Engine): BundleChoice {
  const most = policy?.redaction?.value;
  const says = (level: RedactionLevel): number => REDACTION_LEVELS.indexOf(level);
  return most !== undefined && says(choice.level) > says(most) ? { ...choice, level: most } : choice;
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
    clientLogs: await readClientLogs(folders, BUNDLE_LIMITS.logs),
    createdAt: new Date().toISOString(),
    tagging: await taggingOf(engine, choice.caseToken),
  };
}

/** By the case's token, which comes from the helpdesk for this one bundle, else by the policy's key; a key that cannot be read is a fault of whoever rolled it out, and the bundle has no tags then. */
async function taggingOf(engine: Engine, token: string | undefined): Promise<Tagging | null> {
  const { policy, dataFolder } = engine;
  const key = token === undefined ? await keyOfPolicy(engine) : keyOfCase(token);
  if (key === null) return null;
  const age = { nowMs: Date.now(), isPinned: policy?.bundleKey !== undefined };
  const { id } = await installationOf(dataFolder, age);
  return { key, installation: id, site: policy?.site?.value ?? null };
}

async function keyOfPolicy({ policy, onFault }: Engine): Promise<TagKey | null> {
  if (policy?.bundleKey === undefined) return null;
  return (await readKeyFile(policy.bundleKey.value).catch(onFault)) ?? null;
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

export async function bundleCompare(
  engine: Engine,
  { a, b }: ArgumentOf<'bundle.compare'>,
): Promise<ResultOf<'bundle.compare'>> {
  const [one, other] = await Promise.all([sideOf(engine, a), sideOf(engine, b)]);
  const comparison =
    a.kind !== 'history' && b.kind !== 'history'
      ? compareBundles(await markedBy(engine, a.id, one.report), await markedBy(engine, b.id, other.report))
      : compareReports(one.report, other.report);
  return { a: one, b: other, comparison };
}

async function markedBy(engine: Engine, id: string, report: Report) {
  return { manifest: (await entryOf(engine.opened, id)).manifest, report };
}

async function sideOf(engine: Engine, what: Comparand): Promise<{ name: string; report: Report }> {
  const report = await reportOf(engine, what);
  return { name: engine.opened.kept.get(what.id)?.fileName ?? report.createdAt, report };
}
