/** What an earlier reading of a folder found, so that only new files are opened: one line a file, for this user alone. A torn or foreign line costs itself. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { writeAtomically } from '../core/write-atomically.ts';
import type { FolderRows, KnownFile } from './read-folder.ts';
import { bundleRow } from './row.ts';

export const INDEX_SCHEMA = 'preflight.fleet-index/1';

const LINE_SIGNS = 64_000;
const MOST_LINES = 200_000;
const LINE_JSON = { depth: 12, values: 5000 };

const seen = { file: z.string().max(1000), size: z.number(), mtimeMs: z.number() };
const line = z.union([
  z.object({ ...seen, row: bundleRow }),
  z.object({ ...seen, why: z.string().max(1000) }),
]);
const head = z.object({ schema: z.literal(INDEX_SCHEMA), version: z.string() });

/** Where the index of a folder is kept: in the data folder, for the folder itself may be a drop that nobody may write to. */
export async function indexPath(dataFolder: string, folder: string): Promise<string> {
  const place = await realpath(folder).catch(() => folder);
  const name = createHash('sha256').update(place).digest('hex').slice(0, 32);
  return join(dataFolder, 'fleet', `${name}.jsonl`);
}

/** Empty where there is none, or where another version wrote it: its rows may lack what this one reads. */
export async function readIndex(path: string, version: string): Promise<ReadonlyMap<string, KnownFile>> {
  const known = new Map<string, KnownFile>();
  const stream = createReadStream(path, 'utf8');
  // A missing file ends the reading like an empty one.
  stream.on('error', () => stream.destroy());
  let lines = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
      lines += 1;
      const value = lines > MOST_LINES ? null : valueOf(text);
      if (lines === 1 && head.safeParse(value).data?.version !== version) return known;
      const one = line.safeParse(value);
      if (one.success) known.set(one.data.file, one.data);
    }
  } catch {
    return known;
  }
  return known;
}

/** Null: no line of ours. */
function valueOf(text: string): unknown {
  const parsed = text.length > LINE_SIGNS ? null : parseBoundedJson(text, LINE_JSON);
  return parsed?.ok === true ? parsed.value : null;
}

/** By one rename. Rejects with the error of the file system. */
export async function writeIndex(path: string, version: string, { files }: FolderRows): Promise<void> {
  const lines = [...files].map(([file, known]) => JSON.stringify({ ...known, file }));
  await writeAtomically(
    path,
    `${[JSON.stringify({ schema: INDEX_SCHEMA, version }), ...lines].join('\n')}\n`,
  );
}
