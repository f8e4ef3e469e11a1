/** The manifest of a bundle: size and digest of each file, the level of redaction, what was left out and why. */
import { createHash } from 'node:crypto';
import type { BundleFile } from './bundle-files.ts';
import { BUNDLE_SCHEMA, FOLDERS, type Manifest } from './bundle-format.ts';
import type { BundleInput, RedactionChoice } from './bundle-input.ts';
import type { Redacted } from './redact-all.ts';
import { tagsOf } from './tags.ts';

export interface ChosenFile extends BundleFile {
  readonly included: boolean;
}

interface ManifestInput {
  readonly input: BundleInput;
  readonly choice: RedactionChoice;
  readonly redacted: Redacted;
  readonly files: readonly ChosenFile[];
}

export function makeManifest({ input, choice, redacted, files }: ManifestInput): Manifest {
  const { report, record, tagging = null } = input;
  const { level, leaveOut, publicAddress = false } = choice;
  const tags = tagsOf({ report, record, tagging }, { level, leaveOut, publicAddress });
  const included = files.filter((file) => file.included);
  const all = included.map(({ text }) => text).join('\n');
  return {
    schema: BUNDLE_SCHEMA,
    createdAt: input.createdAt,
    agent: { name: 'preflight', version: report.agent.version },
    report: { id: report.id, createdAt: report.createdAt, verdict: report.verdict },
    simulated: report.simulated,
    redaction: {
      level: choice.level,
      publicAddress: choice.publicAddress === true ? 'kept' : 'left-out',
    },
    markers: { machine: null, network: null },
    ...(tags === undefined ? {} : { tags }),
    files: included.map(({ name, text, records }) => ({
      name,
      bytes: Buffer.byteLength(text),
      sha256: sha256Of(Buffer.from(text)),
      records,
    })),
    leftOut: [...reasonsOf(input, choice, files), ...redacted.leftOut].slice(0, 1000),
    standIns: redacted.standIns.filter(({ standIn }) => all.includes(standIn)),
  };
}

/** What `--leave-out` calls the tags of the manifest. */
export const TAGS = 'tags';

/** What somebody may miss in this bundle, and why it is not there. */
function reasonsOf(
  { record, clientLogs }: BundleInput,
  { level, publicAddress, leaveOut }: RedactionChoice,
  files: readonly ChosenFile[],
): Manifest['leftOut'] {
  const logs = files.filter(({ name }) => name.startsWith(FOLDERS.clientLogs));
  const noLogs =
    clientLogs.length === 0 ? 'none were found, or nobody asked for them' : 'nobody asked for them';
  const fields = leaveOut.filter(
    (name) => (isField(name) || name === TAGS) && !files.some((file) => file.name === name),
  );
  const rules: readonly (readonly [holds: boolean, what: string, why: string])[] = [
    [level !== 'full', 'passwords, tokens, cookies, keys, registration codes', 'never go into a bundle'],
    [
      level === 'full',
      'what is known to be secret or has the known shape of a secret',
      'taken out; at the level "full" no more is promised',
    ],
    [level !== 'full', 'names and private addresses', `stand-ins at the level "${level}"`],
    [publicAddress !== true, 'public addresses of others than Amazon', 'only on request'],
    [
      level === 'minimal',
      'facts of the computer, certificates, output of programs, logs',
      'the level "minimal"',
    ],
    [!logs.some(({ included }) => included), "the WorkSpaces client's own logs", noLogs],
    [record === null, FOLDERS.evidence, 'it is not kept any more'],
  ];
  const chosen = [
    ...files.filter((file) => !file.included && !logs.includes(file)).map(({ name }) => name),
    ...fields.map((name) => (name === TAGS ? name : `field ${name}`)),
  ];
  return [
    ...rules.filter(([holds]) => holds).map(([, what, why]) => ({ what, why })),
    ...chosen.map((what) => ({ what, why: 'the person left it out' })),
  ];
}

/** A field of the report is named by its path, such as `host.wifi`. */
function isField(name: string): boolean {
  return /^[a-z]+\.[\w.]+$/i.test(name);
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
