// Writes docs/findings/*.md and docs/failures.md; with `--check` it fails where the repository held something else.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { findingPages } from './finding-pages.ts';
import { formatted } from './format-generated.ts';

const docs = new URL('../docs/', import.meta.url);
const folder = new URL('findings/', docs);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(new URL(name, folder));
for (const [path, text] of findingPages()) writeFileSync(new URL(path, docs), await formatted(text, path));

if (process.argv.includes('--check')) {
  // Fails when what stands in the repository is not what the code says.
  execFileSync('git', ['diff', '--exit-code', '--stat', '--', 'docs/findings', 'docs/failures.md'], {
    cwd: new URL('..', import.meta.url).pathname,
    stdio: 'inherit',
  });
}
