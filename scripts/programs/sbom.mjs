// What is inside the programs, as CycloneDX: npm's own list, cut down to the packages that are bundled, with Node itself. npm gives each
// list a random number and the time of the day; here both come from what is listed, so that the same sources give the same file.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from '../set-up.mjs';
import { LOCK, TARGETS } from './targets.mjs';

/**
 * @param {readonly string[]} inputs paths of bundled files (esbuild's metafile)
 * @param {Date} time of the commit
 */
export function sbomOf(inputs, time) {
  const { stdout, stderr, status } = npm(['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only']);
  if (status !== 0) throw new Error(`npm sbom: ${stderr}`);
  const list = JSON.parse(stdout);
  const bundled = new Set(inputs.flatMap((path) => packageOf(path) ?? []));
  const components = list.components.filter((component) => bundled.has(component['bom-ref']));
  const missing = [...bundled].filter((ref) => !components.some((component) => component['bom-ref'] === ref));
  if (missing.length > 0) throw new Error(`npm sbom does not list ${missing.join(', ')}`);
  const all = [...components.map(asShipped), ...TARGETS.map(nodeComponent)];
  const main = list.metadata.component['bom-ref'];
  const dependencies = [
    { ref: main, dependsOn: all.map((component) => component['bom-ref']) },
    ...all.map((component) => ({ ref: component['bom-ref'], dependsOn: [] })),
  ];
  const { component, lifecycles } = list.metadata;
  // npm names the whole after the folder of the checkout, and itself with the version that this machine happens to have.
  const [name] = component['bom-ref'].split('@');
  const document = {
    ...list,
    metadata: {
      timestamp: time.toISOString(),
      lifecycles,
      component: { ...component, name, type: 'application', properties: [] },
    },
    components: all,
    dependencies,
  };
  return `${JSON.stringify({ ...document, serialNumber: serialOf(all) }, null, 2)}\n`;
}

/** `name@version` as npm writes it. */
function packageOf(path) {
  const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path.replaceAll('\\', '/'))?.[0];
  if (folder === undefined) return null;
  const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
  return `${name}@${version}`;
}

/** Whatever list of package.json they stand in, in the program they run. */
function asShipped({ properties = [], ...component }) {
  const kept = properties.filter(({ name }) => name !== 'cdx:npm:package:development');
  return { ...component, scope: 'required', properties: kept };
}

function nodeComponent({ id, package: name }) {
  const content = Buffer.from(LOCK.packages[name].integrity.replace('sha512-', ''), 'base64').toString('hex');
  return {
    'bom-ref': `node@${LOCK.node}#${id}`,
    type: 'platform',
    name: 'Node.js',
    version: LOCK.node,
    description: `the binary that preflight-${id} stands on, from the npm package ${name}`,
    scope: 'required',
    purl: `pkg:npm/${name}@${LOCK.node}`,
    hashes: [{ alg: 'SHA-512', content }],
    licenses: [{ license: { id: 'MIT' } }],
  };
}

/** A UUID out of what is listed (version 8, RFC 9562). */
function serialOf(components) {
  const hex = createHash('sha256').update(JSON.stringify(components)).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}
