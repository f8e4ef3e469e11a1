/** `--output FILE`: written beside its place and renamed, so that a reader never sees half a report. */
import { randomUUID } from 'node:crypto';
import { access, constants, open, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UsageError, quoted } from './usage-error.ts';

/** Refuses, before anything is sent, a place that cannot be written. Returns the absolute path. */
export async function checkWritable(flag: string, path: string): Promise<string> {
  const full = resolve(path);
  const existing = await stat(full).catch(() => null);
  if (existing?.isDirectory()) throw unwritable(flag, path, 'it is a folder');
  await access(dirname(full), constants.W_OK | constants.X_OK).catch((error: unknown) => {
    const code = (error as { code?: string }).code;
    throw unwritable(flag, path, code === 'ENOENT' ? 'its folder does not exist' : fileReason(error));
  });
  if (existing?.isFile()) {
    await access(full, constants.W_OK).catch((error: unknown) => {
      throw unwritable(flag, path, fileReason(error));
    });
  }
  return full;
}

function unwritable(flag: string, path: string, reason: string): UsageError {
  return new UsageError(
    `${flag}: cannot write ${quoted(path)}: ${reason}; give a file in a folder that you may write`,
  );
}

/** Writes the text atomically: a temporary file in the same folder, flushed, then renamed over the old one. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const special = await stat(path).catch(() => null);
  if (special && !special.isFile()) return writeThrough(path, text);
  const temporary = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.tmp`);
  try {
    await writeThrough(temporary, text, 'wx');
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** Devices and named pipes (/dev/stdout, a FIFO) cannot be renamed over: they are written straight. */
async function writeThrough(path: string, text: string, flags = 'w'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.writeFile(text);
    if (flags === 'wx') await handle.sync();
  } finally {
    await handle.close();
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of its path is no folder',
  ENAMETOOLONG: 'the name is too long',
  ENOSPC: 'the disk is full',
};

/** An errno in plain words; the errno itself where it is not one of the usual ones. */
export function fileReason(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return 'the reason is unknown';
  return REASONS[code] ?? code;
}
