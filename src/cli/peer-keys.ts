/** Key files of peers, and the environment variable that stands for one. A message never repeats what is in them. */
import { stat } from 'node:fs/promises';
import { KeyFileError, readKeys } from '../peer/keys.ts';
import type { CommandContext } from './command-context.ts';
import { readInputText } from '../regions/read-input-file.ts';
import { UsageError } from './usage-error.ts';

/** Key files are a few lines. */
const KEY_FILE_BYTES = 16_384;
const VARIABLE = 'PREFLIGHT_PEER_KEY';

/** The text of the file, else of PREFLIGHT_PEER_KEY, with a key in it; null where there is neither. */
export async function readPeerKeys(
  { flag, path }: { readonly flag: string; readonly path: string | null },
  context: Pick<CommandContext, 'env' | 'stderr'>,
): Promise<string | null> {
  const given = context.env[VARIABLE] ?? '';
  if (path === null && given === '') return null;
  const name = path === null ? VARIABLE : `${flag} ${path}`;
  try {
    const text = path === null ? given : await readKeyFile(path, context);
    readKeys(text);
    return text;
  } catch (error) {
    if (error instanceof KeyFileError) throw new UsageError(`${name}: ${error.message}`);
    throw new UsageError(`${name} cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
}

async function readKeyFile(path: string, { stderr }: Pick<CommandContext, 'stderr'>): Promise<string> {
  const { mode } = await stat(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    await stderr.write(`warning: others may read ${path}; chmod 600 it\n`);
  const read = await readInputText(path, KEY_FILE_BYTES);
  if (read.kind === 'unreadable') throw new KeyFileError(read.problem);
  return read.value;
}
