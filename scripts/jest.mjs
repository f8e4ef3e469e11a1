// `npm run jest -- FILE…`: jest with what ES modules need. `--mutations 10000` makes the fuzzed inputs of the bundle tests that many.
// Here and not in package.json, because "NAME=value program" is a language of POSIX shells.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { ensurePackages, root } from './set-up.mjs';

ensurePackages('everything');

const args = process.argv.slice(2);
const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules' };
const at = args.indexOf('--mutations');
if (at >= 0) [, env.PREFLIGHT_MUTATIONS] = args.splice(at, 2);
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(process.execPath, [jest, ...args], { cwd: root, env, stdio: 'inherit' });
process.exitCode = status ?? 1;
