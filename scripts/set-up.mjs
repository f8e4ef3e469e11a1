// First step of every script: packages in place. Needs nothing but Node and npm.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** npm's own script: `npm` on Windows is a batch file, which only a shell can start, and a shell takes arguments apart. */
function npmScript() {
  const beside = dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : null,
    join(beside, 'node_modules/npm/bin/npm-cli.js'),
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
    join(beside, '../share/nodejs/npm/bin/npm-cli.js'),
  ];
  return candidates.find((file) => file !== null && existsSync(file)) ?? null;
}

/** Runs npm in the project folder, without a shell; output as text unless `options` say otherwise. */
export function npm(args, options = {}) {
  const script = npmScript();
  const command = script === null ? ['npm'] : [process.execPath, script];
  return spawnSync(command[0], [...command.slice(1), ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
}

/** Runs a script of this project with Node and its output shown; ends this process when it fails. */
function mustRunScript(...args) {
  const { status, error } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  endUnlessGood(args[0], { status, error });
}

function endUnlessGood(name, { status, error }) {
  if (error) console.error(`${name}: ${error.message}`);
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
  const stdio = ['ignore', 'ignore', 'inherit'];
  endUnlessGood('npm ci', npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { stdio }));
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
  if (isFresh(built)) return built;
  mustRunScript(join(root, 'scripts', 'build.mjs'));
  return built;
}

/** Whether a file is newer than every source. */
export function isFresh(file) {
  const sources = ['src', 'renderer', 'electron', 'scripts', 'package.json'];
  return existsSync(file) && newest(sources) <= statSync(file).mtimeMs;
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
