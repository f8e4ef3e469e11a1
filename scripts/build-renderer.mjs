// Builds the page: hashed scripts, one style sheet, fonts as files, index.html and the list of files that may be served.
// `node scripts/build-renderer.mjs` or `await buildRenderer({ outdir })` from scripts/build.mjs.
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Gzipped bytes that the first screen may cost (fonts are files of their own). */
export const BUDGET = { script: 210_000, style: 20_000 };

const FONTS = [
  ['@fontsource-variable/inter/files/inter-latin-opsz-normal.woff2', 'inter'],
  ['@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2', 'jetbrains-mono'],
];

/** The schemas of `src/` use all of zod by one name; the page gets the few parts of it that they need. */
const slimZod = {
  name: 'slim-zod',
  setup(builder) {
    builder.onResolve({ filter: /^zod$/ }, ({ importer }) =>
      importer.includes('zod-for-the-page')
        ? null
        : { path: join(root, 'renderer/bridge/zod-for-the-page.ts') },
    );
  },
};

/** Every schema of zod can write itself as a JSON schema; the page asks none to. */
const noJsonSchema = {
  name: 'no-json-schema',
  setup(builder) {
    builder.onLoad(
      { filter: /[\\/]zod[\\/]v4[\\/]core[\\/](json-schema-processors|to-json-schema)\.js$/ },
      ({ path }) => {
        const names = readFileSync(path, 'utf8').matchAll(/^export (?:const|function|class) (\w+)/gm);
        const contents = [...names].map(([, name]) => `export const ${name} = () => () => undefined;`);
        return { contents: contents.join('\n'), loader: 'js' };
      },
    );
  },
};

/** react-aria carries its words in thirty languages; the page speaks two. */
const twoLanguages = {
  name: 'two-languages',
  setup(builder) {
    builder.onLoad(
      {
        filter:
          /[\\/](react-aria|@react-aria|@react-stately|react-stately|react-aria-components)[\\/].*[\\/][a-z]{2}-[A-Z]{2}\.(mjs|js|cjs)$/,
      },
      ({ path }) => (/(en-US|ja-JP)\./.test(path) ? null : { contents: 'export default {}', loader: 'js' }),
    );
  },
};

/**
 * Without this every set of screens that share a module gets a file of its own: two dozen tiny ones before the first screen. A lazy
 * screen that says it needs the first screen (which is there when it is asked for) lets all of that become one file.
 */
const oneFirstChunk = (entry) => ({
  name: 'one-first-chunk',
  setup(builder) {
    // Paths from the root of the sources: an absolute one would get into the hashes, and so into the names of the files.
    const fromRoot = (path) => `./${relative(root, path).replaceAll('\\', '/')}`;
    builder.onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' ? { path: fromRoot(join(resolveDir, path)), namespace: 'lazy-screen' } : null,
    );
    builder.onLoad({ filter: /.*/, namespace: 'lazy-screen' }, ({ path }) => {
      const from = JSON.stringify(path);
      const hasDefault = /^export default /m.test(readFileSync(join(root, path), 'utf8'));
      const all = hasDefault ? `export { default } from ${from};` : `export * from ${from};`;
      return {
        contents: `import ${JSON.stringify(fromRoot(entry))};\n${all}`,
        loader: 'js',
        resolveDir: root,
      };
    });
  },
});

function copyFonts(outdir) {
  return FONTS.map(([file, name]) => {
    const from = join(root, 'node_modules', file);
    const hash = createHash('sha256').update(readFileSync(from)).digest('hex').slice(0, 8);
    const to = `assets/${name}-${hash}.woff2`;
    copyFileSync(from, join(outdir, to));
    return { name, to };
  });
}

/** @param {{ outdir?: string, entry?: string, minify?: boolean }} options */
export async function buildRenderer(options = {}) {
  const outdir = options.outdir ?? join(root, 'dist/renderer');
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(join(outdir, 'assets'), { recursive: true });
  const fonts = copyFonts(outdir);
  const entry = options.entry ?? join(root, 'renderer/app/main.tsx');
  const result = await build({
    entryPoints: {
      app: entry,
      style: join(root, 'renderer/styles/index.css'),
    },
    outdir: join(outdir, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    minify: options.minify ?? true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['/assets/*'],
    // A page for tests has an engine of fixtures in it, whose schemas use all of zod.
    plugins: [
      ...(options.entry === undefined ? [slimZod] : []),
      noJsonSchema,
      twoLanguages,
      oneFirstChunk(entry),
    ],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  return finish(outdir, fonts, result.metafile);
}

function finish(outdir, fonts, metafile) {
  const outputs = Object.entries(metafile.outputs).map(([path, output]) => ({
    path: relative(outdir, join(process.cwd(), path)).replaceAll('\\', '/'),
    output,
  }));
  const app = outputs.find(
    ({ output }) =>
      output.entryPoint?.endsWith('.tsx') &&
      /(^|\/)app-/.test(output.entryPoint ? basenameOf(outputs, output) : ''),
  );
  const style = outputs.find(({ path }) => /style-[A-Z0-9]+\.css$/.test(path));
  fillFonts(join(outdir, style.path), fonts);
  const first = staticImports(outputs, app);
  writeFileSync(join(outdir, 'index.html'), html({ app: app.path, style: style.path, first, fonts }));
  const files = ['index.html', ...outputs.map(({ path }) => path), ...fonts.map(({ to }) => to)];
  writeFileSync(join(outdir, 'files.json'), JSON.stringify(files, null, 1));
  return {
    outdir,
    files,
    inputs: [...Object.keys(metafile.inputs), ...FONTS.map(([file]) => `node_modules/${file}`)],
    sizes: sizes(outdir, [app.path, ...first], style.path),
  };
}

function basenameOf(outputs, output) {
  return basename(outputs.find((candidate) => candidate.output === output).path);
}

/** The chunks that the first screen needs, for `modulepreload` and the budget. */
function staticImports(outputs, app) {
  const byPath = new Map(outputs.map((entry) => [entry.path, entry]));
  const seen = new Set();
  const visit = ({ output }) => {
    for (const { path, kind } of output.imports) {
      const name = `assets/${basename(path)}`;
      if (kind !== 'import-statement' || seen.has(name) || !byPath.has(name)) continue;
      seen.add(name);
      visit(byPath.get(name));
    }
  };
  visit(app);
  return [...seen];
}

/** The style sheet names fonts without their hash; it is hashed by its own content after this step only in name. */
function fillFonts(file, fonts) {
  const text = fonts.reduce(
    (css, { name, to }) => css.replaceAll(`/assets/${name}.woff2`, basename(to)),
    readFileSync(file, 'utf8'),
  );
  writeFileSync(file, text);
}

function html({ app, style, first, fonts }) {
  const template = readFileSync(join(root, 'renderer/index.html'), 'utf8');
  const head = [
    ...fonts.map(({ name, to }) => preloadedFont(to, name === 'inter' ? 'high' : 'low')),
    `<link rel="stylesheet" href="/${style}" />`,
    ...first.map((path) => `<link rel="modulepreload" href="/${path}" />`),
    `<script type="module" src="/${app}"></script>`,
  ];
  return template.replace('<!-- assets -->', head.join('\n    '));
}

/** The first screen has no monospaced text: that font comes behind what it needs. */
function preloadedFont(to, priority) {
  return `<link rel="preload" as="font" type="font/woff2" href="/${to}" fetchpriority="${priority}" crossorigin />`;
}

function sizes(outdir, scripts, style) {
  const gzipped = (path) => gzipSync(readFileSync(join(outdir, path)), { level: 9 }).length;
  return { script: scripts.reduce((sum, path) => sum + gzipped(path), 0), style: gzipped(style) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { sizes: measured } = await buildRenderer();
  console.log(`first screen, gzipped: ${measured.script} bytes of script, ${measured.style} of style`);
  if (measured.script > BUDGET.script || measured.style > BUDGET.style) {
    console.error(`over the budget of ${BUDGET.script} and ${BUDGET.style} bytes`);
    process.exitCode = 1;
  }
}
