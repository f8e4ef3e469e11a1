// The licences of every package that is bundled into what we ship: they ask that their text goes along.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageFolder } from './shipped.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * The notices as one text, a section a package.
 * @param {readonly string[]} inputs paths of bundled files (esbuild's metafile), below or with `node_modules`
 */
export function thirdPartyNotices(inputs) {
  const folders = new Set(inputs.flatMap((path) => packageFolder(path) ?? []));
  return [...folders]
    .sort()
    .map(noticeOf)
    .join(`\n${'-'.repeat(78)}\n\n`);
}

function noticeOf(folder) {
  const { name, version, license, author } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  );
  const file = readdirSync(join(root, folder)).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const by = typeof author === 'string' ? author : author?.name;
  const text = file
    ? readFileSync(join(root, folder, file), 'utf8').trim()
    : `${license}${by ? `, by ${by}` : ''}. The package brings no text of its own.`;
  return `${name} ${version} (${license})\n\n${text}\n`;
}
