import { describe, expect, test } from '@jest/globals';
import { languageOf, readLanguage } from '../../../src/core/language.ts';
import { sayIn } from '../../../src/core/say.ts';

describe('which language a person wants', () => {
  test.each([
    ['en', 'en'],
    ['ja', 'ja'],
    ['JA', 'ja'],
    ['ja-JP', 'ja'],
    ['ja_JP.UTF-8', 'ja'],
    ['en_GB@euro', 'en'],
    ['jam', null],
    ['de', null],
    ['', null],
  ])('%s', (tag, wanted) => {
    expect(readLanguage(tag)).toBe(wanted);
  });

  test.each([
    ['nothing is set', {}, 'en'],
    ['LANG alone', { LANG: 'ja_JP.UTF-8' }, 'ja'],
    ['LC_ALL before LANG', { LC_ALL: 'C', LANG: 'ja_JP.UTF-8' }, 'en'],
    ['LC_MESSAGES before LANG', { LC_MESSAGES: 'ja_JP', LANG: 'en_US.UTF-8' }, 'ja'],
    ['an empty variable counts as not set', { LC_ALL: '', LANG: 'ja' }, 'ja'],
    ['a language that is not spoken', { LANG: 'de_DE.UTF-8' }, 'en'],
  ])('%s', (_name, env, wanted) => {
    expect(languageOf(env)).toBe(wanted);
  });
});

describe('figures', () => {
  test.each([
    [375.1, [375], '375.1 ms'],
    [374.9, [375], '374.9 ms'],
    [375, [375], '375 ms'],
    [374.4, [375], '374 ms'],
    [375.1, [], '375 ms'],
    [9.96, [], '10.0 ms'],
    [39.2, [null, 200], '39 ms'],
  ] as const)('%s beside %j', (value, limits, told) => {
    expect(sayIn('en').ms(value, limits)).toBe(told);
    expect(sayIn('ja').ms(value, limits)).toBe(told);
  });

  test('a line begins as a sentence', () => {
    expect(sayIn('en').capital('around, over TCP 443')).toBe('Around, over TCP 443');
    expect(sayIn('ja').capital('TCP 443 で迂回')).toBe('TCP 443 で迂回');
  });
});
