/** What docs/proof/one-voice.md promises of the source itself: one place for a code, a fact, a limit, and tests that are there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import type { AnyCause } from '../../src/causes/cause.ts';
import { CAUSES } from '../../src/causes/index.ts';
import { THRESHOLDS } from '../../src/reading/thresholds.ts';
import { loadTables } from '../../src/regions/tables.ts';

const LIST: readonly AnyCause[] = CAUSES;

interface SourceLine {
  readonly file: string;
  readonly text: string;
}

function linesOf(root: string): SourceLine[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => {
      const file = `${root}/${name}`;
      return readFileSync(file, 'utf8')
        .split('\n')
        .map((text) => ({ file, text }));
    });
}

const source = ['src', 'renderer', 'electron'].flatMap(linesOf);
const outside = (...folders: readonly string[]) =>
  source.filter(({ file }) => !folders.some((folder) => file.startsWith(`${folder}/`)));
const told = (found: readonly SourceLine[]) => found.map(({ file, text }) => `${file}: ${text.trim()}`);

test('a cause is named by its code in its own file alone, and by explain, which leads messages to causes', () => {
  const codes = LIST.map(({ code }) => code);
  const named = outside('src/causes', 'src/explain').filter(({ text }) =>
    codes.some((code) => text.includes(`'${code}'`)),
  );
  expect(told(named)).toEqual([]);
});

test('no second list of causes: only the one list imports more than its own neighbours', () => {
  const importers = new Map<string, number>();
  for (const { file, text } of source)
    if (
      /^import \{[^}]*\} from '\.\/(?:dns|local|machine|path|peer|proxy|streaming|tables|us|web)\//.test(text)
    )
      importers.set(file, (importers.get(file) ?? 0) + 1);
  expect([...importers].filter(([, count]) => count > 3).map(([file]) => file)).toEqual([
    'src/causes/index.ts',
  ]);
});

test('nothing outside a cause reads a fact by its name', () => {
  const read = outside('src/causes').filter(({ text }) =>
    /\bparams\??(?:\.(?!filter|map)\w|\.?\[)/.test(text),
  );
  expect(told(read)).toEqual([]);
});

/** `375 ms`, `1200 bytes`: what a rule says that it compares with. */
const FIGURE = /(\d+(?:\.\d+)?)(?: to (\d+))? (?:ms|bytes)\b/g;

test('the limits that a rule names are those of the tables and of the thresholds', () => {
  const known = new Set(
    JSON.stringify([loadTables().rtt, loadTables().mtu, THRESHOLDS]).match(/\d+(?:\.\d+)?/g),
  );
  const figures = LIST.filter(({ layer, code }) => layer === 'path' && !code.startsWith('peer/')).flatMap(
    ({ code, when }) =>
      [...when.matchAll(FIGURE)].flatMap(([, from = '', to]) =>
        [from, ...(to === undefined ? [] : [to])].map((figure) => ({ code, figure })),
      ),
  );
  expect(figures.length).toBeGreaterThan(8);
  expect(figures.filter(({ figure }) => !known.has(figure))).toEqual([]);
});

/** `` `test/x.test.ts` › name ``: a test that a page of proof leans on. */
const HELD_BY = /`(test\/[\w./-]+)`(?: › ([^|;(]+))?/g;

test('every test that the page of proof leans on is there, by its name', () => {
  const page = readFileSync('docs/proof/one-voice.md', 'utf8');
  const cited = [...page.matchAll(HELD_BY)].map(([, file = '', name]) => ({ file, name: name?.trim() }));
  expect(cited.length).toBeGreaterThan(20);
  const lost = cited.filter(
    ({ file, name }) =>
      !existsSync(file) || (name !== undefined && !readFileSync(file, 'utf8').includes(name)),
  );
  expect(lost).toEqual([]);
});
