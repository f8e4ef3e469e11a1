import { describe, expect, test } from '@jest/globals';
import { CODES } from '../../../src/causes/index.ts';
import { WRITTEN } from '../../../src/core/language.ts';
import { loadDirectoryPorts } from '../../../src/regions/directory-ports.ts';
import { explainText } from '../../../src/explain/explain-text.ts';
import { causesOf, DECIDERS, SOURCES, WHERE } from '../../../src/explain/message.ts';
import { MESSAGES } from '../../../src/explain/messages/index.ts';
import { vocabularyOf } from '../../../src/words/languages.ts';

const texts = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(texts)
      : [];

describe('the dictionary', () => {
  test('ids are unique, and every entry has a cause and an advice in every language', () => {
    expect(new Set(MESSAGES.map(({ id }) => id)).size).toBe(MESSAGES.length);
    const bare = MESSAGES.filter(({ words, causes }) =>
      WRITTEN.some(
        (language) =>
          words[language].advice === '' ||
          causes.length === 0 ||
          words[language].causes.length !== causes.filter((cause) => typeof cause !== 'string').length,
      ),
    );
    expect(bare).toEqual([]);
  });

  test.each(WRITTEN)('causes name codes of the closed list alone, and each has words in %s', (language) => {
    const told = MESSAGES.flatMap((entry) => causesOf(entry, language));
    expect(told.filter(({ code, text }) => text === '' || (code !== null && !CODES.includes(code)))).toEqual(
      [],
    );
  });

  test('a code alone lies where its cause says, in the words of its cause', () => {
    const offline = MESSAGES.flatMap((entry) => causesOf(entry, 'ja')).filter(
      ({ code }) => code === 'local/offline',
    );
    expect(new Set(offline.map(({ where, text }) => `${where} ${text}`))).toEqual(
      new Set(['this-machine このパソコンはネットワークにつながっていません。']),
    );
  });

  test('every place, decider and source is used or has words in both languages', () => {
    for (const language of WRITTEN) {
      const words = vocabularyOf(language).explain;
      expect(Object.keys(words.where).sort()).toEqual([...WHERE].sort());
      expect(Object.keys(words.decider).sort()).toEqual([...DECIDERS].sort());
      expect(Object.keys(words.source).sort()).toEqual([...SOURCES].sort());
    }
  });

  test.each(MESSAGES.map((entry) => [entry.id, entry] as const))(
    '%s is found by each of its own texts',
    (id, entry) => {
      const own = [...(entry.printed ?? []), ...Object.values(entry.wordings).flat()].map((text) =>
        text.replaceAll('*', ''),
      );
      // A short wording that another entry contains is a fragment of both; one that any program says is asked back, and found with the product's name.
      const named = (text: string): string => (explainText(text).anyProgram ? `WorkSpaces: ${text}` : text);
      const lost = own.filter(
        (text) => !explainText(named(text)).matches.some((match) => match.entry.id === id),
      );
      expect(lost).toEqual([]);
    },
  );

  test('what the directory command prints is known, port by port', () => {
    for (const { port, transport, use } of loadDirectoryPorts().literal) {
      const name = port === 389 ? 'LDAP' : port === 88 ? 'Kerberos/authentication' : use;
      const text = `${name} unavailable (${transport.toUpperCase()} port ${port}) for IP: 10.0.0.10`;
      expect([text, explainText(text).matches[0]?.entry.id]).toEqual([
        text,
        use === 'DNS' ? 'directory-dns' : 'directory-ports',
      ]);
    }
  });
});

describe('Japanese typography', () => {
  const japanese = [
    ...MESSAGES.flatMap(({ words }) => texts(words.ja)),
    ...texts(vocabularyOf('ja').explain),
  ];

  test.each([
    ['no half-width blank after a full stop or comma', /[。、] /u],
    [
      'no Latin full stop or comma between Japanese letters',
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][.,]/u,
    ],
    [
      'no half-width bracket or colon against Japanese letters',
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}][(:]|\)[\p{Script=Han}\p{Script=Hiragana}]/u,
    ],
    ['no English sentence left', /\b[a-z]+ [a-z]+ [a-z]+ [a-z]+/],
  ])('%s', (_rule, broken) => {
    const shown = japanese.map((text) => text.replace(/`[^`]*`/g, '・').replace('preflight directory', '・'));
    expect(shown.filter((text) => broken.test(text))).toEqual([]);
  });

  test('every text has Japanese letters, and says something else than the English', () => {
    for (const { words } of MESSAGES) {
      expect(words.ja.message).toMatch(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u);
      expect(words.ja.advice).not.toBe(words.en.advice);
      expect(words.ja.advice).toMatch(/。$/u);
    }
  });
});
