// An esbuild plugin for every bundle that holds the engine: puts the PAC thread's program and its WebAssembly (quickjs-wasi) into the bundle
// itself, so that one file is enough. They stand in for src/net/proxy/pac-wasm.ts and pac-worker-code.ts, which read node_modules.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as bundle } from 'esbuild';

/** A module whose one export gives the packed bytes, as text where asked. */
function packed(name, bytes, asText) {
  const text = gzipSync(bytes, { level: 9 }).toString('base64');
  const contents = `import { gunzipSync } from 'node:zlib';
const packed = ${JSON.stringify(text)};
export const ${name} = () => Promise.resolve(gunzipSync(Buffer.from(packed, 'base64'))${asText ? '.toString()' : ''});
`;
  return { contents, loader: 'js' };
}

export const embedQuickJs = {
  name: 'embed-quickjs',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]net[\\/]proxy[\\/]pac-wasm\.ts$/ }, () => {
      const manifest = createRequire(import.meta.url).resolve('quickjs-wasi/package.json');
      return packed('quickJsBytes', readFileSync(path.join(path.dirname(manifest), 'quickjs.wasm')), false);
    });
    build.onLoad(
      { filter: /[\\/]src[\\/]net[\\/]proxy[\\/]pac-worker-code\.ts$/ },
      async ({ path: file }) => {
        const { outputFiles } = await bundle({
          entryPoints: [path.join(path.dirname(file), 'pac-worker.ts')],
          bundle: true,
          platform: 'node',
          target: 'node20.19',
          format: 'cjs',
          minify: true,
          write: false,
        });
        return packed('pacWorkerCode', outputFiles[0].contents, true);
      },
    );
  },
};
