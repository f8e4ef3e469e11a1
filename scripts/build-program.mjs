// Builds the command line: as one file, from which the programs for one system are made, and in parts for npm, of which a start reads few
// (docs/adr/0006). Tests do both into folders of their own: `node scripts/build-program.mjs FILE VERSION`, and a
// third word for the folder of the parts.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { embedPage } from './embed-page.mjs';
import { embedQuickJs } from './embed-quickjs.mjs';
import { asciiAlone, lazyBuiltins, lazyWidth, undiciClient, zodInEnglish } from './slim-program.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// CommonJS packages inside an ES module bundle need a require of their own.
export const REQUIRE =
  "import { createRequire as preflightCreateRequire } from 'node:module';\nconst require = preflightCreateRequire(import.meta.url);";

/** A program for one system takes CommonJS alone; there the file itself is the program. */
const FORMATS = {
  esm: { banner: `#!/usr/bin/env node\n${REQUIRE}`, define: {} },
  cjs: {
    banner: "const preflightUrl = require('node:url').pathToFileURL(process.execPath).href;",
    define: { 'import.meta.url': 'preflightUrl' },
  },
};

/**
 * @param {{ outfile: string, version: string, page: string | null, format?: 'esm' | 'cjs' }} choice
 * `page`: folder of the built page; null leaves it out
 */
export function buildProgram({ outfile, version, page, format = 'esm' }) {
  return build({ ...optionsOf({ version, page, format }), entryPoints: [ENTRY], outfile });
}

/**
 * The same program as `preflight.mjs` and the parts that it loads as it needs them.
 * @param {{ outdir: string, version: string, page: string | null }} choice
 */
export function buildParts({ outdir, version, page }) {
  return build({
    ...optionsOf({ version, page, format: 'esm' }),
    entryPoints: { preflight: ENTRY },
    outdir,
    splitting: true,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'part-[hash]',
  });
}

const ENTRY = 'src/cli/main.ts';

function optionsOf({ version, page, format }) {
  const { banner, define } = FORMATS[format];
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format,
    legalComments: 'none',
    metafile: true,
    define: { ...define, PREFLIGHT_VERSION: JSON.stringify(version) },
    // Less to read and scan at every start (docs/proof/benchmarks.md); names stay, so that a stack trace can be read.
    minifyWhitespace: true,
    plugins: [
      ...[lazyBuiltins, lazyWidth, undiciClient, zodInEnglish, embedQuickJs],
      ...(page === null ? [] : [embedPage(page)]),
      asciiAlone,
    ],
    external: page === null ? ['preflight:page'] : [],
    write: false,
    banner: { js: banner },
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , outfile, version, outdir] = process.argv;
  await buildProgram({ outfile, version, page: null });
  if (outdir !== undefined) await buildParts({ outdir, version, page: null });
}
