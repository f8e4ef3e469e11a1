import { describe, expect, test } from '@jest/globals';
import { languageOf, readLanguage } from '../../../src/core/language.ts';

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
