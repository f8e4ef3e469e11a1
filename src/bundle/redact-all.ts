/**
 * From a report and its record to the files of a bundle. Nothing unredacted gets past `redactAll`: page and ticket text are rendered from
 * the redacted report, never from the real one.
 */
import type { RunRecord } from '../reading/record.ts';
import {
  certificateFiles,
  evidenceFiles,
  reportFiles,
  systemFiles,
  type BundleFile,
} from './bundle-files.ts';
import { FOLDERS, type Manifest } from './bundle-format.ts';
import type { BundleInput, RawText, RedactionChoice } from './bundle-input.ts';
import { makeNaming, type Naming } from './naming.ts';
import { redactRecord, redactReport, type RedactOptions } from './redact.ts';
import { makeScrubber, nameUser, type Scrubber } from './scrub-text.ts';
import { serviceFacts } from './service-facts.ts';
import type { StandIn } from './stand-ins.ts';
import { toolOutputLeftOut, toolTexts } from './tool-output.ts';

export interface Redacted {
  readonly files: readonly BundleFile[];
  readonly standIns: readonly StandIn[];
  readonly leftOut: Manifest['leftOut'];
}

/** The files of a bundle, every text of them redacted, with the stand-ins used and what had to stay out. */
export function redactAll(input: BundleInput, choice: RedactionChoice): Redacted {
  const naming = makeNaming({
    level: choice.level,
    publicAddress: choice.publicAddress === true,
    service: serviceFacts(input.tables, input.record),
  });
  const scrubber = makeScrubber({ naming, secrets: [...input.secrets, ...secretsIn(input)] });
  const unlisted = new Set<string>();
  const options: RedactOptions = {
    level: choice.level,
    naming,
    scrubber,
    leaveOut: choice.leaveOut.filter((name) => !name.includes('/')),
    onUnlisted: (path) => unlisted.add(path),
  };
  nameEverybody(input, { naming, scrubber });
  // What is left out in its own field is named first all the same: a text elsewhere may hold it.
  redactBoth(input, { ...options, level: 'standard', leaveOut: [] });
  const safe = redactBoth(input, options);
  const certificates = certificatesOf(input, choice, scrubber);
  const files = [
    ...reportFiles(safe.report),
    ...(safe.record === null ? [] : evidenceFiles(safe.record)),
    ...certificates.files,
    ...(choice.level === 'minimal' ? [] : machineFiles(input, safe, scrubber)),
  ];
  const leftOut = [
    ...[...unlisted].map((path) => ({ what: `field ${path}`, why: 'no rule allows it yet' })),
    ...certificates.leftOut.map((sha256) => ({
      what: `certificate ${sha256}`,
      why: 'it names more than the service',
    })),
    ...(choice.level === 'minimal' ? [] : toolOutputLeftOut(input.record)),
  ];
  return { files, standIns: naming.list(), leftOut };
}

type Safe = Pick<BundleInput, 'report' | 'record'>;

function redactBoth({ report, record }: BundleInput, options: RedactOptions): Safe {
  return {
    report: redactReport(report, options),
    record: record === null ? null : redactRecord(record, options),
  };
}

/** What tells of this computer alone: nothing of it goes into a minimal bundle. */
function machineFiles(input: BundleInput, safe: Safe, scrubber: Scrubber): readonly BundleFile[] {
  return [
    ...systemFiles(safe.report, safe.record),
    ...toolFiles(input.record, scrubber),
    ...logFiles(input.clientLogs, scrubber),
  ];
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
  return certificateFiles(record, (text) => scrubber.raw(text) === text);
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
