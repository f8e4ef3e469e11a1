/** How the programs are made: the same bytes twice, what Windows reads of them, and a signature with a certificate of this test. */
import { strict as assert } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { BLOB_NAME, FUSE } from '../../scripts/programs/targets.mjs';
import { ensureSystemPackages } from '../../scripts/system-packages.mjs';
import type { Suite } from '../e2e/suite.ts';
import { REPOSITORY } from '../lab/places.ts';
import { inHome } from './each-program.ts';
import { buildProgram, folderOf, version } from './program.ts';

const TARGETS = ['linux-x64', 'win-x64'];
const WINDOWS = join(folderOf('win-x64'), 'preflight-win-x64.exe');
/** IMAGE_FILE_MACHINE_AMD64. */
const MACHINE_X64 = 0x8664;
const TYPE_RCDATA = 10;
const TYPE_MANIFEST = 24;

function sumsOf(folder: string): readonly string[] {
  return readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n');
}

/** What the build reads of this folder. */
const SOURCES = ['src', 'renderer', 'scripts', 'schemas', 'types', 'node_modules'];
const FILES = ['package.json', 'package-lock.json', 'tsconfig.json', 'LICENSE'];

/** From a copy of the sources in a folder of another name, into another; none of the three names stands in the files. */
function sameBytesTwice(): Promise<void> {
  return inHome((home) => {
    const [copy, out] = [join(REPOSITORY, '.cache/another place'), join(home, 'another folder')];
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy, { recursive: true });
    // Hard links: the packages alone are hundreds of megabytes.
    for (const name of [...SOURCES, ...FILES])
      assert.equal(spawnSync('cp', ['-al', join(REPOSITORY, name), join(copy, name)]).status, 0, name);
    const args = [...TARGETS.flatMap((id) => ['--only', id]), '--out', out];
    const { status, stderr } = spawnSync(execPath, [join(copy, 'scripts/programs/main.mjs'), ...args], {
      cwd: copy,
      encoding: 'utf8',
    });
    rmSync(copy, { recursive: true });
    assert.equal(status, 0, stderr);
    const first = new Set(TARGETS.flatMap((id) => sumsOf(folderOf(id))));
    assert.deepEqual(new Set(sumsOf(out)), first);
    const bytes = readFileSync(WINDOWS);
    for (const path of [REPOSITORY, copy, out]) assert.ok(!bytes.includes(path), `${path} stands in it`);
  });
}

function whatWindowsReads(): void {
  const bytes = readFileSync(WINDOWS);
  const exe = NtExecutable.from(bytes);
  assert.equal(exe.newHeader.fileHeader.machine, MACHINE_X64);
  const { entries } = NtExecutableResource.from(exe);
  const [info] = Resource.VersionInfo.fromEntries(entries);
  const strings = info?.getStringValues({ lang: 1033, codepage: 1200 });
  assert.deepEqual([strings?.['FileVersion'], strings?.['ProductName']], [version(), 'Preflight']);
  const text = (type: number, id: number | string): string =>
    Buffer.from(
      entries.find((entry) => entry.type === type && entry.id === id)?.bin ?? new ArrayBuffer(0),
    ).toString();
  const manifest = text(TYPE_MANIFEST, 1);
  for (const word of ['>UTF-8</activeCodePage>', '>true</longPathAware>', 'level="asInvoker"'])
    assert.ok(manifest.includes(word), word);
  assert.ok(text(TYPE_RCDATA, BLOB_NAME).length > 1_000_000, 'the program is inside');
  const [icons] = Resource.IconGroupEntry.fromEntries(entries);
  assert.equal(icons?.icons.length, 4);
  const fuses = bytes.toString('latin1').split(FUSE).slice(1);
  assert.deepEqual(
    fuses.map((rest) => rest.slice(0, 2)),
    [':1'],
  );
}

/** As the release signs, without a time stamp from elsewhere. */
function signs(): Promise<void> {
  return inHome((home) => {
    const at = (name: string): string => join(home, name);
    const run = (file: string, ...args: readonly string[]) =>
      spawnSync(file, args, { cwd: home, encoding: 'utf8' });
    const made = run(
      'openssl',
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Test of Preflight'],
      ...['-addext', 'extendedKeyUsage=codeSigning', '-keyout', 'key.pem', '-out', 'certificate.pem'],
    );
    assert.equal(made.status, 0, made.stderr);
    const signed = run(
      'osslsigncode',
      ...['sign', '-certs', 'certificate.pem', '-key', 'key.pem', '-h', 'sha256', '-n', 'Preflight'],
      ...['-in', WINDOWS, '-out', at('signed.exe')],
    );
    assert.equal(signed.status, 0, signed.stdout + signed.stderr);
    const verify = () => run('osslsigncode', 'verify', '-CAfile', 'certificate.pem', '-in', 'signed.exe');
    assert.equal(verify().status, 0, verify().stdout);
    const bytes = readFileSync(at('signed.exe'));
    bytes.writeUInt8(bytes.readUInt8(1_000_000) ^ 1, 1_000_000);
    writeFileSync(at('signed.exe'), bytes);
    assert.notEqual(verify().status, 0, 'one changed byte is noticed');
  });
}

export async function testMaking(suite: Suite): Promise<void> {
  buildProgram('win-x64');
  await suite.test('Windows: processor, version, manifest, icon, one fuse', () =>
    Promise.resolve(whatWindowsReads()),
  );
  await suite.test('made twice: the same bytes, and no path of this machine', sameBytesTwice);
  const missing = ensureSystemPackages('signing');
  if (missing.length > 0) suite.skip('the signature of Windows', `not installed: ${missing.join(', ')}`);
  else await suite.test('Windows: signed, verified, and one changed byte is noticed', signs);
}
