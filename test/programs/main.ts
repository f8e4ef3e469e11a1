/**
 * The Linux programs as people get them: without Node in the PATH, that for arm64 by qemu; what they write as strace sees it, and the Debian
 * package put in, run and taken out. Nothing here sends a packet beyond loopback. Ends with `N passed, N failed, N skipped`.
 */
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { makePackages } from '../../scripts/programs/packages.mjs';
import { ensureBuilt } from '../../scripts/set-up.mjs';
import { ensureSystemPackages, findProgram } from '../../scripts/system-packages.mjs';
import { makeSuite, type Suite } from '../e2e/suite.ts';
import { DEMONSTRATION, inHome, run, testProgram } from './each-program.ts';
import { testInLab } from './in-lab.ts';
import { testMaking } from './made.ts';
import { buildProgram, folderOf, version } from './program.ts';
import { writtenPaths } from './written-paths.ts';

const PROGRAM = join(folderOf('linux-x64'), 'preflight-linux-x64');
const PROGRAM_ARM64 = join(folderOf('linux-arm64'), 'preflight-linux-arm64');

/** Everything that is opened to write, made, renamed or removed lies in the data folder or in the folder that was asked for. */
function writesNowhereElse(): Promise<void> {
  return inHome((home) => {
    const [trace, asked] = [join(home, 'trace.txt'), join(home, 'asked')];
    mkdirSync(asked);
    const calls =
      'openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,symlink,link,truncate';
    const traced = ['-f', '-s', '4096', '-o', trace, '-e', `trace=${calls}`, PROGRAM] as const;
    const args = [...DEMONSTRATION, '--bundle', 'asked/b.zip'];
    const { status, stderr } = run(['/usr/bin/strace', ...traced], args, home);
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
      folder: folderOf('linux-x64'),
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
    assert.equal(run([installed], ['--version'], home).stdout, `${version()}\n`);
    assert.equal(run([installed], DEMONSTRATION, home).status, 1);
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

/** qemu translates the processor alone: the kernel, its files and sockets are this machine's. The libraries are Debian's for arm64. */
async function testArm64(suite: Suite): Promise<void> {
  const missing = ensureSystemPackages('arm64');
  if (missing.length > 0) {
    suite.skip('the program for arm64', `not installed: ${missing.join(', ')}`);
    return;
  }
  buildProgram('linux-arm64');
  const qemu = findProgram('qemu-aarch64-static') ?? '';
  await testProgram(suite, 'arm64 (qemu)', [qemu, '-L', '/usr/aarch64-linux-gnu', PROGRAM_ARM64]);
}

async function main(): Promise<number> {
  const suite = makeSuite();
  ensureBuilt();
  buildProgram('linux-x64');
  await testProgram(suite, 'x64', [PROGRAM]);
  const tools = ['strace', 'dpkg', 'dpkg-deb'].filter((name) => findProgram(name) === null);
  if (tools.length > 0)
    suite.skip('what it writes, and the Debian package', `not installed: ${tools.join(', ')}`);
  else {
    await suite.test('nothing is written but the data folder and what was asked for', writesNowhereElse);
    if (process.getuid?.() === 0)
      await suite.test('the Debian package: put in, run, taken out', packageComesAndGoes);
    else suite.skip('the Debian package', 'dpkg needs root');
  }
  await testMaking(suite);
  await testInLab(suite, PROGRAM);
  await testArm64(suite);
  return suite.end();
}

process.exitCode = await main();
