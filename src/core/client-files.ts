/**
 * Where the WorkSpaces client keeps its files, and its logs, read without a change. Folders: administration guide, client logs, and the
 * conflict C48 of the tables (/opt/workspacesclient/workspacesclient is the program, ~/Library/Logs the folder of the clients 1.0 and 2.0).
 */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openAtOnce } from './plain-file.ts';

export interface ClientPlace {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const AMAZON = 'Amazon Web Services';
const CLIENT = 'Amazon WorkSpaces';

/** Where the client of this system keeps its settings; null where nobody knows. */
export function clientFolder({ platform, env, home }: ClientPlace): string | null {
  if (platform === 'win32')
    return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), AMAZON, CLIENT);
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', AMAZON, CLIENT);
  return platform === 'linux'
    ? join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), AMAZON, CLIENT)
    : null;
}

/** Where it writes its logs; empty where nobody knows. */
export function clientLogFolders(place: ClientPlace): readonly string[] {
  const folder = clientFolder(place);
  const old = place.platform === 'darwin' ? [join(place.home, 'Library', 'Logs', AMAZON)] : [];
  return folder === null ? [] : [join(folder, 'logs'), ...old];
}

export interface ClientLog {
  /** Name without folder. */
  readonly name: string;
  readonly text: string;
  /** It was longer: the beginning is missing. */
  readonly cut: boolean;
}

export interface LogLimits {
  readonly eachBytes: number;
  readonly allBytes: number;
}

interface FoundLog {
  readonly path: string;
  readonly name: string;
  readonly modifiedMs: number;
  readonly bytes: number;
}

/** ~/Library/Logs/Amazon Web Services/Amazon WorkSpaces/1.0 is the deepest folder that a document names. */
const DEPTH = 3;
const MOST_FILES = 500;
const LOG_NAME = /\.(?:log|txt|json)(?:\.\d{1,4})?$|^[\w-]+\.log[\w.-]{0,20}$/i;

/** Newest first, each cut to its end, all together bounded. What cannot be read is left out; links are never followed. */
export async function readClientLogs(
  folders: readonly string[],
  { eachBytes, allBytes }: LogLimits,
): Promise<readonly ClientLog[]> {
  const found: FoundLog[] = [];
  for (const folder of folders) await findLogs(folder, DEPTH, found);
  found.sort((a, b) => b.modifiedMs - a.modifiedMs);
  const texts: ClientLog[] = [];
  let left = allBytes;
  for (const log of found) {
    const text = left > 0 ? await readEnd(log, Math.min(left, eachBytes)) : null;
    if (text === null) continue;
    texts.push(text);
    left -= Buffer.byteLength(text.text);
  }
  return texts;
}

async function findLogs(folder: string, depth: number, found: FoundLog[]): Promise<void> {
  const names = depth === 0 ? [] : await readdir(folder).catch(() => []);
  for (const name of names.sort()) {
    if (found.length >= MOST_FILES) return;
    const path = join(folder, name);
    const stat = await lstat(path).catch(() => null);
    if (stat?.isDirectory()) await findLogs(path, depth - 1, found);
    if (stat?.isFile() && LOG_NAME.test(name)) {
      found.push({ path, name, modifiedMs: stat.mtimeMs, bytes: stat.size });
    }
  }
}

/** The last lines: what happened just now stands at the end. */
async function readEnd({ path, name, bytes }: FoundLog, most: number): Promise<ClientLog | null> {
  const file = await openAtOnce(path).catch(() => null);
  if (file === null) return null;
  try {
    // Whole pairs from the end, for UTF-16.
    const length = bytes > most ? most - ((bytes - most) % 2) : bytes;
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, bytes - length);
    const text = decodeLog(buffer.subarray(0, bytesRead));
    const cut = bytes > most;
    return { name, text: cut ? text.slice(text.indexOf('\n') + 1) : text, cut };
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

/** Windows programs like UTF-16, of either order; read as anything else it would hide a password from every pattern. */
export function decodeLog(bytes: Uint8Array): string {
  const seen = bytes.subarray(0, 2000);
  const zerosAt = (parity: number): number =>
    seen.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  const marked =
    bytes[0] === 0xfe && bytes[1] === 0xff ? 'be' : bytes[0] === 0xff && bytes[1] === 0xfe ? 'le' : null;
  const [even, odd] = [zerosAt(0), zerosAt(1)];
  const order = marked ?? (even + odd <= seen.length / 4 ? null : even > odd ? 'be' : 'le');
  const text = new TextDecoder(order === null ? 'utf-8' : `utf-16${order}`).decode(bytes);
  return text.replace(/^\uFEFF/, '').replace(/\u0000/g, '');
}
