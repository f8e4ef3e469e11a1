/** A comment that cites a document cites one that the repository holds, and a heading that the document has. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';

const ROOTS = ['src', 'renderer', 'electron', 'scripts', 'test'];
const COMMENT = /^\s*(?:\/\*\*?|\*|\/\/)|\s\/\/\s|\/\*\*/;
/** `docs/spec/findings.md`, or `findings.md` for a page of docs/spec; then perhaps a heading in quotation marks. */
const PAGE = /([\w./-]*\w\.md)(?:, "([^"]+)")?/g;
const SECTION = /technical-facts(?:\.md)? ([A-Z]\.\d+)/g;

interface Citation {
  readonly where: string;
  readonly page: string;
  readonly heading: string | null;
}

function citationsIn(line: string, where: string): Citation[] {
  if (!COMMENT.test(line)) return [];
  const pages = [...line.matchAll(PAGE)].map(([, page = '', heading = null]) => ({ where, page, heading }));
  const sections = [...line.matchAll(SECTION)].map(([, heading = '']) => heading);
  return [...pages, ...sections.map((heading) => ({ where, page: 'technical-facts.md', heading }))];
}

function linesOf(root: string): Citation[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(?:tsx?|mjs|css)$/.test(name),
  );
  return files.flatMap((name) =>
    readFileSync(join(root, name), 'utf8')
      .split('\n')
      .flatMap((line, index) => citationsIn(line, `${root}/${name}:${index + 1}`)),
  );
}

function pathOf({ page, where }: Citation): string | null {
  const beside = join(where.split(':')[0] ?? '', '..', page);
  const places = [page, beside, join('docs', page), join('docs/spec', basename(page))];
  return places.find((place) => existsSync(place)) ?? null;
}

const all = ROOTS.flatMap(linesOf);

test('there are citations to hold', () => {
  expect(all.length).toBeGreaterThan(40);
});

test('every cited page is in the repository', () => {
  expect(all.filter((cited) => pathOf(cited) === null).map(({ where, page }) => `${where} ${page}`)).toEqual(
    [],
  );
});

test('every cited heading is on its page', () => {
  const missing = all.filter((cited) => {
    const path = pathOf(cited);
    if (cited.heading === null || path === null || !path.startsWith('docs/spec/')) return false;
    const headings = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('#'));
    return !headings.some((line) => line.replace(/^#+ /, '').startsWith(cited.heading ?? ''));
  });
  expect(missing.map(({ where, page, heading }) => `${where} ${page} ${heading}`)).toEqual([]);
});

test('a decision is cited by its number: no two share one', () => {
  const numbers = readdirSync('docs/adr').map((name) => name.slice(0, 4));
  expect(numbers.filter((number, index) => numbers.indexOf(number) !== index)).toEqual([]);
});
