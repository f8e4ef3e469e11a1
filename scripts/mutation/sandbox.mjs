// A copy of the project in which the changed files lie. What no test writes is linked.
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../set-up.mjs';

const COPIED = ['src', 'test'];
const LINKED = ['node_modules', 'docs', 'schemas', 'scripts', 'renderer'];

/** @returns the folder. `@jest/globals` is what `globals.mjs` gives, by way of the paths of tsconfig.json. */
export function makeSandbox(folder, files) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of COPIED) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of LINKED)
    if (existsSync(join(root, name))) symlinkSync(join(root, name), join(folder, name), 'junction');
  for (const { name, content } of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  // Without a name: jest would find two projects of the same one.
  writeFileSync(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  const globals = fileURLToPath(new URL('globals.mjs', import.meta.url));
  const compilerOptions = { target: 'es2022', module: 'esnext', paths: { '@jest/globals': [globals] } };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  return folder;
}
