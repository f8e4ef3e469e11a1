/**
 * Small files as teams have them, by kind: tables, makers' configurations, packet filters, and what is named instead of read. Each stands
 * in a book (test/fixtures/firewalls/books) under `=== name | exits that are right | what the text must say | why`, written down before
 * the program was asked.
 */
import { describe, expect, test } from '@jest/globals';
import { readAuditText } from '../../../../src/rules/audit/read-audit-text.ts';
import { keptLines } from '../../../golden/kept-lines.ts';
import { BOOKS, casesOf, KEPT, keptReadings, outcome, readingOf, readings } from './books.ts';

const kept = keptLines(KEPT);

describe.each(BOOKS)('%s', (book) => {
  test.each(casesOf(book))('%s: exit %s', (name, exits, says, why, text) => {
    const { exit, told, line } = outcome(text);
    expect(told).toMatch(/\S\n$/);
    expect({ why, exit, told: told.replaceAll(/\s+/g, ' ') }).toEqual({
      why,
      exit: exits.includes(String(exit)) ? exit : `one of ${exits}`,
      told: expect.stringMatching(new RegExp(says, 'i')),
    });
    // All of it, to the word: `npm run golden` records it anew, to be read as a diff.
    expect(line).toBe(kept.get(`${book} ${name}`));
  });

  // A list of cases that lost its cases would pass.
  test('holds at least a dozen', () => {
    expect(casesOf(book).length).toBeGreaterThan(12);
  });
});

test('what is not read is told in one line', () => {
  for (const [name, , , , text] of casesOf('named')) {
    expect([name, readAuditText(text)]).toEqual([name, expect.stringMatching(/^[^\n]{10,250}$/)]);
  }
});

describe('everything that is read of a file', () => {
  const wanted = keptReadings();

  test.each(readings())('%s', (name, text) => {
    expect(readingOf(name, text)).toBe(wanted.get(name));
  });
});
