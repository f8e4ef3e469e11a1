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

/**
 * Puts the packages of one purpose in place, when they are missing or not those of the lock file, and says so in one line on stderr.
 * `app`: what the program is made of and built with (`dependencies`), about 50 packages. `everything`: the tools of tests and packaging too.
 * @param {'app' | 'everything'} purpose
 */
export function ensurePackages(purpose) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Preflight needs Node 20.19 or newer; this is ${process.versions.node}.`);
    process.exit(2);
  }
  if (isInstalled(purpose)) return;
  const isApp = purpose === 'app';
  console.error(
    `Installing ${isApp ? 'the packages of Preflight (once, half a minute)' : 'the packages for tests and packaging (once, about two minutes)'} …`,
  );
  const args = ['ci', ...(isApp ? ['--omit=dev'] : []), '--no-audit', '--no-fund', '--loglevel=error'];
  endUnlessGood('npm ci', npm(args, { stdio: ['ignore', 'ignore', 'inherit'] }));
}

/** Whether each locked package of the purpose is installed as locked. More may be installed than the purpose asks for. */
function isInstalled(purpose) {
  const marker = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(marker)) return false;
  const installed = packagesOf(marker);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, entry]) =>
      path === '' ||
      installed[path]?.version === entry.version ||
      (installed[path] === undefined &&
        (entry.optional === true || (purpose === 'app' && entry.dev === true))),
  );
}

/** Entries of a lock file by path. What belongs to another system is `optional` there and may lack. */
const packagesOf = (lock) => JSON.parse(readFileSync(lock, 'utf8')).packages;

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
