// An esbuild plugin for every bundle that holds the engine: puts the PAC sandbox's WebAssembly (quickjs-wasi) into the bundle itself,
// so that one file is enough. It stands in for src/net/proxy/pac-wasm.ts, which reads node_modules.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

export const embedQuickJs = {
  name: 'embed-quickjs',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]net[\\/]proxy[\\/]pac-wasm\.ts$/ }, () => {
      const manifest = createRequire(import.meta.url).resolve('quickjs-wasi/package.json');
      const wasm = readFileSync(path.join(path.dirname(manifest), 'quickjs.wasm'));
      const text = gzipSync(wasm, { level: 9 }).toString('base64');
      const contents = `import { gunzipSync } from 'node:zlib';
const packed = ${JSON.stringify(text)};
export const quickJsBytes = () => Promise.resolve(gunzipSync(Buffer.from(packed, 'base64')));
`;
      return { contents, loader: 'js' };
    });
  },
};
