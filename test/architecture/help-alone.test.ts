/** A help loads no schema: building zod's costs more than the text (docs/proof/fast.md, Start). */
import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = new URL('../..', import.meta.url).pathname;

test('the definitions of the commands bring no zod along', async () => {
  const { metafile } = await build({
    entryPoints: [join(root, 'src/cli/commands/index.ts')],
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
  const entry = Object.keys(metafile.outputs).find(
    (name) => metafile.outputs[name]?.entryPoint === 'src/cli/commands/index.ts',
  );
  const loaded = new Set<string>([entry ?? '']);
  // What is added while it goes on is visited too.
  for (const name of loaded)
    for (const { path, kind } of metafile.outputs[name]?.imports ?? [])
      if (kind === 'import-statement') loaded.add(path);
  const files = [...loaded].flatMap((name) => Object.keys(metafile.outputs[name]?.inputs ?? {}));
  expect(files).toContain('src/cli/commands/rules.ts');
  expect([...loaded].filter((path) => path === 'zod')).toEqual([]);
});
