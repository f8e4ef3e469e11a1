/**
 * `npm ci` refuses a lock file without the packages of other platforms, and npm leaves them out of one that it writes beside an
 * installed node_modules (https://github.com/npm/cli/issues/4828). To mend it: take the entries of the package and of its optional
 * ones out of package-lock.json, then `npm install --package-lock-only` without node_modules.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const packages = (
  JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> }
).packages;
const entries = Object.entries(packages).filter(([path]) => path !== '');

test('every package of every platform is locked', () => {
  const missing = entries.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
    ),
  );
  expect(entries.length).toBeGreaterThan(500);
  expect(missing).toEqual([]);
});

test('every package is pinned by a checksum', () => {
  expect(
    entries.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path),
  ).toEqual([]);
});
