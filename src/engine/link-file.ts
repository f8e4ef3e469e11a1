/**
 * The link for a browser that is started by us. Its secret must not stand in the list of processes, which every user of the computer can read: the
 * browser is given a file that this user alone can read, and that sends it on.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeAtomically } from '../core/write-atomically.ts';

export interface LinkFile {
  /** `file:` address of the page that redirects. */
  readonly url: string;
  remove(): Promise<void>;
}

/** Browsers packed as snaps see neither the temporary folder nor hidden ones; they all see their own. */
const SNAP_FOLDERS = ['snap/chromium/common', 'snap/firefox/common'];

/** `link` is ours: letters, digits, `:/#=-_.` */
export async function makeLinkFile(link: string, home = homedir()): Promise<LinkFile> {
  const snap = SNAP_FOLDERS.map((folder) => join(home, folder)).find((folder) => existsSync(folder));
  // 0700.
  const folder = await mkdtemp(join(snap ?? tmpdir(), 'preflight-open-'));
  const file = join(folder, 'open.html');
  await writeAtomically(file, pageFor(link));
  return { url: pathToFileURL(file).href, remove: () => rm(folder, { recursive: true, force: true }) };
}

function pageFor(link: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Preflight</title>
<meta name="referrer" content="no-referrer"><meta http-equiv="refresh" content="0; url=${link}">
<p><a href="${link}">Preflight</a></p>
`;
}
