// npm run lab, npm run matrix, npm run proofs: starts the lab's TypeScript through tsx. `node scripts/lab.mjs matrix` runs every scenario.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [first, ...rest] = process.argv.slice(2);
const entries = {
  matrix: 'matrix.ts',
  fast: 'fast-suite.ts',
  truth: 'truth-check.ts',
  walks: 'walks.ts',
  'calibrate-proof': 'calibrate-proof.ts',
  proofs: 'proofs/main.ts',
  bundles: 'bundles/main.ts',
};
const file = fileURLToPath(new URL(`../test/lab/${entries[first] ?? 'main.ts'}`, import.meta.url));
const args = first in entries ? rest : process.argv.slice(2);
const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...args], { stdio: 'inherit' });
process.exitCode = status ?? 1;
