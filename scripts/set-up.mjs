// First step of every script: packages in place. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a program in the project folder with its output shown; ends this process when it fails. */
export function mustRun(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    ...options,
  });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

/** Installs node_modules when it is missing or older than the lock file. Says so in one line on stderr. */
export function ensurePackages() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Preflight needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(2);
  }
  const marker = join(root, 'node_modules', '.package-lock.json');
  const fresh =
    existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
  if (fresh || (existsSync(marker) && sameLock(marker))) return;
  console.error('Installing the packages of Preflight (once, about a minute) …');
  mustRun('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** A fresh clone has a new lock file time; what counts is whether the installed tree is the locked one. */
function sameLock(marker) {
  const locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(marker, 'utf8')).packages;
  return Object.entries(installed).every(([path, entry]) => locked[path]?.version === entry.version);
}

/** Builds dist when a source is newer than it. */
export function ensureBuilt() {
  const built = join(root, 'dist', 'preflight.mjs');
  if (
    existsSync(built) &&
    newest(['src', 'renderer', 'electron', 'scripts', 'package.json']) <= statSync(built).mtimeMs
  )
    return built;
  mustRun(process.execPath, [join(root, 'scripts', 'build.mjs')]);
  return built;
}

function newest(paths) {
  return Math.max(...paths.map((path) => newestOf(join(root, path))));
}

function newestOf(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestOf(join(path, name))));
}
