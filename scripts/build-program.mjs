// Builds the command line as one file. Tests do the same into a folder of their own: `node scripts/build-program.mjs FILE VERSION`.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { embedPage } from './embed-page.mjs';
import { embedQuickJs } from './embed-quickjs.mjs';
import { asciiAlone, lazyBuiltins, undiciClient, zodInEnglish } from './slim-program.mjs';

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
  const { banner, define } = FORMATS[format];
  return build({
    absWorkingDir: root,
    entryPoints: ['src/cli/main.ts'],
    outfile,
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
      ...[lazyBuiltins, undiciClient, zodInEnglish, embedQuickJs],
      ...(page === null ? [] : [embedPage(page)]),
      asciiAlone,
    ],
    external: page === null ? ['preflight:page'] : [],
    write: false,
    banner: { js: banner },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , outfile, version] = process.argv;
  await buildProgram({ outfile, version, page: null });
}
