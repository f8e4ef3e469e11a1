// `npm run programs`: one program for each system, with checksums and the list of what is inside. `npm run programs -- --only linux-x64
// --out FOLDER` makes some of them, elsewhere; `--if-older` only where a source is newer. The same sources give the same bytes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePackages, isFresh, root } from '../set-up.mjs';
import { TARGETS } from './targets.mjs';

function choiceOf() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      out: { type: 'string' },
      'if-older': { type: 'boolean' },
    },
  });
  const wanted = values.only ?? TARGETS.map(({ id }) => id);
  const unknown = wanted.find((id) => !TARGETS.some((target) => target.id === id));
  if (unknown)
    throw new UsageError(`unknown program "${unknown}"; known: ${TARGETS.map(({ id }) => id).join(', ')}`);
  return {
    targets: TARGETS.filter(({ id }) => wanted.includes(id)),
    ifOlder: values['if-older'] === true,
    out: resolve(values.out ?? join(root, 'dist/programs')),
  };
}

/** Beside the programs. */
const LISTS = ['LICENSES.txt', 'sbom.cdx.json', 'SHA256SUMS'];

class UsageError extends Error {}

/** Time of the commit, so that no clock gets into the files (https://reproducible-builds.org/specs/source-date-epoch/). */
function sourceTime() {
  const given = process.env.SOURCE_DATE_EPOCH;
  const seconds =
    given ?? execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  return new Date(Number(seconds) * 1000);
}

async function main() {
  const { targets, out, ifOlder } = choiceOf();
  if (ifOlder && targets.every(({ file }) => isFresh(join(out, file)))) return;
  ensurePackages('everything');
  // Only now are the packages there that these need.
  const { buildRenderer } = await import('../build-renderer.mjs');
  const { makeBlob } = await import('./blob.mjs');
  const { makeProgram } = await import('./inject.mjs');
  const { nodeBinary } = await import('./node-binaries.mjs');
  const { sbomOf } = await import('./sbom.mjs');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const work = join(out, '.work');
  // What we write and nothing else: the folder is the caller's.
  for (const name of ['.work', ...TARGETS.map(({ file }) => file), ...LISTS])
    rmSync(join(out, name), { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const page = await buildRenderer({ outdir: join(work, 'page') });
  const { blob, inputs, licences } = await makeBlob({ folder: join(work, 'blob'), version, page });
  for (const target of targets) {
    const file = join(out, target.file);
    const remarks = await makeProgram({ target, node: nodeBinary(target), blob, file, version });
    console.log(`${target.file}: ${readFileSync(file).length.toLocaleString('en')} bytes`);
    for (const remark of remarks) console.error(`note: ${remark}`);
  }
  writeFileSync(join(out, 'LICENSES.txt'), licences);
  writeFileSync(join(out, 'sbom.cdx.json'), sbomOf(inputs, sourceTime()));
  rmSync(work, { recursive: true });
  const names = [...targets.map(({ file }) => file), 'LICENSES.txt', 'sbom.cdx.json'];
  writeFileSync(join(out, 'SHA256SUMS'), names.map((name) => sumLine(out, name)).join(''));
}

function sumLine(folder, name) {
  return `${createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex')}  ${name}\n`;
}

try {
  await main();
} catch (error) {
  console.error(`programs: ${error.message}`);
  process.exitCode = error instanceof UsageError || error.code?.startsWith('ERR_PARSE_ARGS') ? 2 : 1;
}
