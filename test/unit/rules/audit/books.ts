/** The books of small firewall files, what an audit of each says in one line, and the lines that were recorded (`npm run golden`). */
import { readFileSync } from 'node:fs';
import { loadTables } from '../../../../src/regions/tables.ts';
import { audit, auditOutcome, type AuditResult } from '../../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../../src/rules/audit/audit-context.ts';
import { readAuditText } from '../../../../src/rules/audit/read-audit-text.ts';
import { renderAuditText } from '../../../../src/rules/audit/render-audit.ts';
import { ruleRequest } from '../rule-fixtures.ts';

export const BOOKS = ['tables', 'makers', 'iptables', 'nft', 'named', 'hostile'] as const;
export const KEPT = new URL('../../../fixtures/firewalls/books/told.txt', import.meta.url);

const context = auditContext(loadTables(), ruleRequest('eu-central-1'));
const { rules } = context.wanted;

type Case = readonly [name: string, exits: string, says: string, why: string, text: string];

export function casesOf(book: string): Case[] {
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

export function outcome(text: string): { exit: number; told: string; line: string } {
  const file = readAuditText(text);
  if (typeof file === 'string') return { exit: 2, told: `${file}\n`, line: inLine([file]) };
  const result = audit(file, context);
  return { exit: auditOutcome(result), told: renderAuditText(result), line: inLine(factsOf(result)) };
}

/** Rules by their number; those that share what is said of them stand together. */
function grouped<T extends { readonly rule: (typeof rules)[number] }>(
  rows: readonly T[],
  said: (row: T) => unknown,
): string {
  const numbers = new Map<string, number[]>();
  for (const row of rows) {
    const key = JSON.stringify(said(row));
    numbers.set(key, [...(numbers.get(key) ?? []), rules.indexOf(row.rule)]);
  }
  return [...numbers].map(([key, own]) => `${own.join(',')} ${key}`).join('; ');
}

function factsOf(result: AuditResult): string[] {
  const { missing, inDoubt, chain, sender, otherSenders, otherChain, remarks, unread } = result;
  return [
    `${result.format}: ${result.readAs}, ${result.entries} entries`,
    `missing ${grouped(missing, ({ parts, near, mayBeOpen }) => [parts, near, mayBeOpen])}`,
    `in doubt ${grouped(inDoubt, ({ parts, because }) => [parts, because])}`,
    JSON.stringify([chain, sender, otherSenders, otherChain]),
    ...remarks.map(({ kind, place, text, why }) => `${kind} ${place}: ${text}: ${why}`),
    ...unread.map(({ place, text, why }) => `unread ${place}: ${text}: ${why}`),
    ...result.assumptions,
  ];
}

/** A hostile file says much: the first 3,000 signs, and how many there are. */
function inLine(facts: readonly string[]): string {
  const line = JSON.stringify(facts.join(' | ')).slice(1, -1);
  return line.length > 3000 ? `${line.slice(0, 3000)} (${line.length})` : line;
}

/** Every case of every book as it is recorded: book and name, a tab, the line. */
export function linesNow(): string[] {
  return BOOKS.flatMap((book) =>
    casesOf(book).map(([name, , , , text]) => `${book} ${name}\t${outcome(text).line}`),
  );
}

export function keptLines(): ReadonlyMap<string, string> {
  const lines = readFileSync(KEPT, 'utf8').split('\n');
  return new Map(lines.map((line) => [line.split('\t')[0] ?? '', line.slice(line.indexOf('\t') + 1)]));
}
