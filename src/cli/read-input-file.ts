/** Files named on the command line: bounded, regular, and an unreadable one is a usage error that says why. */
import { open } from 'node:fs/promises';
import { UsageError, quoted } from './usage-error.ts';

export interface InputFile {
  /** What the error line calls it, such as `--public-roots`. */
  readonly flag: string;
  readonly path: string;
  readonly maxBytes: number;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  ENAMETOOLONG: 'the name is too long',
};

/** The whole file as UTF-8. */
export async function readInputFile({ flag, path, maxBytes }: InputFile): Promise<string> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw new UsageError(`${flag}: cannot read ${quoted(path)}: ${fileReason(error)}`);
  });
  try {
    const { size } = await statOf(handle, { flag, path });
    if (size > maxBytes) {
      throw new UsageError(
        `${flag}: ${quoted(path)} is too large (${size} bytes); accepted: up to ${maxBytes} bytes`,
      );
    }
    return await handle.readFile('utf8');
  } finally {
    await handle.close();
  }
}

async function statOf(
  handle: Awaited<ReturnType<typeof open>>,
  { flag, path }: { flag: string; path: string },
): Promise<{ size: number }> {
  const stat = await handle.stat();
  if (!stat.isFile()) throw new UsageError(`${flag}: ${quoted(path)} is no regular file`);
  return stat;
}

/** An errno in plain words; the errno itself where it is not one of the usual ones. */
export function fileReason(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return 'the reason is unknown';
  return REASONS[code] ?? code;
}

/** Reads and parses JSON; the error line says where the text stops being JSON, never what it holds. */
export async function readJsonFile(file: InputFile): Promise<unknown> {
  const text = await readInputFile(file);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`${file.flag}: ${quoted(file.path)} is no JSON`);
  }
}
