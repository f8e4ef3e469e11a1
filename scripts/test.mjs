// `npm test`: every suite of the project, with its own set-up. Ends with "N passed, N failed, N skipped".
// Nothing is skipped in silence: a suite that cannot run says why, and in CI on Linux that counts as a failure
// (except the one that needs an Electron runtime, which no package registry carries).
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt, ensurePackages, root } from './set-up.mjs';
import { ensureSystemPackages } from './system-packages.mjs';
import { captureMissing, watchWire } from './wire-watch.mjs';

/** A package's own script, run by Node: what stands in `.bin` is a batch file on Windows, which only a shell can start. */
function script(name, command = name) {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [process.execPath, join(folder, typeof bin === 'string' ? bin : bin[command])];
}
const isLinuxX64 = process.platform === 'linux' && process.arch === 'x64';
const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;
/** A pull request's code gets no root: what needs it says so and is skipped. */
const strict =
  process.env.CI === 'true' && process.platform === 'linux' && process.env.PREFLIGHT_NO_ROOT !== '1';

/** A suite counts in the closing line of its output (jest's "Tests:" or "N passed, N failed, N skipped"), else as one test. */
const SUITES = [
  // These only read, each on one processor: as many at one time as there are processors.
  { name: 'types', reads: true, command: () => [...script('typescript', 'tsc'), '--noEmit'] },
  { name: 'lint', reads: true, command: () => [...script('eslint'), '--max-warnings', '0', '.'] },
  {
    name: 'format',
    reads: true,
    command: () => [...script('prettier'), '--check', '--log-level', 'warn', '.'],
  },
  { name: 'dead code', reads: true, command: () => script('knip') },
  {
    name: 'unit',
    command: () => script('jest'),
    env: { NODE_OPTIONS: '--experimental-vm-modules --no-warnings', PREFLIGHT_TEST: '1' },
  },
  {
    name: 'lab',
    command: () => [process.execPath, join(root, 'scripts/lab.mjs'), 'fast'],
    why: () => (isLinuxRoot ? null : 'network namespaces need root on Linux'),
  },
  {
    name: 'programs',
    file: 'test/programs/main.ts',
    why: () => (isLinuxX64 ? null : 'the Linux program is for Linux on x64'),
  },
  {
    name: 'wine',
    command: () => [process.execPath, '--import', 'tsx', join(root, 'test/wine/main.ts'), 'fast'],
    why: () =>
      isLinuxX64 && isLinuxRoot ? null : 'the Windows program is run by Wine, as root on Linux, x64',
  },
  // Brings its own browser where it can (apt-get, as root on a Debian), and judges itself where it cannot.
  { name: 'interface', file: 'test/e2e/interface.ts' },
  { name: 'desktop', file: 'test/e2e/desktop.ts', why: electronMissing, mayBeMissing: true },
];

/** Never `require('electron')`: that starts a download. */
function electronMissing() {
  const path = join(root, 'node_modules', 'electron', 'path.txt');
  return existsSync(path) || process.env.ELECTRON_OVERRIDE_DIST_PATH
    ? null
    : 'no Electron runtime (it comes from outside the package registry)';
}

/** Runs one suite; its output is shown. A suite that hangs is ended after 20 minutes. */
function runSuite(suite) {
  const command = suite.command?.() ?? [process.execPath, '--import', 'tsx', join(root, suite.file)];
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), {
      cwd: root,
      env: { ...process.env, ...suite.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 1_200_000,
    });
    let tail = '';
    const show = (to) => (chunk) => {
      to.write(chunk);
      tail = (tail + chunk).slice(-20_000);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));
    child.on('error', (error) => resolve({ passed: 0, failed: 1, skipped: 0, error: error.message }));
    child.on('close', (code) => resolve(countsOf(tail, code)));
  });
}

function countsOf(output, code) {
  const plain = /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$/.exec(output.trimEnd());
  const number = (pattern) => Number(pattern.exec(output)?.[1] ?? 0);
  const jest = /^Tests:.*$/m.exec(output)?.[0];
  const counts = plain
    ? { passed: Number(plain[1]), failed: Number(plain[2]), skipped: Number(plain[3] ?? 0) }
    : jest
      ? {
          passed: number(/Tests:.*?(\d+) passed/),
          failed: number(/Tests:.*?(\d+) failed/),
          skipped: number(/Tests:.*?(\d+) skipped/),
        }
      : { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
  // A suite that ends badly without a counted failure still failed.
  return code === 0 ? counts : { ...counts, failed: Math.max(1, counts.failed) };
}

async function main() {
  const only = process.argv.slice(2);
  ensurePackages('everything');
  ensureSystemPackages('tests', 'lab', 'peers', 'browser');
  ensureBuilt();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const add = (result) => Object.keys(total).forEach((key) => (total[key] += result[key]));
  const noCapture = captureMissing();
  const wire = noCapture === null ? await watchWire() : null;
  const asked = SUITES.filter(({ name }) => only.length === 0 || only.includes(name));
  const readers = asked.filter(({ reads }) => reads);
  const lane = async () => {
    for (let suite = readers.shift(); suite !== undefined; suite = readers.shift()) add(await tell(suite));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  for (const suite of asked.filter(({ reads }) => !reads)) add(await tell(suite));
  const left = wire === null ? cannotRun({ name: 'wire' }, noCapture) : judged(await wire.stop());
  add(left);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exit(total.failed === 0 ? 0 : 1);
}

/** Runs a suite where it can run, and tells its figures. */
async function tell(suite) {
  const why = suite.why?.() ?? null;
  const began = performance.now();
  const result = why === null ? held(suite, await runSuite(suite)) : cannotRun(suite, why);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `-- ${suite.name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped, ${seconds} s`,
  );
  return result;
}

/** Nothing of ours left this machine while the suites ran. */
function judged({ ours, others }) {
  for (const line of ours.slice(0, 20)) console.log(`left this machine: ${line}`);
  console.log(
    `-- wire: ${ours.length} packets of ours on the interfaces of this machine, ${others} of other programs`,
  );
  return { passed: ours.length === 0 ? 1 : 0, failed: ours.length === 0 ? 0 : 1, skipped: 0 };
}

/** The suite has said why it skipped tests; where everything can be installed that is a failure. */
function held(suite, { passed, failed, skipped }) {
  return strict && !suite.mayBeMissing
    ? { passed, failed: failed + skipped, skipped: 0 }
    : { passed, failed, skipped };
}

function cannotRun(suite, why) {
  const counts = strict && !suite.mayBeMissing;
  console.log(`-- ${suite.name}: cannot run here: ${why}${counts ? ' (a failure in CI)' : ''}`);
  return { passed: 0, failed: counts ? 1 : 0, skipped: counts ? 0 : 1 };
}

await main();
