// `npm run check -- …` and `npm run preflight -- …`: the command line of this checkout, set up and built when needed.
import { spawnSync } from 'node:child_process';
import { ensureBuilt, ensurePackages } from './set-up.mjs';

ensurePackages('app');
const { status, signal } = spawnSync(process.execPath, [ensureBuilt(), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(signal === null ? (status ?? 3) : 130);
