/** The page has its own small zod: a schema that uses a part which is not there stops the whole page before it draws anything. */
import { test, expect } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { z } from '../../renderer/bridge/zod-for-the-page.ts';

const root = new URL('../..', import.meta.url).pathname;

/** The files of ours that the page carries along. */
async function filesOfPage(): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [join(root, 'renderer/app/main.tsx')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'esm',
    packages: 'external',
    platform: 'node',
    outdir: root,
    splitting: true,
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

/** `iso.datetime` of `z.iso.datetime(`. */
const USED = /\bz\.(\w+(?:\.\w+)*)\(/g;

test('what the schemas that the page carries use of zod is in the zod of the page', async () => {
  const used = new Set<string>();
  for (const file of await filesOfPage())
    for (const [, path = ''] of readFileSync(join(root, file), 'utf8').matchAll(USED)) used.add(path);
  const isThere = (path: string): boolean =>
    typeof path
      .split('.')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], z) === 'function';
  expect(used.size).toBeGreaterThan(5);
  expect([...used].filter((path) => !isThere(path))).toEqual([]);
});
