/** A file is there whole or not at all: written beside its place, flushed, then renamed over it. The one way in which this program writes. */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface WriteOptions {
  /** Permissions of the new file. Readable by this user alone unless said: a report says much about a machine. */
  readonly mode?: number;
}

/** What a kill in the middle of an earlier write left behind is cleared away; once it is this old also where its process number lives again. */
const STALE_MS = 10 * 60_000;

/** Whether something half done, made by the process `pid` and last changed then, is nobody's any more. */
export function isAbandoned(pid: number, mtimeMs: number): boolean {
  if (Date.now() - mtimeMs > STALE_MS) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Makes the folder where it is missing. Rejects with the error of the file system; what stood there before is untouched then. */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  { mode = 0o600 }: WriteOptions = {},
): Promise<void> {
  const folder = dirname(path);
  const special = await stat(path).catch(() => null);
  // Devices and named pipes (/dev/stdout, a FIFO) cannot be renamed over.
  if (special !== null && !special.isFile()) return writeThrough(path, content, { flags: 'w', mode });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lead = `.${basename(path).slice(0, 50)}.`;
  const beside = join(folder, `${lead}${process.pid}.${randomUUID()}.part`);
  try {
    await writeThrough(beside, content, { flags: 'wx', mode });
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await flushFolder(folder);
  await clearStale(folder, lead);
}

async function writeThrough(
  path: string,
  content: string | Uint8Array,
  { flags, mode }: { readonly flags: string; readonly mode: number },
): Promise<void> {
  const file = await open(path, flags, mode);
  try {
    await file.writeFile(content);
    if (flags === 'wx') await file.sync();
  } finally {
    await file.close();
  }
}

/** So that the new name survives a power cut too; Windows has no such call and needs none. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

async function clearStale(folder: string, lead: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const [, pid] =
      (name.startsWith(lead) && /^(\d+)\.[0-9a-f-]{36}\.part$/.exec(name.slice(lead.length))) || [];
    if (pid === undefined) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => null);
    if (found !== null && isAbandoned(Number(pid), found.mtimeMs)) await rm(path, { force: true });
  }
}
