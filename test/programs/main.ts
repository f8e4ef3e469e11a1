/**
 * The Linux program as people get it: without Node in the PATH, what it writes as strace sees it, and the Debian package put in, run and taken
 * out. Nothing here sends a packet beyond loopback. Ends with `N passed, N failed, N skipped`.
 */
import { strict as assert } from 'node:assert';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { makePackages } from '../../scripts/programs/packages.mjs';
import { ensureBuilt } from '../../scripts/set-up.mjs';
import { findProgram } from '../../scripts/system-packages.mjs';
import { makeSuite } from '../e2e/suite.ts';
import { PREFLIGHT } from '../lab/places.ts';
import { buildProgram, folderOf, statusOf, version } from './program.ts';
import { writtenPaths } from './written-paths.ts';

const TARGET = 'linux-x64';
const PROGRAM = join(folderOf(TARGET), `preflight-${TARGET}`);
const DEMONSTRATION = ['check', '--simulate', 'pcoip-blocked', '--region', 'eu-central-1'];

/** What a person's session has, without a folder of programs: a Node of this machine cannot help. */
function environment(home: string): Record<string, string> {
  return { HOME: home, PATH: join(home, 'no-programs'), LANG: 'C.UTF-8' };
}

function run(file: string, args: readonly string[], home: string) {
  return spawnSync(file, args, { env: environment(home), cwd: home, encoding: 'utf8' });
}

async function inHome(test: (home: string) => void | Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'preflight é 日本 '));
  try {
    await test(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** The same bytes as the file that Node runs. */
function asWithNode(args: readonly string[]): Promise<void> {
  return inHome((home) => {
    const { stdout, stderr, status } = run(PROGRAM, args, home);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.equal(stdout, run(execPath, [PREFLIGHT, ...args], home).stdout);
  });
}

function checksAndWrites(): Promise<void> {
  return inHome((home) => {
    const { status, stdout } = run(PROGRAM, [...DEMONSTRATION, '--bundle', 'b.zip'], home);
    assert.equal(status, 1);
    assert.match(stdout, /PCoIP is blocked here/);
    const shown = run(PROGRAM, ['bundle', 'inspect', 'b.zip'], home);
    assert.equal(shown.status, 0);
    assert.match(shown.stdout, /PCoIP is blocked here/);
  });
}

/** Everything that is opened to write, made, renamed or removed lies in the data folder or in the folder that was asked for. */
function writesNowhereElse(): Promise<void> {
  return inHome((home) => {
    const [trace, asked] = [join(home, 'trace.txt'), join(home, 'asked')];
    mkdirSync(asked);
    const calls =
      'openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,symlink,link,truncate';
    const traced = ['-f', '-s', '4096', '-o', trace, '-e', `trace=${calls}`, PROGRAM, ...DEMONSTRATION];
    const { status, stderr } = run('/usr/bin/strace', [...traced, '--bundle', 'asked/b.zip'], home);
    assert.equal(status, 1, stderr);
    const written = writtenPaths(readFileSync(trace, 'utf8'), home);
    assert.ok(written.includes(join(asked, 'b.zip')), 'the bundle was seen');
    const ours = [asked, join(home, '.local/share/preflight'), '/dev/null', '/dev/tty'];
    const isOurs = (path: string) => ours.some((one) => path === one || path.startsWith(`${one}/`));
    const parents = [join(home, '.local'), join(home, '.local/share')];
    assert.deepEqual(
      written.filter((path) => !isOurs(path) && !parents.includes(path)),
      [],
    );
  });
}

/** No terminal and no arguments is a scheduler or a deployment tool: the help, never a page. */
function helpsWithoutATerminal(): Promise<void> {
  return inHome((home) => {
    const { status, stdout } = run(PROGRAM, [], home);
    assert.equal(status, 0);
    assert.match(stdout, /preflight check/);
    assert.equal(readdirSync(home).length, 0, 'nothing was written');
  });
}

function servesThePage(): Promise<void> {
  return inHome(async (home) => {
    const child = spawn(PROGRAM, ['serve'], {
      env: environment(home),
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    let said = '';
    const link = await new Promise<string>((resolve, reject) => {
      child.stdout.on('data', (chunk) => {
        said += String(chunk);
        const [found] = /http:\S+/.exec(said) ?? [];
        if (found !== undefined) resolve(found);
      });
      void ended.then((code) => reject(new Error(`it ended with ${code}: ${said}`)));
    });
    const status = await statusOf(link).finally(() => child.kill('SIGTERM'));
    assert.ok([200, 303].includes(status), `status ${status}`);
    assert.equal(await ended, 0);
  });
}

function dpkg(root: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    'dpkg',
    [`--root=${root}`, '--force-depends', '--force-script-chrootless', ...args],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  return stdout;
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name));
}

/** Into a root of its own, so that this machine's packages stay as they are. */
function packageComesAndGoes(): Promise<void> {
  return inHome((home) => {
    const out = join(home, 'packages');
    const time = 1_700_000_000;
    makePackages({
      folder: folderOf(TARGET),
      out,
      url: 'https://example.org/r',
      version: version(),
      time,
      only: ['deb'],
    });
    const root = join(home, 'root');
    mkdirSync(join(root, 'var/lib/dpkg/info'), { recursive: true });
    mkdirSync(join(root, 'var/lib/dpkg/updates'), { recursive: true });
    dpkg(root, '-i', join(out, `preflight_${version()}_amd64.deb`));
    assert.equal(dpkg(root, '-V', 'preflight'), '');
    const installed = join(root, 'usr/bin/preflight');
    assert.equal(run(installed, ['--version'], home).stdout, `${version()}\n`);
    assert.equal(run(installed, DEMONSTRATION, home).status, 1);
    assert.match(
      readFileSync(join(root, 'usr/share/applications/preflight.desktop'), 'utf8'),
      /Exec=preflight serve --open/,
    );
    dpkg(root, '-P', 'preflight');
    assert.deepEqual(
      filesBelow(root).filter((path) => !path.includes('/var/lib/dpkg/')),
      [],
    );
  });
}

async function main(): Promise<number> {
  const suite = makeSuite();
  ensureBuilt();
  buildProgram(TARGET);
  await suite.test('the version', () => asWithNode(['--version']));
  await suite.test('the rules, the same bytes as with Node', () =>
    asWithNode(['rules', '--region', 'eu-central-1']),
  );
  await suite.test('a check and its bundle, read again', checksAndWrites);
  await suite.test('without arguments and terminal: the help', helpsWithoutATerminal);
  await suite.test('the page answers, and SIGTERM ends it with 0', servesThePage);
  const tools = ['strace', 'dpkg', 'dpkg-deb'].filter((name) => findProgram(name) === null);
  if (tools.length > 0)
    suite.skip('what it writes, and the Debian package', `not installed: ${tools.join(', ')}`);
  else {
    await suite.test('nothing is written but the data folder and what was asked for', writesNowhereElse);
    if (process.getuid?.() === 0)
      await suite.test('the Debian package: put in, run, taken out', packageComesAndGoes);
    else suite.skip('the Debian package', 'dpkg needs root');
  }
  return suite.end();
}

process.exitCode = await main();
