// `preflight:page`: the built page as a module, so that the command line stays one file. Compressed once, here.
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

/** @param {string} folder of scripts/build-renderer.mjs, with its files.json */
export function embedPage(folder) {
  return {
    name: 'embed-page',
    setup(builder) {
      builder.onResolve({ filter: /^preflight:page$/ }, () => ({
        // Not the folder: it would stand in the bundle, and the same sources would give other bytes elsewhere.
        path: 'page',
        namespace: 'preflight-page',
      }));
      builder.onLoad({ filter: /.*/, namespace: 'preflight-page' }, () => ({
        contents: JSON.stringify(pageOf(folder)),
        loader: 'json',
      }));
    },
  };
}

function pageOf(folder) {
  const names = JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8'));
  const entry = (name) => [
    name === 'index.html' ? '/' : `/${name}`,
    {
      type: TYPES[extname(name)] ?? 'application/octet-stream',
      gzip: gzipSync(readFileSync(join(folder, name)), { level: 9 }).toString('base64'),
    },
  ];
  return Object.fromEntries(names.map(entry));
}
