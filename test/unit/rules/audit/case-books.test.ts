/**
 * Small files as teams have them, by kind: tables, makers' configurations, packet filters, and what is named instead of read. Each stands
 * in a book (test/fixtures/firewalls/books) under `=== name | exits that are right | what the text must say | why`, written down before
 * the program was asked.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadTables } from '../../../../src/regions/tables.ts';
import { audit, auditOutcome } from '../../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../../src/rules/audit/audit-context.ts';
import { readAuditText } from '../../../../src/rules/audit/read-audit-text.ts';
import { renderAuditText } from '../../../../src/rules/audit/render-audit.ts';
import { ruleRequest } from '../rule-fixtures.ts';

const context = auditContext(loadTables(), ruleRequest('eu-central-1'));

function outcome(text: string): { exit: number; told: string } {
  const file = readAuditText(text);
  if (typeof file === 'string') return { exit: 2, told: file };
  const result = audit(file, context);
  return { exit: auditOutcome(result), told: renderAuditText(result).replaceAll(/\s+/g, ' ') };
}

type Case = readonly [name: string, exits: string, says: string, why: string, text: string];

function casesOf(book: string): Case[] {
  const text = readFileSync(
    new URL(`../../../fixtures/firewalls/books/${book}.txt`, import.meta.url),
    'utf8',
  );
  return text
    .split(/^=== /m)
    .slice(1)
    .map((one): Case => {
      const [head = '', ...lines] = one.split('\n');
      const [name = '', exits = '', says = '', why = ''] = head.split(/\s+\| +/);
      return [name, exits, says, why, lines.join('\n')];
    });
}

describe.each(['tables', 'makers', 'iptables', 'nft', 'named', 'hostile'])('%s', (book) => {
  test.each(casesOf(book))('%s: exit %s', (_name, exits, says, why, text) => {
    const { exit, told } = outcome(text);
    expect({ why, exit, told }).toEqual({
      why,
      exit: exits.includes(String(exit)) ? exit : `one of ${exits}`,
      told: expect.stringMatching(new RegExp(says, 'i')),
    });
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
