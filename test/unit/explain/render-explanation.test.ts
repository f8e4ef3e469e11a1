import { expect, test } from '@jest/globals';
import { lengthOf } from '../../../src/core/wrap-text.ts';
import { explainLog } from '../../../src/explain/explain-log.ts';
import { explainText } from '../../../src/explain/explain-text.ts';
import { MESSAGES } from '../../../src/explain/messages/index.ts';
import { renderExplanation } from '../../../src/explain/render-explanation.ts';
import { speakExplanation, speakLog } from '../../../src/explain/speak-explanation.ts';
import { LANGUAGES, type Language } from '../../../src/core/language.ts';
import { PLAIN_TEXT } from '../../../src/report/text-style.ts';

const shown = (text: string, language: Language = 'en'): string =>
  renderExplanation(speakExplanation(explainText(text), language), PLAIN_TEXT);

test('a known message gives cause, code, who can fix it, how sure and what decides', () => {
  const text = shown('unable to register because of a DNS server issue').replace(/\s+/g, ' ');
  expect(text).toContain('(registration/name-invalid)');
  expect(text).toContain("your WorkSpaces administrator (the administrator's settings)");
  expect(text).toContain('all words of a known wording are there');
  expect(text).toContain('by the checks of DNS');
  expect(text).not.toContain('This clears the network');
});

test.each(LANGUAGES)('every entry stays within 80 columns in %s', (language) => {
  for (const entry of MESSAGES) {
    const explained = {
      matches: [{ entry, sure: 'words' as const, found: 'x', score: 1 }],
      nearest: [],
      anyProgram: false,
    };
    const lines = renderExplanation(speakExplanation(explained, language), PLAIN_TEXT).split('\n');
    expect(lines.filter((line) => lengthOf(line) > 80)).toEqual([]);
    expect(lines.filter((line) => /undefined|null|\*/.test(line))).toEqual([]);
  }
});

test('an unknown message says so, names the nearest and the ones that clear the network', () => {
  const text = shown('the certificate of the weather is nice');
  expect(text).toMatch(/^Not known/);
  expect(text.match(/^ {2}- /gm)).toHaveLength(7);
  expect(text).toContain('These clear the network');
});

test('a message that clears the network says so, and that no check decides', () => {
  const text = shown('WorkSpace status: unhealthy').replace(/\s+/g, ' ');
  expect(text).toContain('This clears the network');
  expect(text).toContain('No check from here decides it.');
});

test('in Japanese nothing stays English but names and codes', () => {
  const text = shown('このデバイスは WorkSpace へのアクセスを許可されていません', 'ja');
  expect(text).toContain('ネットワークが原因ではありません。');
  expect(text).not.toMatch(/[。、] /);
  expect(text).not.toMatch(/\b[a-z]+ [a-z]+ [a-z]+/);
});

test('of a log the known lines stand first, with their count', () => {
  const log = explainLog('x\n10:00:00 ECONNRESET\n10:00:05 ECONNRESET\n');
  expect(renderExplanation(speakLog(log, 'en'), PLAIN_TEXT)).toMatch(
    /^2 of 3 lines are known\. The rest is not interpreted\.\n {2}- 10:00:05, line 3, 2 times: A connection/,
  );
  expect(renderExplanation(speakLog(log, 'ja'), PLAIN_TEXT)).toContain(
    '3 行のうち 2 行の意味が分かりました。',
  );
});

test('a log without a known line claims nothing', () => {
  expect(renderExplanation(speakLog(explainLog('all is well'), 'en'), PLAIN_TEXT)).toContain(
    'Not known. No line',
  );
});
