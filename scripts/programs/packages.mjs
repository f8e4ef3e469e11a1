// `npm run programs:packages -- --url https://…/releases/download/v0.1.0`: what package managers take, out of dist/programs and its
// SHA256SUMS: .deb, a zip for Windows with the manifests of winget and scoop, a Homebrew formula. The same programs give the same bytes.
// `--lint` hands them to lintian and ruby afterwards.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync, zipSync } from 'fflate';
import { root } from '../set-up.mjs';
import { ICON_SVG } from './icon.mjs';
import { brewFormula, scoopManifest, wingetManifests } from './manifests.mjs';

const DEBIAN_ARCH = { x64: 'amd64', arm64: 'arm64' };
const MAINTAINER = 'The Preflight maintainers <preflight@example.invalid>';

/** What lintian says of a program that carries its own Node, and why it is so. */
const OVERRIDES = [
  '# One file for one system: Node and its libraries are inside on purpose.',
  'embedded-library',
  '# As Node’s own project builds it.',
  'hardening-no-pie',
];

const DESKTOP = `[Desktop Entry]
Type=Application
Name=Preflight
Comment=Is this machine, on this network, ready for Amazon WorkSpaces?
Exec=preflight serve --open
Icon=preflight
Terminal=false
Categories=Network;System;
`;

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** `{ 'preflight-linux-x64': 'ab12…' }` */
function readSums(folder) {
  const lines = readFileSync(join(folder, 'SHA256SUMS'), 'utf8').trim().split('\n');
  return Object.fromEntries(lines.map((line) => line.split('  ').reverse()));
}

/** gzip without a clock in it. */
const gz = (text) => Buffer.from(gzipSync(Buffer.from(text), { level: 9, mtime: 0 }));

function controlOf(version, arch, bytes) {
  return `Package: preflight
Version: ${version}
Architecture: ${DEBIAN_ARCH[arch]}
Maintainer: ${MAINTAINER}
Installed-Size: ${Math.ceil(bytes / 1024)}
Depends: libc6 (>= 2.28), libgcc-s1, libstdc++6
Recommends: iproute2, iputils-ping
Suggests: iw
Section: net
Priority: optional
Description: readiness check of a machine and its network for Amazon WorkSpaces
 Says whether this machine, on this network, is ready for Amazon WorkSpaces,
 and if not, what the one cause is and who can fix it. A command line, and a
 page for the browser that this computer alone can open.
`;
}

function debFiles({ folder, arch, version, time }) {
  const share = 'usr/share';
  return {
    'usr/bin/preflight': readFileSync(join(folder, `preflight-linux-${arch}`)),
    [`${share}/applications/preflight.desktop`]: DESKTOP,
    [`${share}/icons/hicolor/scalable/apps/preflight.svg`]: ICON_SVG,
    [`${share}/man/man1/preflight.1.gz`]: gz(readFileSync(join(root, 'docs/commands/preflight.1'))),
    [`${share}/doc/preflight/copyright`]: `Preflight ${readFileSync(join(root, 'LICENSE'), 'utf8')}\nNode and the libraries inside have licences of their own: LICENSES.txt.gz beside this file.\n`,
    [`${share}/doc/preflight/LICENSES.txt.gz`]: gz(readFileSync(join(folder, 'LICENSES.txt'))),
    [`${share}/doc/preflight/changelog.gz`]: gz(debianChangelog(version, time)),
    [`${share}/doc/preflight/NEWS.md.gz`]: gz(readFileSync(join(root, 'CHANGELOG.md'))),
    [`${share}/lintian/overrides/preflight`]: OVERRIDES.map((line) =>
      line.startsWith('#') ? `${line}\n` : `preflight: ${line}\n`,
    ).join(''),
  };
}

/** In Debian's own form (deb-changelog(5)); what changed for people is the project's changelog beside it. */
function debianChangelog(version, time) {
  const date = new Date(time * 1000).toUTCString().replace('GMT', '+0000');
  return `preflight (${version}) unstable; urgency=medium\n\n  * See NEWS.md.gz.\n\n -- ${MAINTAINER}  ${date}\n`;
}

/** Writes one .deb; null where dpkg-deb is not installed. */
function makeDeb({ folder, out, arch, version, time }) {
  const tree = join(out, `.deb-${arch}`);
  rmSync(tree, { recursive: true, force: true });
  const files = debFiles({ folder, arch, version, time });
  const size = Object.values(files).reduce((sum, content) => sum + content.length, 0);
  const md5 = (content) => createHash('md5').update(content).digest('hex');
  const sums = Object.entries(files).map(([path, content]) => `${md5(content)}  ${path}\n`);
  const all = { ...files, 'DEBIAN/control': controlOf(version, arch, size), 'DEBIAN/md5sums': sums.join('') };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true, mode: 0o755 });
    writeFileSync(join(tree, path), content);
    chmodSync(join(tree, path), path.startsWith('usr/bin/') ? 0o755 : 0o644);
    utimesSync(join(tree, path), time, time);
  }
  const file = join(out, `preflight_${version}_${DEBIAN_ARCH[arch]}.deb`);
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(time) };
  const made = spawnSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z3', '-b', tree, file], {
    env,
    encoding: 'utf8',
  });
  rmSync(tree, { recursive: true });
  if (made.error) return null;
  if (made.status !== 0) throw new Error(`dpkg-deb: ${made.stderr}`);
  return file;
}

/** A folder of its own inside: Windows looks for some libraries beside the program first, and Downloads may hold anything. */
function makeZip({ folder, out, arch, version, time }) {
  const at = (name) => readFileSync(join(folder, name));
  const inside = `preflight-${version}`;
  const entries = {
    [`${inside}/preflight.exe`]: at(`preflight-win-${arch}.exe`),
    [`${inside}/LICENSES.txt`]: at('LICENSES.txt'),
    [`${inside}/LICENSE.txt`]: readFileSync(join(root, 'LICENSE')),
  };
  const file = join(out, `preflight-${version}-win-${arch}.zip`);
  // A zip keeps local time: the same instant would give other bytes in another time zone.
  const local = new Date(time * 1000);
  const mtime = new Date(local.getTime() + local.getTimezoneOffset() * 60_000);
  writeFileSync(file, zipSync(entries, { level: 6, mtime }));
  return file;
}

/**
 * Writes the packages for the programs that are there, and the manifests.
 * @param {{ folder: string, out: string, url: string, version: string, time: number, only?: readonly string[] }} choice
 * `url`: folder of the release, without a slash at its end; `time`: seconds of the commit
 */
export function makePackages({ folder, out, url, version, time, only = ['deb', 'zip'] }) {
  const sums = readSums(folder);
  mkdirSync(out, { recursive: true });
  const made = [];
  for (const arch of ['x64', 'arm64']) {
    const choice = { folder, out, arch, version, time };
    if (only.includes('deb') && sums[`preflight-linux-${arch}`]) made.push(makeDeb(choice));
    if (only.includes('zip') && sums[`preflight-win-${arch}.exe`]) made.push(makeZip(choice));
  }
  const files = made.filter((file) => file !== null);
  const packages = Object.fromEntries(
    files.map((file) => [file.slice(out.length + 1), sha256(readFileSync(file))]),
  );
  const facts = { url, version, sums: { ...sums, ...packages } };
  const texts = { ...wingetManifests(facts), ...scoopManifest(facts), ...brewFormula(facts) };
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(out, name)), { recursive: true });
    writeFileSync(join(out, name), text);
  }
  const all = {
    ...packages,
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, sha256(text)])),
  };
  writeFileSync(
    join(out, 'SHA256SUMS'),
    Object.entries(all)
      .map(([name, sum]) => `${sum}  ${name}\n`)
      .join(''),
  );
  return Object.keys(all);
}

/** The package managers' own readers, and what each is given. */
const LINTS = [
  { program: 'lintian', args: ['--fail-on', 'error,warning'], files: /\.deb$/ },
  { program: 'ruby', args: ['-c'], files: /\.rb$/ },
];

/** Whether everything was read and found good; what is not installed here counts as not read. */
function lint(out, names) {
  const results = LINTS.map(({ program, args, files }) => {
    const wanted = names.filter((name) => files.test(name)).map((name) => join(out, name));
    const { status, error, stdout } = spawnSync(program, [...args, ...wanted], { encoding: 'utf8' });
    const said = error ? 'not installed here' : status === 0 ? 'no remark' : `\n${stdout.trim()}`;
    console.log(`${program}, ${wanted.length} files: ${said}`);
    return status === 0;
  });
  return results.every(Boolean);
}

function main() {
  const { values } = parseArgs({
    options: {
      url: { type: 'string' },
      from: { type: 'string' },
      out: { type: 'string' },
      lint: { type: 'boolean' },
    },
  });
  if (!/^https:\/\/\S+[^/]$/.test(values.url ?? '')) {
    console.error('Usage: npm run programs:packages -- --url https://HOST/FOLDER-OF-THE-RELEASE [--lint]');
    process.exit(2);
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const folder = resolve(values.from ?? join(root, 'dist/programs'));
  const log = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  const time = Number(process.env.SOURCE_DATE_EPOCH ?? log.stdout);
  const out = resolve(values.out ?? join(root, 'dist/packages'));
  const names = makePackages({ folder, out, url: values.url, version, time });
  for (const name of names) console.log(name);
  if (values.lint && !lint(out, names)) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
