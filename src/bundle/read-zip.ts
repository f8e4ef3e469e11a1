/**
 * A stranger's zip, read in memory and never unpacked to a disk. yauzl checks the structure and the real size against the declared one;
 * here is what it leaves open: how many entries, how large, what names, links, doubles, encryption. Anything odd refuses the whole file.
 */
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { BundleError } from './bundle-error.ts';
import { BUNDLE_LIMITS, isBundleFileName } from './bundle-format.ts';

export interface ZipContent {
  /** Files that were asked for, by name. */
  readonly kept: ReadonlyMap<string, Buffer>;
  /** SHA-256 of each file that was unpacked. */
  readonly digests: ReadonlyMap<string, string>;
  /** Entries that no bundle has; they are not unpacked. */
  readonly strange: readonly string[];
}

export interface ZipQuestion {
  /** Whether the content of a file is wanted; otherwise it is only unpacked for its digest. */
  readonly keep: (name: string) => boolean;
  /** False: skipped altogether. */
  readonly visit: (name: string) => boolean;
}

/** Rejects with a `BundleError` for everything that is not a plain, small zip. */
export async function readZip(bytes: Uint8Array, question: ZipQuestion): Promise<ZipContent> {
  if (bytes.byteLength > BUNDLE_LIMITS.zipBytes) throw new BundleError('the file is too large for a bundle');
  try {
    const zip = await openZip(bytes);
    const entries = await listEntries(zip);
    return await readEntries(zip, entries, question);
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError(`no readable zip file: ${reasonOf(error)}`, { cause: error });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.replace(/[.:].*$/s, '').slice(0, 100) : 'unknown';
}

function openZip(bytes: Uint8Array): Promise<ZipFile> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new Promise((resolve, reject) => {
    fromBuffer(buffer, { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error) reject(error);
      else resolve(zip);
    });
  });
}

/** All entries of the directory, checked, before a single one is unpacked. */
function listEntries(zip: ZipFile): Promise<readonly Entry[]> {
  if (zip.entryCount > BUNDLE_LIMITS.entries) {
    throw new BundleError(
      `the zip declares ${zip.entryCount} files; a bundle has at most ${BUNDLE_LIMITS.entries}`,
    );
  }
  const entries: Entry[] = [];
  const names = new Set<string>();
  let declared = 0;
  return new Promise((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', () => resolve(entries));
    zip.on('entry', (entry: Entry) => {
      declared += entry.uncompressedSize;
      const problem =
        problemOf(entry, names) ?? (declared > BUNDLE_LIMITS.totalBytes ? 'it unpacks to too much' : null);
      if (problem !== null) {
        reject(new BundleError(`refused: ${problem}`));
        return;
      }
      names.add(entry.fileName.toLowerCase());
      entries.push(entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
}

/** Upper 16 bits are the Unix mode where the maker was Unix (APPNOTE 4.4.2, 4.4.15). */
const MODE_MASK = 0o170000;
const REGULAR = new Set([0, 0o100000, 0o040000]);
const STORED = 0;
const DEFLATED = 8;
const MEGABYTE = 1024 * 1024;

function problemOf(entry: Entry, names: ReadonlySet<string>): string | null {
  const { fileName, uncompressedSize, compressedSize, compressionMethod } = entry;
  // yauzl has refused absolute names and those that climb.
  if (/[\u0000-\u001f\u007f\\:]/.test(fileName)) return 'a file in it has an unsafe name';
  // One name in two spellings would be two files here and one file on Windows and macOS.
  if (names.has(fileName.toLowerCase())) return `${fileName} is in it twice`;
  if (entry.isEncrypted()) return 'it is encrypted';
  if (!REGULAR.has((entry.externalFileAttributes >>> 16) & MODE_MASK))
    return `${fileName} is a link or a device`;
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    return `${fileName} is packed in an unknown way`;
  if (uncompressedSize > BUNDLE_LIMITS.fileBytes) return `${fileName} unpacks to too much`;
  const isBomb = uncompressedSize > MEGABYTE && uncompressedSize > compressedSize * BUNDLE_LIMITS.ratio;
  return isBomb ? `${fileName} unpacks to more than ${BUNDLE_LIMITS.ratio} times its size` : null;
}

async function readEntries(
  zip: ZipFile,
  entries: readonly Entry[],
  { keep, visit }: ZipQuestion,
): Promise<ZipContent> {
  const kept = new Map<string, Buffer>();
  const digests = new Map<string, string>();
  const strange: string[] = [];
  for (const entry of entries) {
    const { fileName } = entry;
    if (fileName.endsWith('/')) continue;
    if (!isBundleFileName(fileName)) {
      strange.push(fileName);
      continue;
    }
    if (!visit(fileName)) continue;
    const { content, sha256 } = await readEntry(zip, entry, keep(fileName));
    if (content !== null) kept.set(fileName, content);
    digests.set(fileName, sha256);
  }
  return { kept, digests, strange };
}

interface ReadEntry {
  readonly content: Buffer | null;
  readonly sha256: string;
}

/** What is smaller is unpacked in one call, which takes a third of the time of a stream. */
const AT_ONCE = 2 * MEGABYTE;

function readEntry(zip: ZipFile, entry: Entry, keep: boolean): Promise<ReadEntry> {
  const isSmall = entry.uncompressedSize <= AT_ONCE && entry.compressedSize <= AT_ONCE;
  return isSmall ? unpackAtOnce(zip, entry) : unpackStream(zip, entry, keep);
}

/** Refuses what comes out larger or smaller than declared, as the stream does. */
async function unpackAtOnce(zip: ZipFile, entry: Entry): Promise<ReadEntry> {
  const packed = await readPacked(zip, entry);
  const content =
    entry.compressionMethod === STORED
      ? packed
      : inflateRawSync(packed, { maxOutputLength: entry.uncompressedSize + 1 });
  if (content.length !== entry.uncompressedSize) throw new Error('a file has not its declared size');
  return { content, sha256: createHash('sha256').update(content).digest('hex') };
}

/** The packed bytes; yauzl checks the local header and the bounds. */
function readPacked(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const raw = entry.compressionMethod === STORED ? {} : { decompress: false };
    zip.openReadStream(entry, raw, (error, stream) => {
      if (error) {
        reject(error);
        return;
      }
      const chunks: Buffer[] = [];
      stream.on('error', reject);
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => resolve(Buffer.concat(chunks)));
    });
  });
}

/** yauzl ends the stream with an error as soon as more comes out than was declared, so the declared limits are the real ones. */
function unpackStream(zip: ZipFile, entry: Entry, keep: boolean): Promise<ReadEntry> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        reject(error);
        return;
      }
      const chunks: Buffer[] = [];
      const hash = createHash('sha256');
      stream.on('error', reject);
      stream.on('data', (chunk: Buffer) => {
        hash.update(chunk);
        if (keep) chunks.push(chunk);
      });
      stream.on('end', () =>
        resolve({ content: keep ? Buffer.concat(chunks) : null, sha256: hash.digest('hex') }),
      );
    });
  });
}
