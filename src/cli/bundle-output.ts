/** `check --bundle FILE`: what can be refused is refused before anything is sent, and a bundle that fails never costs the report. */
import { homedir } from 'node:os';
import { basename, resolve } from 'node:path';
import { BUNDLE_LIMITS } from '../bundle/bundle-format.ts';
import { clientLogFolders, readClientLogs } from '../core/client-files.ts';
import { readIdentity } from '../bundle/identity.ts';
import { proxySecrets } from '../bundle/proxy-secrets.ts';
import type { BundleInput, RedactionChoice } from '../bundle/bundle-input.ts';
import { makeBundle, previewBundle, type BundlePreview, type MadeBundle } from '../bundle/make-bundle.ts';
import { LeftOutTooMuch } from '../bundle/redact.ts';
import { readKeyFile } from '../bundle/tag-key.ts';
import type { Tagging } from '../bundle/tags.ts';
import { REDACTION_LEVELS } from '../core/words.ts';
import { writeAtomically } from '../core/write-atomically.ts';
import type { Checked } from '../engine/check.ts';
import { dataFolder } from '../engine/data-folder.ts';
import { installationOf } from '../history/instance.ts';
import { terminalSafe } from '../report/safe-text.ts';
import { vocabularyOf } from '../words/languages.ts';
import type { Vocabulary } from '../words/en/index.ts';
import { caseKey, readable } from './actions/bundle-inputs.ts';
import { BUNDLE_OPTIONS } from './bundle-options.ts';
import type { Invocation } from './command-definition.ts';
import { allOf, isOn, oneOf, type GivenOptions } from './given-options.ts';
import { checkWritable, fileReason } from './output-file.ts';
import { policyHere } from './policy-here.ts';
import type { RunSetup } from './run-setup.ts';
import { languageFor } from './terminal-style.ts';
import { UsageError, WriteError, quoted } from './usage-error.ts';

export interface FinishedBundle {
  /** For the ticket text; null when there will be no file. */
  readonly reference: { readonly name: string; readonly sha256: string } | null;
  /** Writes the file, or shows what it would hold. Call it when the report is out. */
  finish(): Promise<void>;
}

export interface BundleJob {
  make(checked: Checked): Promise<FinishedBundle>;
}

const KEPT: ReadonlySet<string> = new Set(['bundle-key', 'site']);

/** Null without `--bundle`. Rejects with a usage error for a place that cannot be written and for options that do not fit. */
export async function prepareBundle(invocation: Invocation, setup: RunSetup): Promise<BundleJob | null> {
  const { options } = invocation;
  const given = oneOf(options, 'bundle');
  if (given === null) {
    // A key in a config file is for the day when somebody makes a bundle.
    const stray = BUNDLE_OPTIONS.find(({ name }) => !KEPT.has(name) && options.has(name));
    if (stray !== undefined) throw new UsageError(`--${stray.name} needs --bundle FILE`);
    return null;
  }
  const isDry = isOn(options, 'dry-run');
  const path = isDry ? resolve(given) : await checkWritable('--bundle', given);
  refuseSameFile(options, path);
  const choice = choiceOf(options);
  const tags = {
    path: oneOf(options, 'bundle-key'),
    token: oneOf(options, 'case'),
    site: oneOf(options, 'site'),
  };
  const tagging = await taggingOf(tags, invocation.context.env);
  return {
    make: async (checked) => {
      const job = {
        invocation,
        path,
        choice,
        input: { ...(await inputOf(invocation, setup, checked)), tagging },
      };
      return isDry ? shown(job) : written(job);
    },
  };
}

function refuseSameFile(options: GivenOptions, path: string): void {
  const output = oneOf(options, 'output');
  if (output !== null && resolve(output) === path) {
    throw new UsageError('--bundle and --output name the same file; give two');
  }
}

const LEAVE_OUT =
  /^(?:tags|report\.html|summary\.txt|(?:evidence|system)\/[\w./-]*|(?:[a-zA-Z]+\.)+[a-zA-Z]+)$/;

function choiceOf(options: GivenOptions): RedactionChoice {
  const leaveOut = allOf(options, 'leave-out');
  const odd = leaveOut.find(
    (name) => !LEAVE_OUT.test(name) || name === 'report.json' || name === 'manifest.json',
  );
  if (odd !== undefined) {
    throw new UsageError(
      `--leave-out ${quoted(odd)} is not accepted; give tags, report.html, summary.txt, a file or folder under evidence/ or system/, or a field such as host.wifi`,
    );
  }
  const level = oneOf(options, 'redaction');
  return {
    level: REDACTION_LEVELS.find((word) => word === level) ?? 'standard',
    leaveOut,
    putIn: isOn(options, 'include-client-logs') ? ['client-logs/'] : [],
    publicAddress: isOn(options, 'keep-public-address'),
  };
}

interface Tags {
  /** File of the organisation's key. */
  readonly path: string | null;
  readonly token: string | null;
  readonly site: string | null;
}

/** Null without a key. Rejects with a usage error for one that is none. A case comes from the helpdesk for one bundle: it goes before the organisation's key. */
export async function taggingOf(
  { path, token, site }: Tags,
  env: NodeJS.ProcessEnv,
): Promise<Tagging | null> {
  if (path === null && token === null) {
    if (site !== null) throw new UsageError('--site needs --bundle-key FILE or --case TOKEN');
    return null;
  }
  const key = token === null ? await readable(path ?? '', () => readKeyFile(path ?? '')) : caseKey(token);
  if ((site ?? '').length > SITE_SIGNS) throw new UsageError(`--site has at most ${SITE_SIGNS} signs`);
  const { bundleKey } = await policyHere();
  const age = { nowMs: Date.now(), isPinned: bundleKey !== undefined };
  const { id } = await installationOf(dataFolder(env), age);
  return { key, installation: id, site };
}

const SITE_SIGNS = 100;

/** Everything of a bundle but its tags. */
export async function inputOf(
  { options, context: { env } }: Invocation,
  { tables }: RunSetup,
  { report, record }: Checked,
): Promise<BundleInput> {
  const { users, secrets } = proxySecrets(env, oneOf(options, 'proxy'));
  const place = { platform: process.platform, env, home: homedir() };
  const wantsLogs = isOn(options, 'include-client-logs');
  const { userNames, ...names } = readIdentity(env);
  return {
    ...{ report, record, tables },
    identity: { ...names, userNames: [...userNames, ...users] },
    secrets: [...allOf(options, 'registration-code'), ...secrets],
    clientLogs: wantsLogs ? await readClientLogs(clientLogFolders(place), BUNDLE_LIMITS.logs) : [],
    createdAt: new Date().toISOString(),
  };
}

interface Job {
  readonly invocation: Invocation;
  readonly path: string;
  readonly choice: RedactionChoice;
  readonly input: BundleInput;
}

function wordsFor(context: Invocation['context'], options: GivenOptions): Vocabulary {
  return vocabularyOf(languageFor(context, options));
}

function shown({ invocation: { options, context }, path, choice, input }: Job): FinishedBundle {
  return {
    reference: null,
    finish: async () => {
      const preview = made(() => previewBundle(input, choice));
      // Standard output is one document unless it is text for a person.
      const isText = (oneOf(options, 'format') ?? 'text') === 'text' && oneOf(options, 'output') === null;
      await (isText ? context.stdout : context.stderr).write(
        previewText(basename(path), preview, wordsFor(context, options)),
      );
    },
  };
}

/** The zip is made at once, because the ticket text names its hash; what went wrong with it is said after the report. */
function written({ invocation: { options, context }, path, choice, input }: Job): FinishedBundle {
  const attempt = attempted(() => made(() => makeBundle(input, choice)));
  const name = basename(path);
  return {
    reference: attempt.done ? { name, sha256: attempt.value.sha256 } : null,
    finish: async () => {
      if (!attempt.done) throw attempt.error;
      await writeAtomically(path, attempt.value.bytes).catch((error: unknown) => {
        const text = `--bundle could not be written (${fileReason(error)}); the report is not touched by that`;
        throw new WriteError(text, { cause: error });
      });
      if (!isOn(options, 'quiet'))
        await context.stderr.write(`${doneText(name, attempt.value, wordsFor(context, options))}\n`);
    },
  };
}

type Attempt<T> =
  { readonly done: true; readonly value: T } | { readonly done: false; readonly error: unknown };

function attempted<T>(work: () => T): Attempt<T> {
  try {
    return { done: true, value: work() };
  } catch (error) {
    return { done: false, error };
  }
}

function made<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof LeftOutTooMuch) throw new UsageError(`--leave-out: ${error.message}`);
    throw error;
  }
}

function doneText(name: string, { bytes, manifest, sha256 }: MadeBundle, { inspect }: Vocabulary): string {
  const size = `${Math.ceil(bytes.byteLength / 1024)} kB`;
  return terminalSafe(
    inspect.written(
      name,
      manifest.files.length + 1,
      size,
      manifest.redaction.level ?? inspect.notKnown,
      sha256,
    ),
  );
}

function previewText(
  name: string,
  { files, bytes, standIns, tags }: BundlePreview,
  { inspect }: Vocabulary,
): string {
  const lines = files.flatMap((file) => [
    '',
    `=== ${file.name}, ${file.bytes} bytes${file.included ? '' : inspect.staysOut} ===`,
    ...(file.included ? (file.text ?? '').split('\n') : []),
    ...(file.included && file.truncated ? [inspect.cutHere] : []),
  ]);
  const words = standIns.map(({ standIn }) => standIn).join(', ');
  const head = [
    '',
    inspect.wouldHave(name, files.filter(({ included }) => included).length, bytes),
    ...(words === '' ? [] : [inspect.standInWords(words)]),
    ...tagLines(tags, inspect),
  ];
  return `${[...head, ...lines].map(terminalSafe).join('\n')}\n`;
}

/** What the tags say of this bundle, before it is written. */
function tagLines(tags: BundlePreview['tags'], inspect: Vocabulary['inspect']): readonly string[] {
  if (tags === null) return [inspect.noTags];
  const told = tags.kinds.map((kind) => inspect.tagFact[kind] ?? kind);
  return [
    ...(told.length === 0 ? [] : [inspect.tagsTell(inspect.holder[tags.scope], told.join(', '))]),
    ...(tags.site === null ? [] : [inspect.siteTold(tags.site)]),
  ];
}
