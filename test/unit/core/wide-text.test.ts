import { describe, expect, test } from '@jest/globals';
import { columnsOf, wrapColumns } from '../../../src/core/wide-text.ts';

const JAPANESE =
  'サインインはできているので、ポートが原因ではありません。`preflight explain --file LOG` で「クライアントのログ」（このパソコン）を読んでください。';

describe('lines of wide and narrow letters', () => {
  test.each([
    ['abc', 3],
    ['ポート 443', 10],
    ['「。」', 6],
    ['…–', 2],
  ])('%s takes %i columns', (text, columns) => {
    expect(columnsOf(text)).toBe(columns);
  });

  test.each([20, 31, 40, 80])(
    'within %i columns nothing is lost, and no line begins or ends with a sign that must not',
    (width) => {
      const lines = wrapColumns(JAPANESE, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(JAPANESE.replaceAll(' ', ''));
      expect(lines.filter((line) => columnsOf(line) > width + 2)).toEqual([]);
      expect(lines.filter((line) => /^[、。）」ー]|[（「]$/u.test(line))).toEqual([]);
    },
  );

  test('Latin text breaks at blanks alone, and a long word stays whole', () => {
    expect(wrapColumns('one two  three aVeryLongWordThatDoesNotFit end', 10)).toEqual([
      'one two',
      'three',
      'aVeryLongWordThatDoesNotFit',
      'end',
    ]);
    expect(wrapColumns('', 10)).toEqual([]);
  });
});
