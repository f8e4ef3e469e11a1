/** From a report, its record and a choice to a preview of a bundle and to the zip. Pure but for the digest. */
import { zipSync } from 'fflate';
import type { Report } from '../report/report.ts';
import type { BundleFile } from './bundle-files.ts';
import { FILES, FOLDERS, type Manifest } from './bundle-format.ts';
import type { BundleInput, RedactionChoice } from './bundle-input.ts';
import { makeManifest, sha256Of, type ChosenFile } from './make-manifest.ts';
import { redactAll } from './redact-all.ts';
import type { StandIn } from './stand-ins.ts';
import type { TagScope } from './tag-key.ts';

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
  /** What whoever holds the key can tell from this bundle; null: no tags. */
  readonly tags: TagPreview | null;
}

export interface TagPreview {
  readonly scope: TagScope;
  /** `machine`, then the kinds of facts, once each. */
  readonly kinds: string[];
  /** Name of the site, in clear. */
  readonly site: string | null;
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
    tags: previewOfTags(manifest.tags),
  };
}

function previewOfTags(tags: Manifest['tags']): TagPreview | null {
  if (tags === undefined) return null;
  const kinds = [...(tags.machine === null ? [] : ['machine']), ...tags.facts.map(({ kind }) => kind)];
  return { scope: tags.scope, kinds: [...new Set(kinds)], site: tags.site };
}

/** `preflight-2026-11-20-1432.zip`, by the time of the run (UTC). */
export function bundleFileName({ createdAt }: Report): string {
  const [, day = 'unknown', hour = '', minute = ''] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(createdAt) ?? [];
  return `preflight-${day}${hour === '' ? '' : `-${hour}${minute}`}.zip`;
}

interface Composed {
  /** The manifest first, so that a reader has it before anything else. */
  readonly files: readonly ChosenFile[];
  readonly manifest: Manifest;
}

function composeBundle(input: BundleInput, choice: RedactionChoice): Composed {
  const redacted = redactAll(input, choice);
  const files = redacted.files.map((file) => ({ ...file, included: isChosen(file, choice) }));
  const manifest = makeManifest({ input, choice, redacted, files });
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

function zip(files: readonly BundleFile[]): Uint8Array {
  const entries = files.map(({ name, text }) => [name, Buffer.from(text)] as const);
  return zipSync(Object.fromEntries(entries), { level: 6, mtime: ZIP_TIME });
}
