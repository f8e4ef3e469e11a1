// The blob into a Node binary: a resource on Windows, a section on Linux and macOS.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { NtExecutable, NtExecutableResource, Data, Resource } from 'resedit';
import { iconIco } from './icon.mjs';
import { BLOB_NAME, FUSE } from './targets.mjs';

const ENGLISH = { lang: 1033, codepage: 1200 };
const TYPE_RCDATA = 10;
const TYPE_MANIFEST = 24;

/**
 * UTF-8 as the code page of the "ANSI" calls, paths beyond 260 letters, and no virtualised folders: what is asked is what is done.
 * The long list of Windows versions is what Node's own manifest says.
 */
const MANIFEST = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3"><security><requestedPrivileges><requestedExecutionLevel level="asInvoker" uiAccess="false"/></requestedPrivileges></security></trustInfo>
  <compatibility xmlns="urn:schemas-microsoft-com:compatibility.v1"><application><supportedOS Id="{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"/></application></compatibility>
  <application xmlns="urn:schemas-microsoft-com:asm.v3"><windowsSettings>
    <activeCodePage xmlns="http://schemas.microsoft.com/SMI/2019/WindowsSettings">UTF-8</activeCodePage>
    <longPathAware xmlns="http://schemas.microsoft.com/SMI/2016/WindowsSettings">true</longPathAware>
  </windowsSettings></application>
</assembly>
`;

/** Programs that strip a Linux binary, by architecture; the first that is there. */
const STRIP = {
  x64: ['x86_64-linux-gnu-strip', 'llvm-strip', 'strip'],
  arm64: ['aarch64-linux-gnu-strip', 'llvm-strip'],
};

/**
 * Writes the program and returns remarks worth saying (a binary that could not be stripped).
 * @param {{ target: import('./targets.mjs').Target, node: string, blob: Buffer, file: string, version: string }} choice
 */
export async function makeProgram(choice) {
  const { target, file } = choice;
  const remarks = target.os === 'windows' ? injectWindows(choice) : await injectUnix(choice);
  if (target.os !== 'windows') chmodSync(file, 0o755);
  return remarks;
}

async function injectUnix({ target, node, blob, file }) {
  const remarks = target.os === 'linux' ? strip(target, node, file) : [];
  if (target.os === 'macos') copyFileSync(node, file);
  chmodSync(file, 0o755);
  const { default: postject } = await import('postject');
  const segment = target.os === 'macos' ? { machoSegmentName: 'NODE_SEA' } : {};
  await quietly(() => postject.inject(file, BLOB_NAME, blob, { sentinelFuse: FUSE, ...segment }));
  return remarks;
}

/** Before the blob goes in; a finished program would lose it. */
function strip({ arch, file: name }, node, file) {
  for (const program of STRIP[arch]) {
    const { status, error } = spawnSync(program, ['-o', file, node], { stdio: 'ignore' });
    if (error === undefined && status === 0) return [];
  }
  copyFileSync(node, file);
  return [`${name} is not stripped (none of ${STRIP[arch].join(', ')} is here): 17 MB larger`];
}

/** postject warns on the console about what it does not know of newer binaries. */
async function quietly(work) {
  const { log, warn } = console;
  Object.assign(console, { log: () => undefined, warn: () => undefined });
  await work().finally(() => Object.assign(console, { log, warn }));
}

function injectWindows({ node, blob, file, version }) {
  // Node's own signature ends here: it would be a broken one.
  const exe = NtExecutable.from(readFileSync(node), { ignoreCert: true });
  const resources = NtExecutableResource.from(exe);
  describeProgram(resources, version);
  putIcon(resources);
  replace(resources, { type: TYPE_MANIFEST, id: 1, bin: Buffer.from(MANIFEST) });
  replace(resources, { type: TYPE_RCDATA, id: BLOB_NAME, bin: blob });
  resources.outputResource(exe);
  writeFileSync(file, turnFuse(Buffer.from(exe.generate())));
  return [];
}

function describeProgram(resources, version) {
  const [info] = Resource.VersionInfo.fromEntries(resources.entries);
  const [major, minor, patch] = version.split(/[.-]/).map(Number);
  info.setFileVersion(major, minor, patch, 0, ENGLISH.lang);
  info.setProductVersion(major, minor, patch, 0, ENGLISH.lang);
  info.setStringValues(ENGLISH, {
    ProductName: 'Preflight',
    FileDescription: 'Preflight for Amazon WorkSpaces',
    CompanyName: 'The Preflight maintainers',
    LegalCopyright: 'MIT licence; "preflight --licenses" prints it all',
    OriginalFilename: 'preflight.exe',
    InternalName: 'preflight',
    FileVersion: version,
    ProductVersion: version,
  });
  info.outputToResourceEntries(resources.entries);
}

function putIcon(resources) {
  const groups = Resource.IconGroupEntry.fromEntries(resources.entries);
  const images = Data.IconFile.from(iconIco()).icons.map(({ data }) => data);
  Resource.IconGroupEntry.replaceIconsForResource(
    resources.entries,
    groups[0]?.id ?? 1,
    groups[0]?.lang ?? ENGLISH.lang,
    images,
  );
}

function replace({ entries }, { type, id, bin }) {
  const kept = entries.filter((entry) => entry.type !== type || entry.id !== id);
  const entry = { type, id, lang: ENGLISH.lang, codepage: ENGLISH.codepage, bin: exactly(bin) };
  entries.splice(0, entries.length, ...kept, entry);
}

function exactly(buffer) {
  return buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.byteLength);
}

/** The one fuse of the binary from `:0` to `:1`. */
function turnFuse(bytes) {
  const off = Buffer.from(`${FUSE}:0`);
  const at = bytes.indexOf(off);
  if (at < 0 || bytes.indexOf(off, at + 1) >= 0) throw new Error('this Node binary has not exactly one fuse');
  bytes[at + off.length - 1] = '1'.charCodeAt(0);
  return bytes;
}
