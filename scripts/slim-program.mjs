// esbuild plugins that keep the one file small to read: at every start Node scans all of it, used or not (docs/proof/benchmarks.md, "start").
import { mkdirSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname } from 'node:path';

const BUILTINS = new Set(builtinModules);

/** Node's own modules are loaded by the part of the program that needs them, not by every start. The banner gives `require`. */
export const lazyBuiltins = {
  name: 'lazy-builtins',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?[a-z_/0-9]+$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      // `node:module` gives the `require` itself.
      if (!BUILTINS.has(name) || name === 'module' || kind === 'require-call') return undefined;
      return { path: `node:${name}`, namespace: 'builtin' };
    });
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = require(${JSON.stringify(path)});`,
      loader: 'js',
    }));
  },
};

/** Of undici the program uses `Client` alone; fetch, WebSocket, caches and mocks are half a megabyte. */
export const undiciClient = {
  name: 'undici-client',
  setup(build) {
    build.onLoad({ filter: /[\\/]node_modules[\\/]undici[\\/]index\.js$/ }, ({ path }) => ({
      // As undici's own index.js puts it together.
      contents: `const Client = require('./lib/dispatcher/client');
Object.assign(require('./lib/dispatcher/dispatcher').prototype, require('./lib/api'));
module.exports = { Client };
`,
      loader: 'js',
      resolveDir: dirname(path),
    }));
  },
};

/** Messages of zod in forty languages; the program shows its own. */
export const zodInEnglish = {
  name: 'zod-in-english',
  setup(build) {
    build.onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js';",
      loader: 'js',
    }));
  },
};

/** The sets of emoji and wide letters are large, and hardly any text needs them: made ready for the first that does. */
export const lazyWidth = {
  name: 'lazy-width',
  setup(build) {
    build.onResolve({ filter: /^string-width$/ }, ({ path, kind, resolveDir }) =>
      kind === 'import-statement' ? { path, namespace: 'lazy-width', pluginData: resolveDir } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'lazy-width' }, ({ path, pluginData }) => ({
      contents: `export default (text) =>
  /^[\\x20-\\x7e]*$/.test(text) ? text.length : require(${JSON.stringify(path)}).default(text);`,
      loader: 'js',
      resolveDir: pluginData,
    }));
  },
};

/**
 * A few letters outside ASCII (esbuild escapes them in strings, not in regular expressions) would make Node keep and scan the whole
 * file at two bytes a letter. What is left of them stands in regular expressions, where the escape means the same.
 */
export const asciiAlone = {
  name: 'ascii-alone',
  setup(build) {
    build.onEnd(({ outputFiles }) => {
      for (const { path, text } of outputFiles) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, /\.[cm]js$/.test(path) ? text.replace(/[^\x00-\x7f]/g, escaped) : text);
      }
    });
  },
};

function escaped(letter) {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
