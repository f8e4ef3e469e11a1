/**
 * The built command line under fire: kill -9 at 50 random moments of a check with `--bundle` and `--output`, a full disk, a read-only folder, a
 * folder that turns read-only while the check runs. `npm run bundle:fire`; disks need Linux and root, elsewhere that part says so.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBundle } from '../src/bundle/open-bundle.ts';
import { reportSchema } from '../src/report/report.ts';
import { ensureBuilt } from '../test/lab/ensure-built.ts';
import { PREFLIGHT } from '../test/lab/places.ts';
import { randomOf } from '../test/unit/bundle/mutate-bytes.ts';

const KILLS = 50;
const CHECK = [
  'check',
  '--region',
  'eu-central-1',
  '--samples',
  '1',
  '--quiet',
  '--format',
  'json',
  '--simulate',
];
const root = await mkdtemp(join(tmpdir(), 'preflight-fire-'));
const problems: string[] = [];

function expectThat(holds: boolean, what: string): void {
  if (!holds) problems.push(what);
}

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `around`: what the program is started by, such as setpriv. */
async function run(
  args: readonly string[],
  around: readonly string[] = [],
  during?: () => void,
): Promise<Ran> {
  const [file = '', ...rest] = [...around, process.execPath, PREFLIGHT, ...args];
  const child = spawn(file, rest, { cwd: root, env: { PATH: process.env['PATH'] ?? '' } });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.stderr += chunk));
  if (during) setTimeout(during, 900);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

function isReport(text: string): boolean {
  try {
    return reportSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

async function isWhole(path: string): Promise<boolean> {
  return openBundle(readFileSync(path)).then(
    ({ problems: found }) => found.length === 0,
    () => false,
  );
}

/** Half of the kills fall anywhere in the run, half right after the report was written, when the bundle is. */
async function killMany(): Promise<void> {
  const folder = join(root, 'kills');
  mkdirSync(folder);
  const [bundle, report] = [join(folder, 'case.zip'), join(folder, 'report.json')];
  const args = [...CHECK, 'offline', '--bundle', bundle, '--output', report];
  const began = performance.now();
  await run(args);
  const wholeMs = performance.now() - began;
  const earlier = readFileSync(bundle);
  const random = randomOf(7);
  const seen = { earlier: 0, later: 0 };
  for (let kill = 0; kill < KILLS; kill += 1) {
    writeFileSync(bundle, earlier);
    rmSync(report, { force: true });
    const child = spawn(process.execPath, [PREFLIGHT, ...args], { cwd: root, stdio: 'ignore' });
    const gone = once(child, 'exit');
    if (kill % 2 === 0) await sleep(random() * wholeMs);
    else {
      while (!existsSync(report) && child.exitCode === null) await sleep(1);
      await sleep(random() * 30);
    }
    child.kill('SIGKILL');
    await gone;
    const isEarlier = readFileSync(bundle).equals(earlier);
    seen[isEarlier ? 'earlier' : 'later'] += 1;
    expectThat(await isWhole(bundle), `kill ${kill}: half a bundle`);
    expectThat(!existsSync(report) || isReport(readFileSync(report, 'utf8')), `kill ${kill}: half a report`);
    expectThat(isEarlier || existsSync(report), `kill ${kill}: a bundle without its report`);
  }
  const litter = readdirSync(folder).filter((name) => name.endsWith('.part'));
  for (const name of litter) utimesSync(join(folder, name), 0, 0);
  await run(args);
  const left = readdirSync(folder).filter((name) => name.endsWith('.part'));
  expectThat(left.length === 0, `litter stays: ${left.join(' ')}`);
  console.log(
    `${KILLS} kills: ${seen.earlier} times the earlier bundle stood whole, ${seen.later} times the new one; ${litter.length} half-written files beside it, cleared by the next run once old`,
  );
}

/** A small disk of its own; what it holds goes with it. */
async function onDisk(size: string, work: (folder: string) => Promise<void>): Promise<void> {
  const folder = join(root, `disk-${size}`);
  mkdirSync(folder);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  try {
    await work(folder);
  } finally {
    execFileSync('umount', [folder]);
  }
}

async function fullDisk(): Promise<void> {
  await onDisk('128k', async (folder) => {
    const bundle = join(folder, 'case.zip');
    await run([...CHECK, 'offline', '--bundle', bundle]);
    const earlier = readFileSync(bundle);
    fill(folder);
    const { code, stdout, stderr } = await run([...CHECK, 'ready', '--bundle', bundle]);
    expectThat(code === 3, `full disk: exit ${code}`);
    expectThat(isReport(stdout), 'full disk: the report is lost');
    expectThat(/^preflight: [^\n]*the disk is full[^\n]*\n$/.test(stderr), `full disk: said ${stderr}`);
    expectThat(readFileSync(bundle).equals(earlier), 'full disk: the earlier bundle is lost');
    const both = await run([...CHECK, 'ready', '--bundle', bundle, '--output', join(folder, 'report.json')]);
    expectThat(both.code === 3 && isReport(both.stdout), `full disk with --output: exit ${both.code}`);
    expectThat(
      readdirSync(folder).sort().join() === 'case.zip,fill',
      `full disk: ${readdirSync(folder).join()}`,
    );
    console.log(
      `full disk: exit ${code}, "${stderr.trim()}"; report printed, earlier bundle whole, nothing beside it`,
    );
  });
}

/** To the last byte. */
function fill(folder: string): void {
  for (let bytes = 128 * 1024; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    try {
      writeFileSync(join(folder, 'fill'), Buffer.alloc(bytes), { flag: 'a' });
    } catch {
      // Less, then.
    }
  }
}

async function readOnly(): Promise<void> {
  await onDisk('2m', async (folder) => {
    const bundle = join(folder, 'case.zip');
    await run([...CHECK, 'offline', '--bundle', bundle]);
    const earlier = readFileSync(bundle);
    const remount = (mode: string): void => void execFileSync('mount', ['-o', `remount,${mode}`, folder]);
    const turned = await run([...CHECK, 'ready', '--bundle', bundle], [], () => remount('ro'));
    expectThat(turned.code === 3, `turned read-only: exit ${turned.code}`);
    expectThat(isReport(turned.stdout), 'turned read-only: the report is lost');
    const before = await run([...CHECK, 'ready', '--bundle', bundle]);
    expectThat(before.code === 2 && before.stdout === '', `read-only: exit ${before.code}`);
    expectThat(
      /^preflight: [^\n]*read-only[^\n]*\n$/.test(before.stderr),
      `read-only: said ${before.stderr}`,
    );
    expectThat(readFileSync(bundle).equals(earlier), 'read-only: the earlier bundle is lost');
    console.log(
      `read-only during the run: exit ${turned.code}, "${turned.stderr.trim()}"; before it: exit 2, "${before.stderr.trim()}"`,
    );
    remount('rw');
    chmodSync(folder, 0o755);
    const nobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
    chmodSync(root, 0o755);
    const other = await run([...CHECK, 'ready', '--bundle', join(folder, 'mine.zip')], nobody);
    expectThat(other.code === 2 && other.stdout === '', `another's folder: exit ${other.code}`);
    console.log(`another user's folder: exit ${other.code}, "${other.stderr.trim()}"`);
  });
}

await ensureBuilt();
try {
  await killMany();
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    await fullDisk();
    await readOnly();
  } else console.log('full and read-only disks: only on Linux as root');
} finally {
  rmSync(root, { recursive: true, force: true });
}
for (const problem of problems) console.error(`WRONG: ${problem}`);
process.exitCode = problems.length === 0 ? 0 : 1;
