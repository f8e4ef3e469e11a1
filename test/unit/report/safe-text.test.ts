import { describe, expect, test } from '@jest/globals';
import { csvField, markdownSafe, markupSafe, terminalSafe } from '../../../src/report/safe-text.ts';

describe('terminalSafe', () => {
  test.each([
    ['plain text stays', 'drp-iad.amazonworkspaces.com', 'drp-iad.amazonworkspaces.com'],
    ['letters of other languages stay', 'Zürich 東京', 'Zürich 東京'],
    ['a colour sequence goes, with its tail', 'a\u001b[31mb\u001b[0m', 'ab'],
    ['a title sequence goes, with its text', 'a\u001b]0;owned\u0007b', 'ab'],
    ['a title sequence without an end goes', 'a\u001b]0;owned', 'a'],
    ['a bare escape goes', 'a\u001bb', 'ab'],
    ['an eight-bit CSI goes', 'a\u009b2Jb', 'a2Jb'],
    ['line breaks and tabs become one space', 'a\r\n\tb', 'a b'],
    ['separators that editors break at become a space', 'a\u2028b', 'a b'],
    ['overrides of the writing direction go', 'moc.\u202ekcatta', 'moc.kcatta'],
    ['backspaces go', 'no\b\byes', 'noyes'],
  ])('%s', (_name, given, wanted) => {
    expect(terminalSafe(given)).toBe(wanted);
  });
});

describe('markupSafe', () => {
  test.each([
    ['tags and quotes become entities', `<a b="c" d='e'>&`, '&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;'],
    ['what XML 1.0 forbids goes', 'a\u0000\u0008\uffffb', 'ab'],
    ['half of a surrogate pair goes, a whole one stays', 'a\ud83db😀', 'ab😀'],
  ])('%s', (_name, given, wanted) => {
    expect(markupSafe(given)).toBe(wanted);
  });
});

describe('csvField', () => {
  test.each([
    ['null is empty', null, ''],
    ['a number stays a number, below zero too', -1.5, '-1.5'],
    ['a formula becomes text', '=cmd()', "'=cmd()"],
    ['a formula behind a space becomes text', ' =cmd()', "' =cmd()"],
    ['a formula behind a line break becomes text', '\n+1', "' +1"],
    ['an at sign becomes text', '@SUM(1)', "'@SUM(1)"],
    ['a comma is quoted', 'a,b', '"a,b"'],
    ['a quote is doubled', 'say "a"', '"say ""a"""'],
  ])('%s', (_name, given, wanted) => {
    expect(csvField(given)).toBe(wanted);
  });
});

describe('markdownSafe', () => {
  test.each([
    ['a tag stays readable and inert', '<img src=x>', '‹img src=x›'],
    ['a link is broken', '[a](http://b)', '[a] (http://b)'],
    ['code marks go', '`a`', "'a'"],
    ['port states stay', 'open|filtered', 'open|filtered'],
  ])('%s', (_name, given, wanted) => {
    expect(markdownSafe(given)).toBe(wanted);
  });
});

test.each([
  ['a;=cmd()', `"a;'=cmd()"`],
  ['a; +1', `"a;' +1"`],
  ['=1;@x', `"'=1;'@x"`],
  ['a;"=1"', `"a;'""=1"""`],
  ['a;b', '"a;b"'],
])('no cell of %p is live where a semicolon begins one', (text, wanted) => {
  expect(csvField(text)).toBe(wanted);
});

test.each(['\u061c', '\u200b', '\u{e0041}', '\u2060', '\u180e'])(
  'the sign %j that nobody sees is taken out',
  (sign) => {
    expect(terminalSafe(`a${sign}b`)).toBe('ab');
  },
);
