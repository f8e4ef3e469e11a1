// The tests of a group with the changed code, as one file: loading it anew costs a fraction of a second.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from '../set-up.mjs';

/** What runs while a test file itself is loaded belongs to its tests alone; its imports ran before. */
const marked = (name, text) =>
  `globalThis.__tests__.begin(${JSON.stringify(name)});\n${text}\nglobalThis.__tests__.end();`;

/** Writes the bundle to `file`. `changed`: the instrumented files, by their path in the project. */
export async function bundleTests(file, { changed, tests }) {
  const contents = new Map(changed.map(({ name, content }) => [join(root, name), content]));
  const isTest = new Set(tests.map((name) => join(root, name)));
  const onLoad = ({ path }) => {
    const text = (contents.get(path) ?? readFileSync(path, 'utf8')).replaceAll(
      'import.meta.url',
      JSON.stringify(pathToFileURL(path).href),
    );
    const whole = isTest.has(path) ? marked(relative(root, path), text) : text;
    return { contents: whole, loader: 'ts', resolveDir: dirname(path) };
  };
  const { outputFiles } = await build({
    stdin: {
      contents: tests.map((name) => `import './${name}';`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    external: ['esbuild', 'prettier'],
    alias: { '@jest/globals': fileURLToPath(new URL('globals.mjs', import.meta.url)) },
    plugins: [{ name: 'changed', setup: (one) => one.onLoad({ filter: /\.ts$/ }, onLoad) }],
  });
  writeFileSync(file, outputFiles[0].text);
}
