/** The places of a drop, and what is kept of it on this computer: the bundle that waits, the counts, the list of what left. */
import { constants } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { appendLine, removeFile } from '../history/line-files.ts';
import { writeAtomically } from '../core/write-atomically.ts';
import { parseBoundedJson } from '../core/bounded-json.ts';
import { withDeadline } from '../net/call-deadline.ts';
import { askLink, DROP_TIMEOUT_MS, putBundle, type PutOptions } from '../net/drop-put.ts';
import { issuedLink, urlOf, type Drop, type DropName } from '../policy/drop.ts';

/** `left`: it is there, perhaps from an earlier try. `refused`: it never will be. `reason`: one line without the link. */
export type Left =
  | { readonly kind: 'left' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'later'; readonly reason: string; readonly retryAfterMs: number | null };

export interface Leaving {
  readonly bytes: Uint8Array;
  readonly name: DropName;
}

export function leaveIn(drop: Drop, { bytes, name }: Leaving, options: PutOptions): Promise<Left> {
  if ('folder' in drop) return leaveInFolder(drop.folder, { bytes, name }, options);
  return 'issuer' in drop
    ? leaveByIssuer(drop, { bytes, name }, options)
    : leaveByPut(urlOf(drop.url, name), bytes, options);
}

/** A link is for this bundle alone and soon expires: each try asks for a new one. */
async function leaveByIssuer(
  { issuer, host }: Extract<Drop, { issuer: string }>,
  { bytes, name }: Leaving,
  options: PutOptions,
): Promise<Left> {
  const { status, text, retryAfterMs, reason } = await askLink(urlOf(issuer, name), options);
  if (status !== 200) return { kind: 'later', reason: `issuer: ${reason}`, retryAfterMs };
  const link = issuedLink(text, host);
  if (link === null)
    return { kind: 'later', reason: 'issuer: no link to the host of the policy', retryAfterMs };
  return leaveByPut(link, bytes, options);
}

/** Folders that gave no answer and have none yet: a dead share holds one thread of this process, never the next try's too. */
const standing = new Set<string>();

/** A share whose server is gone may hang for ever, and no call to it can be taken back. */
function leaveInFolder(folder: string, what: Leaving, { signal }: PutOptions): Promise<Left> {
  const late = (): Left => ({ kind: 'later', reason: 'no answer in time', retryAfterMs: null });
  const write = (): Promise<Left> => {
    standing.add(folder);
    return writeInto(folder, what).finally(() => standing.delete(folder));
  };
  if (standing.has(folder)) return Promise.resolve(late());
  return withDeadline({ timeoutMs: DROP_TIMEOUT_MS, signal }, write, late);
}

/** Created beside and renamed: whoever collects sees whole bundles alone. The folder is never read, and needs no right to be. */
async function writeInto(folder: string, { bytes, name: { sha256, day } }: Leaving): Promise<Left> {
  const beside = join(folder, `.${randomUUID()}.part`);
  try {
    const file = await open(beside, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o640);
    await file.writeFile(bytes).finally(async () => {
      await file.sync().catch(() => undefined);
      await file.close();
    });
    await rename(beside, join(folder, `${day}-${sha256}.zip`));
    return { kind: 'left' };
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    return {
      kind: 'later',
      reason: String((error as NodeJS.ErrnoException).code ?? 'unknown'),
      retryAfterMs: null,
    };
  }
}

/** Too large is for ever; a link that expired, and a server that has no room, may be otherwise tomorrow. */
const FOR_EVER: readonly number[] = [411, 413, 414, 415];
/** `If-None-Match: *`: it is there already. */
const THERE = 412;

async function leaveByPut(url: string, bytes: Uint8Array, options: PutOptions): Promise<Left> {
  const { status, retryAfterMs, reason } = await putBundle(url, bytes, options);
  if (status !== null && ((status >= 200 && status < 300) || status === THERE)) return { kind: 'left' };
  if (status !== null && FOR_EVER.includes(status)) return { kind: 'refused', reason };
  return { kind: 'later', reason, retryAfterMs };
}

export function dropFiles(dataFolder: string) {
  const folder = join(dataFolder, 'drop');
  const [held, state] = [join(folder, 'waiting.zip'), join(folder, 'state.json')];
  return {
    /** What left this computer by itself, a line each. */
    list: join(folder, 'left.jsonl'),
    held: async (): Promise<Uint8Array | null> => readFile(held).catch(() => null),
    hold: (bytes: Uint8Array | null): Promise<void> =>
      bytes === null ? removeFile(held) : writeAtomically(held, bytes),
    keep: (now: unknown): Promise<void> => writeAtomically(state, `${JSON.stringify(now)}\n`),
    /** Not parsed; null: none. */
    kept: async (): Promise<unknown> => {
      const read = parseBoundedJson(await readFile(state, 'utf8').catch(() => ''));
      return read.ok ? read.value : null;
    },
    note: (line: Readonly<Record<string, unknown>>): Promise<void> =>
      appendLine(join(folder, 'left.jsonl'), line),
  };
}
