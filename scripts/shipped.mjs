// What of npm is inside what we ship, by the bundler's own list: `npm ls --omit=dev` is empty, because everything is bundled. The build
// writes dist/shipped.json; `node scripts/shipped.mjs sbom` gives it as CycloneDX, `node scripts/shipped.mjs audit` asks the registry about known
// vulnerabilities: one in what is shipped is a failure from "moderate" on, one in a tool of the developers from "critical" on.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const LEVELS = ['info', 'low', 'moderate', 'high', 'critical'];

/** `node_modules/@scope/name`, also where packages are nested. */
export function packageFolder(path) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path.replaceAll('\\', '/'))?.[0];
}

/**
 * The bundled packages, each once, sorted by folder.
 * @param {readonly string[]} inputs paths of bundled files (esbuild's metafile), below or with `node_modules`
 */
export function shippedPackages(inputs) {
  const folders = new Set(inputs.flatMap((path) => packageFolder(path) ?? []));
  return [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    return { folder: folder.slice(folder.indexOf('node_modules')), name, version, license: license ?? null };
  });
}

/** CycloneDX 1.5, without a serial number: the same packages give the same bytes. */
export function sbomOf(shipped, { name, version }) {
  const components = shipped.map((one) => ({
    type: 'library',
    name: one.name,
    version: one.version,
    purl: `pkg:npm/${one.name.replace('@', '%40')}@${one.version}`,
    ...(one.license === null ? {} : { licenses: [{ license: { id: one.license } }] }),
  }));
  const component = { type: 'application', name, version };
  return { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: { component }, components };
}

/** Lines for a person, and whether any of them is a failure. `report`: what `npm audit --json` wrote. */
export function judgeAudit(report, shipped) {
  const inside = new Set(shipped.map(({ folder }) => folder));
  const found = Object.values(report.vulnerabilities ?? {}).map(({ name, severity, nodes = [] }) => {
    const isShipped = nodes.some((node) => inside.has(node));
    const limit = isShipped ? 'moderate' : 'critical';
    return { name, severity, isShipped, fails: LEVELS.indexOf(severity) >= LEVELS.indexOf(limit) };
  });
  const lines = found.map(
    ({ name, severity, isShipped, fails }) =>
      `${fails ? 'FAIL' : 'note'} ${name}: ${severity}, ${isShipped ? 'inside what is shipped' : 'a tool of the developers'}`,
  );
  return { lines, failed: found.some(({ fails }) => fails) };
}

function audit(shipped) {
  const { stdout } = spawnSync('npm', ['audit', '--json'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64e6,
    shell: process.platform === 'win32',
  });
  const report = JSON.parse(stdout);
  if (report.vulnerabilities === undefined)
    throw new Error(`npm audit gave no answer: ${report.message ?? report.error?.summary}`);
  const { lines, failed } = judgeAudit(report, shipped);
  console.log([`${shipped.length} packages are inside what is shipped`, ...lines].join('\n'));
  process.exitCode = failed ? 1 : 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const shipped = JSON.parse(readFileSync(join(root, 'dist/shipped.json'), 'utf8'));
  if (process.argv[2] === 'audit') audit(shipped);
  else
    console.log(
      JSON.stringify(sbomOf(shipped, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))), null, 2),
    );
}
