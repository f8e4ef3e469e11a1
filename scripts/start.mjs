// `npm start`: sets itself up, then the desktop window where Electron's runtime is present, else the same page in the browser.
// Installs no system package, and never provokes Electron's own download.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensurePackages, root } from './set-up.mjs';

/** The runtime's program, or null. Only looks at files: `require('electron')` would start a download. */
export function electronRuntime(env = process.env, folder = join(root, 'node_modules', 'electron')) {
  const dist = env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  try {
    accessSync(join(dist, name), constants.X_OK);
    return join(dist, name);
  } catch {
    return null;
  }
}

function start() {
  ensurePackages('app');
  const cli = ensureBuilt();
  const runtime = electronRuntime();
  if (runtime === null) {
    console.error(
      'Using the browser: the desktop window needs Electron’s runtime, which "npm ci" and "npx install-electron" would fetch (about 110 MB).',
    );
    return spawnSync(process.execPath, [cli, 'serve', '--open', ...process.argv.slice(2)], {
      stdio: 'inherit',
    });
  }
  return spawnSync(runtime, [join(root, 'dist', 'electron'), ...process.argv.slice(2)], { stdio: 'inherit' });
}

if (process.argv[1] === join(root, 'scripts', 'start.mjs')) {
  // Ctrl-C reaches the child too; this process waits for its tidy end.
  process.on('SIGINT', () => undefined);
  const { status } = start();
  process.exit(status ?? 0);
}
