/** Files named on the command line: bounded, and an unreadable one is a usage error that says why. */
import type { FileHandle } from 'node:fs/promises';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { openAtOnce } from '../core/plain-file.ts';
import { readInputText } from '../regions/read-input-file.ts';
import { UsageError, hideSecrets, quoted } from './usage-error.ts';

export interface InputFile {
  /** What the error line calls it, such as `--public-roots`. */
  readonly flag: string;
  readonly path: string;
  readonly maxBytes: number;
}

/** The whole file, or pipe, as UTF-8. */
export async function readInputFile({ flag, path, maxBytes }: InputFile): Promise<string> {
  return accepted(flag, await readInputText(path, maxBytes));
}

/** The last `maxBytes` of a file or, with `-`, of standard input: of a log the newest lines. Bytes, because logs come in several encodings. */
export async function readInputEnd({ flag, path, maxBytes }: InputFile): Promise<FileEnd> {
  if (path === '-') return readStreamEnd(flag, maxBytes);
  const file = await openAtOnce(path).catch((error: unknown) => {
    throw unreadable(flag, path, error);
  });
  try {
    return await readFileEnd(file, maxBytes);
  } catch (error) {
    throw unreadable(flag, path, error);
  } finally {
    await file.close();
  }
}

interface FileEnd {
  readonly bytes: Buffer;
  /** There was more before it. */
  readonly isCut: boolean;
}

/** Starts at an even byte, so that a text of two bytes a letter is cut between letters. */
async function readFileEnd(file: FileHandle, maxBytes: number): Promise<FileEnd> {
  const facts = await file.stat();
  if (!facts.isFile()) throw new Error('no file');
  const start = Math.max(0, facts.size - maxBytes);
  const position = start + (start % 2);
  const bytes = Buffer.alloc(facts.size - position);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, position);
  return { bytes: bytes.subarray(0, bytesRead), isCut: position > 0 };
}

async function readStreamEnd(flag: string, maxBytes: number): Promise<FileEnd> {
  if (process.stdin.isTTY)
    throw new UsageError(`${flag}: standard input is a terminal: pipe the file into it`);
  let bytes = Buffer.alloc(0);
  let isCut = false;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    bytes = Buffer.concat([bytes, chunk]);
    const over = bytes.length - maxBytes;
    if (over <= 0) continue;
    bytes = bytes.subarray(over + (over % 2));
    isCut = true;
  }
  return { bytes, isCut };
}

function unreadable(flag: string, path: string, error: unknown): UsageError {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const why = code === 'ENOENT' ? 'no such file' : code === undefined || code === 'EISDIR' ? 'no file' : code;
  return new UsageError(`${flag}: ${quoted(path)} cannot be read (${why})`);
}

/** Reads and parses JSON; the error line never holds what the file holds. */
export async function readJsonFile(file: InputFile): Promise<unknown> {
  const text = await readInputFile(file);
  const json = parseBoundedJson(text);
  if (json.ok) return json.value;
  throw new UsageError(`${file.flag}: ${quoted(file.path)} ${json.problem.replace(/:.*$/s, '')}`);
}

type Input<T> =
  { readonly kind: 'read'; readonly value: T } | { readonly kind: 'unreadable'; readonly problem: string };

/** What a reader of files made of its file, or the usage error that names the flag. */
export function accepted<T>(flag: string, input: Input<T>): T {
  if (input.kind === 'read') return input.value;
  throw new UsageError(`${flag}: ${hideSecrets(input.problem)}`);
}
