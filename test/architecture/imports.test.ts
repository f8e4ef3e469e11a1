/** The import arrows, checked without lint: a line can switch lint off, this it cannot. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = process.cwd();

interface Row {
  readonly values: readonly string[];
  readonly types: readonly string[];
}
const { folders } = JSON.parse(readFileSync(join(root, 'scripts/import-table.json'), 'utf8')) as {
  folders: Record<string, Row>;
};

function filesOf(folder: string): string[] {
  const path = join(root, folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
  readonly onDemand: boolean;
}

const IMPORT =
  /(?:^|\n)\s*(import|export)(\s+type)?\s[^;'"]*?from\s+'(\.[^']+)'|import\(\s*'(\.[^']+)'\s*\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => ({
    from: file,
    to: relative(root, join(root, dirname(file), match[3] ?? match[4] ?? '')),
    onDemand: match[4] !== undefined,
    typeOnly: match[2] !== undefined || /^\s*import\s*\{(\s*type\s[^,}]+,?)+\s*\}/.test(match[0].trim()),
  }));
}

function folderOf(path: string): string | undefined {
  return Object.keys(folders).find((folder) => path.startsWith(`${folder}/`));
}

describe.each(Object.entries(folders))('%s', (folder, row) => {
  test('imports only what the table allows', () => {
    const forbidden = filesOf(folder)
      .flatMap(importsOf)
      .filter(({ to, typeOnly }) => {
        const target = folderOf(to);
        if (target === folder || to.endsWith('package.json')) return false;
        if (target === undefined) return true;
        return !row.values.includes(target) && !(typeOnly && row.types.includes(target));
      });
    expect(forbidden.map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });
});

/** What the row permits and no file uses: the table would go on allowing what nobody decided again. */
test.each(Object.entries(folders))('%s uses every permit of its row', (folder, { values, types }) => {
  const used = filesOf(folder).flatMap(importsOf);
  const needs = (target: string, typeOnly: boolean): boolean =>
    used.some((each) => folderOf(each.to) === target && each.typeOnly === typeOnly);
  const unused = [
    ...values.filter((target) => !needs(target, false)).map((target) => `values: ${target}`),
    ...types.filter((target) => !needs(target, true)).map((target) => `types: ${target}`),
  ];
  expect(unused).toEqual([]);
});

test('sockets exist in src/net and src/serve alone', () => {
  const sockets = /from 'node:(net|dgram|tls|http|https|dns|dns\/promises)'|from 'undici'/;
  const outside = [...filesOf('src'), ...filesOf('electron'), ...filesOf('renderer')].filter(
    (file) => !/^src\/(net|serve)\//.test(file) && sockets.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(outside).toEqual([]);
});

const PURE = ['src/reading', 'src/causes', 'src/judge', 'src/explain', 'src/words'];

test('judging and speaking know no clock and wait for nothing', () => {
  const impure = PURE.flatMap(filesOf).filter((file) =>
    /\bawait\b|Date\.now|new Date\(\)|Math\.random|from 'node:/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(impure).toEqual([]);
});

/** From one file over static imports back to it; a command that is loaded on demand may name the list that holds it. */
test('no files import each other in a circle', () => {
  const files = ['src', 'electron', 'renderer'].flatMap(filesOf);
  const targets = new Map(
    files.map((file) => [file, importsOf(file).flatMap(({ to, onDemand }) => (onDemand ? [] : to))]),
  );
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' -> '));
    if (way.includes(file) || done.has(file)) return;
    for (const to of targets.get(file) ?? []) walk(to, [...way, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  expect(circles).toEqual([]);
});

test('the page ships no cause and no words of one: it is given what is spoken', () => {
  const reached = new Set<string>();
  const walk = (file: string): void => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const { to, typeOnly } of importsOf(file)) if (!typeOnly && /\.tsx?$/.test(to)) walk(to);
  };
  for (const file of filesOf('renderer')) walk(file);
  expect(reached.size).toBeGreaterThan(200);
  expect([...reached].filter((file) => /^src\/causes\/\w+\//.test(file))).toEqual([]);
});
