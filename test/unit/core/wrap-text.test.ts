import { describe, expect, test } from '@jest/globals';
import { cutMiddle, hangText, wrapText } from '../../../src/core/wrap-text.ts';

describe('wrapText', () => {
  test.each([
    { row: 'nothing gives no line', text: '', width: 10, wanted: [] },
    { row: 'breaks between words', text: 'one two three', width: 8, wanted: ['one two', 'three'] },
    { row: 'fills a line to its last column', text: 'one two', width: 7, wanted: ['one two'] },
    {
      row: 'keeps a long word whole',
      text: 'an extraordinary one',
      width: 6,
      wanted: ['an', 'extraordinary', 'one'],
    },
  ])('$row', ({ text, width, wanted }) => {
    expect(wrapText(text, width)).toEqual(wanted);
  });
});

test('hangText indents what follows by the length of the lead', () => {
  expect(hangText('one two three four five', { lead: '  a  ', width: 25 })).toEqual([
    '  a  one two three four',
    '     five',
  ]);
});

test('cutMiddle keeps both ends', () => {
  expect(cutMiddle('abcdefghij', 5)).toBe('ab…ij');
});
