// The blob that every program carries: the command line as CommonJS, and the licences.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram } from '../build-program.mjs';
import { thirdPartyNotices } from '../third-party-notices.mjs';
import { nodeLicence, nodeOfThisMachine } from './node-binaries.mjs';
import { LOCK } from './targets.mjs';

/**
 * Writes main.cjs and main.blob into `folder`. The paths in the description are relative: an absolute one would stand in the blob and
 * in stack traces.
 * @param {{ folder: string, version: string, page: { outdir: string, inputs: readonly string[] } }} choice
 */
export async function makeBlob({ folder, version, page }) {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, 'main.cjs');
  const { metafile } = await buildProgram({ outfile, version, page: page.outdir, format: 'cjs' });
  const inputs = [...page.inputs, ...Object.keys(metafile.inputs)];
  const licences = `${thirdPartyNotices(inputs)}\n${'-'.repeat(78)}\n\n${nodeNotice()}`;
  writeFileSync(join(folder, 'licences.txt'), licences);
  const description = {
    main: 'main.cjs',
    output: 'main.blob',
    disableExperimentalSEAWarning: true,
    assets: { licences: 'licences.txt' },
  };
  writeFileSync(join(folder, 'sea.json'), JSON.stringify(description));
  const node = nodeOfThisMachine();
  if (node === null) throw new Error(`no Node ${LOCK.node} for ${process.platform} ${process.arch}`);
  const made = spawnSync(node, ['--experimental-sea-config', 'sea.json'], { cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the blob: ${made.error?.message ?? made.stderr}`);
  return { blob: readFileSync(join(folder, 'main.blob')), inputs, licences };
}

function nodeNotice() {
  return `Node.js ${LOCK.node} (MIT, and the licences of what it brings)\n\n${nodeLicence().trim()}\n`;
}
