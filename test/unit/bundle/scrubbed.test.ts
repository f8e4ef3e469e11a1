/**
 * What becomes of each sort of text, word by word: secrets by their looks, our sentences, logs, a stranger's words in a field. Every row stands at
 * the edge of one rule; `zq` marks what may never be seen. In test/fixtures/scrubbed.jsonl: how, text, what it becomes (null: itself).
 */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { makeNaming } from '../../../src/bundle/naming.ts';
import { makeScrubber, nameUser, type Scrubber } from '../../../src/bundle/scrub-text.ts';
import { formsOfSecret, hideSecretPatterns } from '../../../src/bundle/secret-patterns.ts';
import { serviceFacts } from '../../../src/bundle/service-facts.ts';
import type { RedactionLevel } from '../../../src/core/words.ts';
import { loadTables } from '../../../src/regions/tables.ts';

const ROWS = readFileSync('test/fixtures/scrubbed.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as [how: keyof typeof HOW, text: string, becomes: string | null]);
const service = serviceFacts(loadTables(), null);

/** On the machine demo-laptop of jane.doe. */
function scrubber(level: RedactionLevel = 'standard'): Scrubber {
  const naming = makeNaming({ level, publicAddress: false, service });
  naming.host('demo-laptop');
  nameUser('jane.doe', naming);
  return makeScrubber({ naming, secrets: ['Tr0ub4dor&3'] });
}

const HOW = {
  secrets: (text: string) => hideSecretPatterns(text, { raw: false }),
  'secrets of logs': (text: string) => hideSecretPatterns(text, { raw: true }),
  text: (text: string) => scrubber().text(text),
  full: (text: string) => scrubber('full').text(text),
  raw: (text: string) => scrubber().raw(text),
  foreign: (text: string) => scrubber().foreign(text),
};

test.each(ROWS)('%s: %s', (how, text, becomes) => {
  expect(HOW[how](text)).toBe(becomes ?? text);
});

test.each([
  [
    'Ann Bea Zqdee',
    'Zqdee, Ann|ANN_BEA_ZQDEE|zqdee.ann|Zqdee  Ann|annbeazqdee|ann%20bea%20zqdee|zqdee%2Bann|ann+bea+zqdee|Zqdee|zqdee-ann',
  ],
  ['Ann Bea Cid Zqdee', 'Zqdee, Ann|cid|bea'],
  ['ann..zqmoor', 'ann zqmoor|Zqmoor'],
  ['Zq%20Moor', 'Zq Moor|zq%20moor|Moor, Zq'],
  ['zqx', 'zqx|ZQX'],
])('%s is one person in every spelling', (user, spellings) => {
  const naming = makeNaming({ level: 'standard', publicAddress: false, service });
  expect(nameUser(user, naming)).toBe('user-1');
  const { text } = makeScrubber({ naming, secrets: [] });
  for (const spelling of spellings.split('|')) expect(text(`<${spelling}>`)).toBe('<user-1>');
});

test.each([
  ['five parts are no name', 'Ann Bea Cid Dee Zqeve', 'Zqeve, Ann'],
  ['a part of one letter', 'a zqbob', 'zqbob'],
  ['a known word', 'Root Zqadmin', 'root started'],
  ['a short part', 'Jo Zqadmin', 'jo started'],
  ['the beginning of a name', 'Zqmax', 'zq zqmaxx'],
])('%s: its parts stay', (_why, user, part) => {
  const naming = makeNaming({ level: 'standard', publicAddress: false, service });
  nameUser(user, naming);
  expect(makeScrubber({ naming, secrets: [] }).text(part)).toBe(part);
});

test('a known secret is known in each form', () => {
  expect([...formsOfSecret('q&"<7?>é')].sort()).toEqual(
    [
      'q&"<7?>é',
      'q&\\"<7?>é',
      'q%26%22%3C7%3F%3E%C3%A9',
      'q&%22%3C7?%3E%C3%A9',
      'q&amp;&quot;&lt;7?>é',
      '7126223c373f3ec3a9',
      'cSYiPDc/PsOp',
      'cSYiPDc_PsOp',
      'EmIjw3Pz7D',
      'EmIjw3Pz7DqQ==',
      'xJiI8Nz8+',
      'xJiI8Nz8-',
      'xJiI8Nz8+w6k=',
      'xJiI8Nz8-w6k=',
    ].sort(),
  );
  expect(formsOfSecret('abc')).toEqual([]);
  expect(formsOfSecret('abcd')).toEqual(['abcd', '61626364']);
});

test('a name that is heard later changes what a text comes to, and one that a log told is known everywhere', () => {
  const naming = makeNaming({ level: 'standard', publicAddress: false, service });
  const { text, foreign, learn } = makeScrubber({ naming, secrets: [] });
  expect([text('<zqann>'), text('<zqbob>'), foreign('<zqbob>')]).toEqual(['<zqann>', '<zqbob>', '<name-1>']);
  naming.alias('user-7', 'zqann');
  learn('username=zqcarl');
  expect([text('<zqann>'), text('<zqbob>'), text('<zqcarl>'), foreign('<zqcarl>')]).toEqual([
    '<user-7>',
    '<name-1>',
    '<user-1>',
    '<user-1>',
  ]);
});

test('at the level full nothing is learnt, and a log still loses long random words', () => {
  const naming = makeNaming({ level: 'full', publicAddress: false, service });
  const { text, raw, learn } = makeScrubber({ naming, secrets: [] });
  learn('username=zqcarl');
  expect(naming.list()).toEqual([]);
  const word = '0123456789abcdef0123456789abcdef';
  expect([text(`of zqcarl ${word}`), raw(`of zqcarl ${word}`)]).toEqual([
    `of zqcarl ${word}`,
    'of zqcarl (hidden)',
  ]);
});

test('a word of a closed list stays although it is a known secret, and a name that is one goes', () => {
  const naming = makeNaming({ level: 'standard', publicAddress: false, service });
  const { patternsOnly, secretsOnly } = makeScrubber({ naming, secrets: ['filtered'] });
  const text = 'filtered password=zq 0123456789abcdef0123456789abcdef';
  expect(patternsOnly(text)).toBe(text.replace('zq', '(hidden)'));
  expect(secretsOnly(text)).toBe(text.replace('zq', '(hidden)').replace('filtered', '(hidden)'));
});

test('a part of a name of the service stays in texts although somebody is called so', () => {
  const naming = makeNaming({ level: 'standard', publicAddress: false, service });
  for (const name of ['central', 'gateway', 'zqx']) naming.name('user', name);
  expect(makeScrubber({ naming, secrets: [] }).text('eu-central-1 gateway zqx')).toBe(
    'eu-central-1 gateway user-3',
  );
});
