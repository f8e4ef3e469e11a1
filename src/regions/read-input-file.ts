/**
 * Reads a file that a stranger may have written: bounded before it is read, parsed with its schema, and every failure is one line.
 * Never throws for what the file holds or lacks.
 */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { openAtOnce } from '../core/plain-file.ts';

export type Input<T> =
  | { readonly kind: 'read'; readonly value: T; readonly sha256: string }
  /** `problem`: one line for the person who named the file. */
  | { readonly kind: 'unreadable'; readonly problem: string };

const MEGABYTE = 1_000_000;
const STANDARD_INPUT = '-';

/** How long a pipe with a name may take to its end: somebody may have made it and never write. */
const PIPE_MS = 60_000;
const PIPE_LOOK_MS = 20;

/**
 * Text (UTF-8, or UTF-16 with its mark) of a file or pipe (`-`: standard input) of at most `limitBytes`; a larger file is refused before anything of it is
 * read, and a pipe that does not end within `pipeMs`.
 */
export async function readInputText(
  path: string,
  limitBytes: number,
  pipeMs = PIPE_MS,
): Promise<Input<string>> {
  const name = nameOf(path);
  try {
    const bytes =
      path === STANDARD_INPUT
        ? await readStandardInput(limitBytes)
        : await readBytes(path, { limitBytes, pipeMs });
    if (typeof bytes === 'string') return unreadable(bytes);
    if (bytes === null) return unreadable(tooLarge(name, limitBytes));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { kind: 'read', value: decode(bytes), sha256 };
  } catch (error) {
    return unreadable(`${name} cannot be read (${codeOf(error)})`);
  }
}

interface ReadLimits {
  readonly limitBytes: number;
  readonly pipeMs: number;
}

/** The bytes, null when there are more of them, or why there are none. */
async function readBytes(path: string, { limitBytes, pipeMs }: ReadLimits): Promise<Buffer | string | null> {
  const file = await openAtOnce(path);
  try {
    const facts = await file.stat();
    if (facts.isFIFO())
      return await drain(
        pipeChunks(file, { isBegun: HANDED_OVER.test(path), endMs: performance.now() + pipeMs }),
        limitBytes,
      );
    if (!facts.isFile()) return `${path} is no file`;
    if (facts.size > limitBytes) return null;
    return await drain(file.createReadStream({ autoClose: false }), limitBytes);
  } catch (error) {
    if (error === TOO_LATE) return `${path} is a pipe that nobody wrote to its end within ${pipeMs / 1000} s`;
    throw error;
  } finally {
    await file.close();
  }
}

const TOO_LATE = new Error('the pipe did not end');
const CHUNK_BYTES = 65_536;
/** `<(iptables-save)` of a shell: its writer was there before us, so no bytes are the end. */
const HANDED_OVER = /^\/(?:dev|proc\/(?:self|\d+))\/fd\//;

/** A pipe that was opened at once: an error says "nothing yet", and no bytes before the first ones that nobody writes yet. */
async function* pipeChunks(
  file: FileHandle,
  { isBegun, endMs }: { isBegun: boolean; endMs: number },
): AsyncGenerator<Buffer> {
  while (performance.now() < endMs) {
    const chunk = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, null).catch((error: unknown) => {
      if (codeOf(error) === 'EAGAIN') return null;
      throw error;
    });
    if (chunk?.bytesRead === 0 && isBegun) return;
    if (chunk === null || chunk.bytesRead === 0) await pause(PIPE_LOOK_MS);
    else yield chunk.buffer.subarray(0, chunk.bytesRead);
    isBegun ||= chunk === null || chunk.bytesRead > 0;
  }
  throw TOO_LATE;
}

/** UTF-8, or what the bytes say: spreadsheets and PowerShell write UTF-16 (some without its mark), Excel the code page of its country. */
function decode(bytes: Buffer): string {
  const encoding = encodingOf(bytes);
  return new TextDecoder(encoding, { ignoreBOM: encoding === 'utf-8' }).decode(bytes);
}

/** Bytes that stand at the beginning; `\\0` between plain letters is the other half of theirs. */
const MARKS = [
  { begins: /^fffe|^(?!00)..00(?!00)..00/, encoding: 'utf-16le' },
  { begins: /^feff|^00(?!00)..00(?!00)/, encoding: 'utf-16be' },
] as const;

function encodingOf(bytes: Buffer): string {
  const head = bytes.subarray(0, 4).toString('hex');
  const marked = MARKS.find(({ begins }) => begins.test(head));
  if (marked !== undefined) return marked.encoding;
  if (isUtf8(bytes) || bytes.includes(0)) return 'utf-8';
  return isJapanese(bytes) ? 'shift_jis' : 'windows-1252';
}

/** Katakana and hiragana stand in every Japanese text, and never come out of a Latin one by chance. */
function isJapanese(bytes: Buffer): boolean {
  try {
    return /[\u3041-\u30fa]/.test(new TextDecoder('shift_jis', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

function nameOf(path: string): string {
  return path === STANDARD_INPUT ? 'standard input' : path;
}

/** Nobody types a firewall: without a pipe the program would seem to hang. */
function readStandardInput(limitBytes: number): Promise<Buffer | string | null> {
  if (process.stdin.isTTY) return Promise.resolve('standard input is a terminal: pipe the file into it');
  return drain(process.stdin, limitBytes);
}

/** A JSON file of at most `limitBytes` that has the shape of `schema`. */
export async function readInputJson<T>(
  path: string,
  options: { schema: z.ZodType<T>; limitBytes: number },
): Promise<Input<T>> {
  const text = await readInputText(path, options.limitBytes);
  if (text.kind === 'unreadable') return text;
  const parsed = parseInputJson(nameOf(path), text.value, options.schema);
  return parsed.kind === 'read' ? { ...parsed, sha256: text.sha256 } : parsed;
}

/** The same for a text that a face was handed; `name` is how its problem calls it. */
export function parseInputJson<T>(name: string, text: string, schema: z.ZodType<T>): Input<T> {
  const json = parseBoundedJson(text);
  if (!json.ok) return unreadable(`${name} ${oneLine(json.problem)}`);
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) return unreadable(`${name} has another shape: ${firstIssue(parsed.error)}`);
  return { kind: 'read', value: parsed.data, sha256: createHash('sha256').update(text).digest('hex') };
}

/** Null when there is more than `limitBytes`. */
async function drain(source: AsyncIterable<Buffer>, limitBytes: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > limitBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unreadable(problem: string): { kind: 'unreadable'; problem: string } {
  return { kind: 'unreadable', problem };
}

function tooLarge(path: string, limitBytes: number): string {
  return `${path} is larger than ${limitBytes / MEGABYTE} MB, the most that is read`;
}

function codeOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'ENOENT' ? 'no such file' : (code ?? 'unknown error');
}

/** Control characters out, because the text may quote the file; cut to a line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, ' ').slice(0, 160);
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  const place = issue === undefined || issue.path.length === 0 ? 'the top' : issue.path.join('.');
  return oneLine(`at ${place}: ${issue?.message ?? 'unknown'}`);
}
