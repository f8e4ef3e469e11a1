/** Files that a stranger may have put in place: neither a pipe without a writer nor a device nor a file that grows holds the program up. */
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

/** Opens at once whatever stands there: an ordinary `open` waits for ever for the writer of a pipe. Windows has no such pipes. */
export function openAtOnce(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
}

/** The whole of a plain file of at most `mostBytes`, or why not. Rejects with the error of the file system. */
export async function readPlainFile(
  path: string,
  mostBytes: number,
): Promise<Buffer | 'no file' | 'too large'> {
  const file = await openAtOnce(path);
  try {
    const facts = await file.stat();
    if (!facts.isFile()) return 'no file';
    if (facts.size > mostBytes) return 'too large';
    const buffer = Buffer.alloc(facts.size);
    const { bytesRead } = await file.read(buffer, 0, facts.size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
