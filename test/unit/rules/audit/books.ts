/** The books of small firewall files, what an audit of each says in one line, and the lines that were recorded (`npm run golden`). */
import { readFileSync } from 'node:fs';
import { loadTables } from '../../../../src/regions/tables.ts';
import { audit, auditOutcome, type AuditResult } from '../../../../src/rules/audit/audit.ts';
import { auditContext } from '../../../../src/rules/audit/audit-context.ts';
import { readAuditText, type ReadWish } from '../../../../src/rules/audit/read-audit-text.ts';
import { renderAuditText } from '../../../../src/rules/audit/render-audit.ts';
import type { AuditLayer, AuditView } from '../../../../src/rules/audit/audit-entry.ts';
import { ruleRequest } from '../rule-fixtures.ts';
import { brief } from './audit-fixtures.ts';

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

/** Files that hold many ways to write a rule, and all that is read of each, entry by entry (of the `shown` ones what people see): what the books above have of a way is seen in the end of an audit alone. */
export const READ = new URL('../../../fixtures/firewalls/books/read.txt', import.meta.url);
const WISHES: Readonly<Record<string, ReadWish>> = {
  forward: { chain: 'forward' },
  'default accept': { fallback: 'accept' },
};
const MOST_SENDERS = 12;

/** Name and text of each; behind `|` stands what is asked for besides. */
export function readings(): (readonly [name: string, text: string])[] {
  const text = readFileSync(new URL('readings.txt', READ), 'utf8');
  return text
    .split(/^=== /m)
    .slice(1)
    .map((one) => {
      const end = one.indexOf('\n');
      return [one.slice(0, end), one.slice(end + 1)] as const;
    });
}

export function readingOf(name: string, text: string): string {
  const file = readAuditText(text, WISHES[name.split(' | ')[1] ?? '']);
  if (typeof file === 'string') return file;
  if (name.startsWith('shown')) return renderAuditText(audit(file, context));
  const { format, readAs, views, other, unread, assumptions } = file;
  return [
    `${format}: ${readAs}`,
    ...viewLines(views),
    ...(other === null ? [] : [`other chain: ${other.chain}`, ...viewLines(other.views)]),
    ...unread.map(({ place, text: written, why }) => `unread ${place}: ${written}: ${why}`),
    // What the first one says is said of every file of the format.
    ...assumptions.slice(1).map((one) => `note: ${one}`),
  ].join('\n');
}

function viewLines(views: readonly AuditView[]): string[] {
  return [
    ...views
      .slice(0, MOST_SENDERS)
      .flatMap(({ sender, traits, layers }) => [
        `sender: ${sender ?? 'anybody'}${traits === undefined || traits.named.length === 0 ? '' : ` (named by ${traits.named.join()}; likely by ${traits.likely.join()})`}`,
        ...layers.flatMap((one, index) => layerLines(one, layers[index - 1])),
      ]),
    ...(views.length > MOST_SENDERS ? [`${views.length} senders`] : []),
  ];
}

function layerLines({ family, facing, entries }: AuditLayer, before?: AuditLayer): string[] {
  const linesOf = (all: AuditLayer['entries']): string[] =>
    all.map((entry) => `    ${brief(entry)}${entry.doubt === null ? '' : ` if: ${entry.doubt}`}`);
  const lines = linesOf(entries);
  const isSame = before !== undefined && lines.join() === linesOf(before.entries).join();
  return [
    `  ${facing}${family === null ? '' : ` IPv${family}`}${isSame ? ': the same' : ''}`,
    ...(isSame ? [] : lines),
  ];
}

/** Every reading as it is recorded, under its name. */
export function readNow(): string {
  return readings()
    .map(([name, text]) => `=== ${name}\n${readingOf(name, text)}\n`)
    .join('');
}

export function keptReadings(): ReadonlyMap<string, string> {
  const kept = readFileSync(READ, 'utf8').split(/^=== /m).slice(1);
  return new Map(kept.map((one) => [one.slice(0, one.indexOf('\n')), one.slice(one.indexOf('\n') + 1, -1)]));
}
