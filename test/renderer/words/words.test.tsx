import { describe, expect, test } from '@jest/globals';
import { en } from '../../../renderer/words/en.ts';
import {
  capital,
  categoryName,
  delay,
  duration,
  list,
  moment,
  percent,
} from '../../../renderer/words/format.ts';
import { bundleWords as jaBundle } from '../../../renderer/words/ja/bundle.ts';
import { compareWords as jaCompare } from '../../../renderer/words/ja/compare.ts';
import { explainWords as jaExplain } from '../../../renderer/words/ja/explain.ts';
import { proofWords as jaProof } from '../../../renderer/words/ja/proof.ts';
import { ja } from '../../../renderer/words/ja.ts';

const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;

/** Every text of a dictionary with its place; functions are called with numbers and words. */
function texts(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item, index) => texts(item, `${path}.${index}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => texts(item, `${path}.${key}`));
}

describe('Japanese', () => {
  test('leaves no English sentence: every text of two words or more has Japanese letters', () => {
    const left = texts(
      { ...ja, bundle: jaBundle, compare: jaCompare, explain: jaExplain, proof: jaProof },
      'ja',
    ).filter(([, text]) => /[a-z]+ [a-z]+ [a-z]+/i.test(text) && !JAPANESE.test(text));
    expect(left).toEqual([]);
  });
});

describe('figures and times', () => {
  const now = new Date('2026-11-20T15:30:00');

  test.each([
    [null, '–'],
    [0, '0 ms'],
    [3.62, '3.6 ms'],
    [38.4, '38 ms'],
    [3100, '3.1 s'],
  ])('a duration of %s reads %s', (ms, text) => {
    expect(duration(en, ms)).toBe(text);
  });

  test('a delay stays in milliseconds', () => {
    expect(delay(en, 1388)).toBe('1,388 ms');
  });

  test.each([
    [0, '0 %'],
    [0.004, '0.4 %'],
    [0.0098, '1 %'],
    [0.04, '4 %'],
  ])('a share of %s reads %s', (ratio, text) => {
    expect(percent(en, ratio)).toBe(text);
  });

  test.each([
    ['2026-11-20T14:32:00', 'Today 14:32'],
    ['2026-11-19T23:59:00', 'Yesterday 23:59'],
    ['2026-11-16T08:55:00', 'Mon 08:55'],
    ['no time', '–'],
  ])('the moment %s reads %s', (iso, text) => {
    expect(capital(moment(en, iso, now))).toBe(text);
  });

  test.each([
    ['wsBrokerFipsIpv4', 'WorkSpaces broker'],
    ['healthCheck', 'Health check'],
    ['somethingNewIpv6', 'Something new'],
    [null, ''],
  ])('the category %s is called %s', (category, name) => {
    expect(categoryName(en, category)).toBe(name);
  });

  test('lists are joined by the language', () => {
    expect(list(en, ['a', 'b', 'c'])).toBe('a, b and c');
    expect(list(ja, ['a', 'b'])).toBe('a、b');
  });
});
