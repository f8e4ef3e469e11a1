/** The programs for people without Node, as the tests take them: built once, and again when a source is newer. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { REPOSITORY } from '../lab/places.ts';

/** Each target has a folder of its own: the build clears what lies beside. */
export function folderOf(target: string): string {
  return join(REPOSITORY, '.cache/programs', target);
}

/** Builds one program, its licences and its checksums into its folder. Throws with what the build said. */
export function buildProgram(target: string): void {
  const script = join(REPOSITORY, 'scripts/programs/main.mjs');
  const args = [script, '--only', target, '--out', folderOf(target), '--if-older'];
  const { status, stderr } = spawnSync(execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the program ${target}: ${stderr.slice(-500)}`);
}

/** What `--version` must say. */
export function version(): string {
  return (JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { version: string }).version;
}

/** HTTP status of a page on loopback, by a connection of its own. */
export function statusOf(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).once('error', reject);
  });
}
