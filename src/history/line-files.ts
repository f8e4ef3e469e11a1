/** Files of JSON lines: appended to, read in bounds, put together again. A line that a kill tore costs itself alone. */
import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { z } from 'zod';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { writeAtomically } from '../core/write-atomically.ts';

/** A day of one run a minute with 40 samples each has 600 kB. */
const MOST_BYTES = 32_000_000;
const LINE_SIGNS = 64_000;
const MOST_LINES = 50_000;
const LINE_JSON = { depth: 6, values: 5000 };
const NEWLINE = 10;

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** One write to a file that only this user can read. Rejects with the error of the file system (a full disk). */
export async function appendLine(path: string, line: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'a+', 0o600);
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(1, NEWLINE);
    if (size > 0) await file.read(last, 0, 1, size - 1);
    await file.appendFile(`${last[0] === NEWLINE ? '' : '\n'}${JSON.stringify(line)}\n`);
    await file.datasync();
  } finally {
    await file.close();
  }
}

/** What fits the schema, in the file's order; nothing where there is no such file or it is none of ours. */
export async function readLines<T>(path: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  const text = await textOf(path).catch(() => '');
  const parsed: T[] = [];
  for (const line of text.split('\n').slice(0, MOST_LINES)) {
    if (line === '' || line.length > LINE_SIGNS) continue;
    const json = parseBoundedJson(line, LINE_JSON);
    const fits = json.ok ? schema.safeParse(json.value) : null;
    if (fits?.success) parsed.push(fits.data);
  }
  return parsed;
}

async function textOf(path: string): Promise<string> {
  if ((await stat(path)).size > MOST_BYTES) return '';
  const bytes = await readFile(path);
  const plain = path.endsWith('.gz') ? await unpack(bytes, { maxOutputLength: MOST_BYTES }) : bytes;
  return plain.toString('utf8');
}

/** The whole file anew, by one rename; packed where its name ends in `.gz`. */
export async function writeLines(path: string, lines: readonly unknown[]): Promise<void> {
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeAtomically(path, path.endsWith('.gz') ? await pack(text) : text);
}

export async function removeFile(path: string): Promise<void> {
  await rm(path, { force: true });
}
