/**
 * The WebAssembly of the PAC sandbox, from the installed package. The bundled command line has no node_modules: there the build
 * (scripts/build.mjs) puts a file with the same export in the place of this one, with the bytes inside.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

export function quickJsBytes(): Promise<Uint8Array> {
  const manifest = createRequire(import.meta.url).resolve('quickjs-wasi/package.json');
  return readFile(path.join(path.dirname(manifest), 'quickjs.wasm'));
}
