/**
 * From a report, its record and a choice to the files of a bundle, to a preview of them and to the zip. Nothing unredacted gets past
 * `redactAll`: page and ticket text are rendered from the redacted report, never from the real one. Pure but for the digest.
 */
import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { RedactionLevel } from '../core/words.ts';
import type { RunRecord } from '../findings/record.ts';
import type { Report } from '../report/report.ts';
import type { Tables } from '../regions/model.ts';
import {
  certificateFiles,
  evidenceFiles,
  reportFiles,
  systemFiles,
  type BundleFile,
} from './bundle-files.ts';
import { BUNDLE_SCHEMA, FILES, FOLDERS, type Manifest } from './bundle-format.ts';
import type { Identity } from './identity.ts';
import { markersOf } from './markers.ts';
import { makeNaming, type Naming } from './naming.ts';
import { redactRecord, redactReport, type RedactOptions } from './redact.ts';
import { makeScrubber, nameUser, type Scrubber } from './scrub-text.ts';
import { serviceFacts } from './service-facts.ts';
import type { StandIn } from './stand-ins.ts';
import { toolOutputLeftOut, toolTexts } from './tool-output.ts';

/** A text of this machine that is no part of the report: a log of the client. */
export interface RawText {
  /** Name without folder; what it may not hold is replaced. */
  readonly name: string;
  readonly text: string;
  /** It was longer: the beginning is missing. */
  readonly cut?: boolean;
}

export interface BundleInput {
  readonly report: Report;
  /** The raw evidence; null when it is not kept any more. */
  readonly record: RunRecord | null;
  readonly tables: Tables;
  readonly identity: Identity;
  /** What is known to be secret, such as the registration code as typed and the password of the proxy. */
  readonly secrets: readonly string[];
  /** Logs of the WorkSpaces client, newest first; they go in only when the choice puts `client-logs/` in. */
  readonly clientLogs: readonly RawText[];
  readonly createdAt: string;
}

export interface RedactionChoice {
  readonly level: RedactionLevel;
  /** Files (`report.html`), folders (`system/`) and fields of the report (`host.wifi`) that stay out. */
  readonly leaveOut: readonly string[];
  /** What is out unless it is asked for: `client-logs/`, or one of its files. */
  readonly putIn: readonly string[];
  /** Absent: public addresses stay out. */
  readonly publicAddress?: boolean | undefined;
}

export interface MadeBundle {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly manifest: Manifest;
}

export interface BundlePreview {
  readonly fileName: string;
  readonly bytes: number;
  readonly files: {
    readonly name: string;
    readonly bytes: number;
    readonly optional: boolean;
    readonly included: boolean;
    readonly records: number | null;
    readonly text: string | null;
    readonly truncated: boolean;
  }[];
  readonly standIns: StandIn[];
}

const PREVIEW_TEXT = 64 * 1024;
/** The same input gives the same bytes. Zip has no earlier time. */
const ZIP_TIME = new Date(1980, 0, 1);

/** The zip. Throws `LeftOutTooMuch` when the choice leaves out what a report needs. */
export function makeBundle(input: BundleInput, choice: RedactionChoice): MadeBundle {
  const { files, manifest } = composeBundle(input, choice);
  const bytes = zip(files.filter(({ included }) => included));
  return { bytes, sha256: sha256Of(bytes), manifest };
}

/** Every file as it would be written. The real value of a stand-in never crosses. */
export function previewBundle(input: BundleInput, choice: RedactionChoice): BundlePreview {
  const { files, manifest } = composeBundle(input, choice);
  return {
    fileName: bundleFileName(input.report),
    bytes: zip(files.filter(({ included }) => included)).byteLength,
    files: files.map(({ name, text, optional, records, included }) => ({
      name,
      bytes: Buffer.byteLength(text),
      optional,
      included,
      records,
      text: text.slice(0, PREVIEW_TEXT),
      truncated: text.length > PREVIEW_TEXT,
    })),
    standIns: [...manifest.standIns],
  };
}

/** `preflight-2026-11-20-1432.zip`, by the time of the run (UTC). */
export function bundleFileName({ createdAt }: Report): string {
  const [, day = 'unknown', hour = '', minute = ''] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(createdAt) ?? [];
  return `preflight-${day}${hour === '' ? '' : `-${hour}${minute}`}.zip`;
}

interface ChosenFile extends BundleFile {
  readonly included: boolean;
}

interface Composed {
  /** The manifest first, so that a reader has it before anything else. */
  readonly files: readonly ChosenFile[];
  readonly manifest: Manifest;
}

function composeBundle(input: BundleInput, choice: RedactionChoice): Composed {
  const redacted = redactAll(input, choice);
  const files = redacted.files.map((file) => ({ ...file, included: isChosen(file, choice) }));
  const manifest = manifestOf({ input, choice, redacted, files });
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const own = { name: FILES.manifest, text, optional: false, records: null, included: true };
  return { files: [own, ...files], manifest };
}

function isChosen({ name, optional }: BundleFile, { leaveOut, putIn }: RedactionChoice): boolean {
  const isNamed = (wanted: string): boolean =>
    name === wanted || (wanted.endsWith('/') && name.startsWith(wanted));
  if (!optional) return true;
  if (leaveOut.some(isNamed)) return false;
  return !name.startsWith(FOLDERS.clientLogs) || putIn.some(isNamed);
}

interface Redacted {
  readonly files: readonly BundleFile[];
  readonly standIns: readonly StandIn[];
  readonly leftOut: Manifest['leftOut'];
}

function redactAll(input: BundleInput, choice: RedactionChoice): Redacted {
  const { report, record } = input;
  const service = serviceFacts(input.tables, record);
  const publicAddress = choice.publicAddress === true;
  const naming = makeNaming({ level: choice.level, publicAddress, service });
  const scrubber = makeScrubber({ naming, secrets: [...input.secrets, ...secretsIn(input)] });
  const unlisted = new Set<string>();
  const leaveOut = choice.leaveOut.filter((name) => !name.includes('/'));
  const options: RedactOptions = {
    level: choice.level,
    naming,
    scrubber,
    leaveOut,
    onUnlisted: (path) => unlisted.add(path),
  };
  const redact = (by: RedactOptions): [Report, RunRecord | null] => [
    redactReport(report, by),
    record === null ? null : redactRecord(record, by),
  ];
  nameEverybody(input, { naming, scrubber });
  // What is left out in its own field is named first all the same: a text elsewhere may hold it.
  redact({ ...options, level: 'standard', leaveOut: [] });
  const [safeReport, safeRecord] = redact(options);
  const certificates = certificatesOf(input, choice, scrubber);
  const files = [
    ...reportFiles(safeReport),
    ...(safeRecord === null ? [] : evidenceFiles(safeRecord)),
    ...certificates.files,
    ...(choice.level === 'minimal' ? [] : systemFiles(safeReport, safeRecord)),
    ...(choice.level === 'minimal' ? [] : toolFiles(record, scrubber)),
    ...logFiles(choice.level === 'minimal' ? [] : input.clientLogs, scrubber),
  ];
  const leftOut = [
    ...[...unlisted].map((path) => ({ what: `field ${path}`, why: 'no rule allows it yet' })),
    ...certificates.leftOut.map((sha256) => ({
      what: `certificate ${sha256}`,
      why: 'it names more than the service',
    })),
    ...(choice.level === 'minimal' ? [] : toolOutputLeftOut(record)),
  ];
  return { files, standIns: naming.list(), leftOut };
}

/** A fully qualified registration name is a registration code. */
function secretsIn({ record, report }: BundleInput): string[] {
  return [record?.request.registrationName, report.request.registrationName].filter(
    (name): name is string => typeof name === 'string',
  );
}

/** This machine is host-1 and its person user-1, whatever comes first in the report. */
function nameEverybody(
  { identity, report, record, clientLogs }: BundleInput,
  { naming, scrubber }: { naming: Naming; scrubber: Scrubber },
): void {
  const hosts = [report.host.hostName, ...identity.hostNames].filter((name) => name !== null);
  const [first, ...others] = hosts;
  if (first !== undefined) {
    const standIn = naming.host(first);
    for (const host of [first.split('.')[0] ?? first, ...others]) naming.alias(standIn, host);
  }
  for (const user of identity.userNames) nameUser(user, naming);
  for (const domain of identity.domains) naming.name('name', domain);
  for (const { text } of [...toolTexts(record), ...clientLogs]) scrubber.learn(text);
}

function certificatesOf(
  { record }: BundleInput,
  { level }: RedactionChoice,
  scrubber: Scrubber,
): { files: readonly BundleFile[]; leftOut: readonly string[] } {
  if (record === null || level === 'minimal') return { files: [], leftOut: [] };
  return certificateFiles(record, (text) => scrubber.text(text) === text);
}

function toolFiles(record: RunRecord | null, scrubber: Scrubber): readonly BundleFile[] {
  return toolTexts(record).map(({ tool, text, runs }) => ({
    name: `${FOLDERS.toolOutput}${tool}.txt`,
    text: scrubber.raw(text),
    optional: true,
    records: runs,
  }));
}

function logFiles(logs: readonly RawText[], scrubber: Scrubber): readonly BundleFile[] {
  return logs.map(({ name, text, cut }, index) => {
    const safe = scrubber
      .raw(name)
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '');
    const lead = cut === true ? '[the beginning was left out: too long]\n' : '';
    const number = String(index + 1).padStart(2, '0');
    return {
      name: `${FOLDERS.clientLogs}${number}-${safe.slice(0, 80) || 'text'}`,
      text: `${lead}${scrubber.raw(text)}`,
      optional: true,
      records: null,
    };
  });
}

interface ManifestInput {
  readonly input: BundleInput;
  readonly choice: RedactionChoice;
  readonly redacted: Redacted;
  readonly files: readonly ChosenFile[];
}

function manifestOf({ input, choice, redacted, files }: ManifestInput): Manifest {
  const { report } = input;
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
    markers:
      choice.level === 'minimal'
        ? { machine: null, network: null }
        : markersOf(input, choice.publicAddress === true),
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

/** What somebody may miss in this bundle, and why it is not there. */
function reasonsOf(
  { record, clientLogs }: BundleInput,
  { level, publicAddress, leaveOut }: RedactionChoice,
  files: readonly ChosenFile[],
): Manifest['leftOut'] {
  const chosenOut = files.filter(({ included, name }) => !included && !name.startsWith(FOLDERS.clientLogs));
  const hasLogs = files.some(({ included, name }) => included && name.startsWith(FOLDERS.clientLogs));
  const logs =
    clientLogs.length === 0 ? 'none were found, or nobody asked for them' : 'nobody asked for them';
  const fields = leaveOut.filter(
    (name) => /^[a-z]+\.[\w.]+$/i.test(name) && !files.some((file) => file.name === name),
  );
  return [
    { what: 'passwords, tokens, cookies, keys, registration codes', why: 'never go into a bundle' },
    ...(level === 'full'
      ? []
      : [{ what: 'names and private addresses', why: `stand-ins at the level "${level}"` }]),
    ...(publicAddress === true
      ? []
      : [{ what: 'public addresses of others than Amazon', why: 'only on request' }]),
    ...(level === 'minimal'
      ? [
          {
            what: 'facts of the computer, certificates, output of programs, logs',
            why: 'the level "minimal"',
          },
        ]
      : []),
    ...(hasLogs ? [] : [{ what: "the WorkSpaces client's own logs", why: logs }]),
    ...(record === null ? [{ what: FOLDERS.evidence, why: 'it is not kept any more' }] : []),
    ...chosenOut.map(({ name }) => ({ what: name, why: 'the person left it out' })),
    ...fields.map((name) => ({ what: `field ${name}`, why: 'the person left it out' })),
  ];
}

function zip(files: readonly BundleFile[]): Uint8Array {
  const entries = files.map(({ name, text }) => [name, Buffer.from(text)] as const);
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: ZIP_TIME });
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
