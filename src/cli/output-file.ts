/** Places named on the command line that a result is to be written to: refused before anything is sent where they cannot be written. */
import { randomUUID } from 'node:crypto';
import { access, constants, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
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
  if (existing === null || existing.isFile()) {
    await tryFolder(full).catch((error: unknown) => {
      throw unwritable(flag, path, fileReason(error));
    });
  }
  return full;
}

/** Permissions alone do not tell: an administrator has all of them and still cannot make a file in /proc, or on a full disk. */
async function tryFolder(full: string): Promise<void> {
  const trial = join(dirname(full), `.preflight-${randomUUID()}.part`);
  await writeFile(trial, '', { flag: 'wx', mode: 0o600 });
  await rm(trial, { force: true });
}

function unwritable(flag: string, path: string, reason: string): UsageError {
  return new UsageError(
    `${flag}: cannot write ${quoted(path)}: ${reason}; give a file in a folder that you may write`,
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOENT: 'no file can be made there',
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
