/** Scenarios run the shipped command line, dist/preflight.mjs: built here when it is older than its sources. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { REPOSITORY, PREFLIGHT } from './places.ts';
import { mustRun } from './run-command.ts';

export async function ensureBuilt(): Promise<void> {
  const built = await stat(PREFLIGHT).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  if (built < (await newestSource())) await mustRun(execPath, [join(REPOSITORY, 'scripts/build.mjs')]);
}

async function newestSource(): Promise<number> {
  const entries = await readdir(join(REPOSITORY, 'src'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const times = await Promise.all(
    files.map(async (file) => (await stat(join(file.parentPath, file.name))).mtimeMs),
  );
  return Math.max(...times);
}
