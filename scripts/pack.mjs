// `npm pack` and `npm publish` (prepack, postpack): the program is built first, and the published package asks for no other package,
// since esbuild has put them all inside (docs/adr/0006). npm knows no way to say that in package.json itself, so for the time of
// packing the file is written without them; what it was lies beside it until then, also after a kill.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensurePackages, root } from './set-up.mjs';

const manifest = join(root, 'package.json');
const kept = join(root, '.package.json.kept');

/** Puts back what an earlier packing left, if one was ended half-way. */
function restore() {
  if (existsSync(kept)) renameSync(kept, manifest);
}

/**
 * The package.json that people install: no packages, no scripts but the one that npm still looks for after packing.
 * @param {Record<string, unknown> & { scripts: Record<string, string> }} whole
 * @returns {Record<string, unknown>}
 */
export function published({ dependencies: _made, devDependencies: _tools, scripts: { postpack }, ...rest }) {
  return { ...rest, scripts: { postpack } };
}

function prepare() {
  ensurePackages('app');
  ensureBuilt();
  const whole = readFileSync(manifest, 'utf8');
  writeFileSync(kept, whole);
  writeFileSync(manifest, `${JSON.stringify(published(JSON.parse(whole)), null, 2)}\n`);
}

if (process.argv[1] === join(root, 'scripts', 'pack.mjs')) {
  restore();
  if (process.argv[2] === 'prepare') prepare();
}
