// Builds everything that runs: the command line as one file, later the renderer and the Electron entries. esbuild alone.
import { build } from 'esbuild';
import { embedQuickJs } from './embed-quickjs.mjs';
import { cpSync, readFileSync, rmSync } from 'node:fs';

const root = new URL('..', import.meta.url).pathname;
const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
rmSync(`${root}/dist`, { recursive: true, force: true });

await build({
  entryPoints: { preflight: `${root}/src/cli/main.ts` },
  outdir: `${root}/dist`,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  plugins: [embedQuickJs],
  platform: 'node',
  format: 'esm',
  target: 'node20.19',
  sourcemap: false,
  legalComments: 'linked',
  define: { PREFLIGHT_VERSION: JSON.stringify(version) },
  // CommonJS packages inside an ES module bundle need a require of their own.
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as preflightCreateRequire } from 'node:module';\nconst require = preflightCreateRequire(import.meta.url);",
  },
});

// Published beside the program: what its documents look like.
cpSync(`${root}/schemas`, `${root}/dist/schemas`, { recursive: true });
