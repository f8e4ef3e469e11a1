// Builds everything that runs, with esbuild alone: the page, the command line as one file (the page inside) and in parts, the desktop shell.
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { REQUIRE, buildParts, buildProgram } from './build-program.mjs';
import { buildRenderer } from './build-renderer.mjs';
import { embedPage } from './embed-page.mjs';
import { embedQuickJs } from './embed-quickjs.mjs';
import { shippedPackages } from './shipped.mjs';
import { thirdPartyNotices } from './third-party-notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const dist = join(root, 'dist');
rmSync(dist, { recursive: true, force: true });

const page = await buildRenderer({ outdir: join(dist, 'renderer') });

const shared = {
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  legalComments: 'none',
  metafile: true,
  define: { PREFLIGHT_VERSION: JSON.stringify(version) },
  plugins: [embedQuickJs, embedPage(page.outdir)],
};

const program = await buildProgram({ outfile: join(dist, 'preflight.mjs'), version, page: page.outdir });

const parts = join(dist, 'npm');
await buildParts({ outdir: parts, version, page: page.outdir });

/** The update channel of the desktop app: none unless both are named (docs/adr/0059). */
function updateChannel({ PREFLIGHT_UPDATE_URL: url, PREFLIGHT_UPDATE_KEY: publicKey }) {
  return url && publicKey ? { url, publicKey } : null;
}

const desktop = await build({
  ...shared,
  define: { ...shared.define, PREFLIGHT_UPDATES: JSON.stringify(updateChannel(process.env)) },
  entryPoints: { main: join(root, 'electron/main/index.ts'), engine: join(root, 'electron/engine/index.ts') },
  outdir: join(dist, 'electron'),
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  external: ['electron'],
  banner: { js: REQUIRE },
});

// A sandboxed preload script must be one CommonJS file.
await build({
  ...shared,
  entryPoints: { preload: join(root, 'electron/preload/index.ts') },
  outdir: join(dist, 'electron'),
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  external: ['electron'],
});

// What Electron is started with from a checkout (scripts/start.mjs).
writeFileSync(
  join(dist, 'electron', 'package.json'),
  JSON.stringify({ name, version, type: 'module', main: 'main.mjs' }),
);

// Beside the program: the licences of what is bundled, and what its documents look like.
const inputs = [program, desktop].flatMap(({ metafile }) => Object.keys(metafile.inputs));
const notices = thirdPartyNotices([...page.inputs, ...inputs]);
for (const folder of [dist, parts]) writeFileSync(join(folder, 'THIRD-PARTY-NOTICES.txt'), notices);
writeFileSync(
  join(dist, 'shipped.json'),
  JSON.stringify(shippedPackages([...page.inputs, ...inputs]), null, 2),
);
cpSync(join(root, 'schemas'), join(dist, 'schemas'), { recursive: true });
