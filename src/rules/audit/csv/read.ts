/** Tables of rules: our own CSV, a spreadsheet, the exports of consoles and JSON lists, each with its own order of decision. */
import { z } from 'zod';
import { shownText, type AuditFile, type AuditWords } from '../audit-entry.ts';
import type { ChainRule } from '../chain.ts';
import type { JsonTable } from '../makers/json-rows.ts';
import type { ReadOptions } from '../read-options.ts';
import { singleList } from '../views.ts';
import { bare, headerOf, isHeading, type Header } from './columns.ts';
import { makerOf, PLAIN, type Maker } from './makers.ts';
import { looksLikeDeny } from './purpose.ts';
import { readRow, type ReadRow } from './row.ts';
import { csvTable, type Table } from './table.ts';

export function readCsv(text: string, options: ReadOptions): AuditFile | string {
  const table = csvTable(text);
  return typeof table === 'string' ? table : readTable(table, options);
}

/** Null when no field names a destination. */
export function readJsonTable(
  { header: names, rows, profiles }: JsonTable,
  options: ReadOptions,
): AuditFile | string | null {
  const header = headerOf(names);
  if (header === null) return null;
  return readTable(
    { header, columns: header.columns, rows },
    { ...options, fallback: options.fallback ?? fallbackOf(profiles) },
  );
}

const profile = z.object({ Enabled: z.unknown(), DefaultOutboundAction: z.unknown() });

/** Windows: one profile that is on and blocks is enough. */
function fallbackOf(profiles: unknown): ReadOptions['fallback'] {
  const list = z.array(profile).safeParse(Array.isArray(profiles) ? profiles : [profiles]);
  if (!list.success) return null;
  const on = list.data.filter(({ Enabled }) => !/^(false|0|2)$/i.test(String(Enabled)));
  return on.some(({ DefaultOutboundAction }) => /^(block|4)$/i.test(String(DefaultOutboundAction)))
    ? 'drop'
    : 'accept';
}

function readTable(table: Table, options: ReadOptions): AuditFile | string {
  const problem = missingColumn(table);
  if (problem !== null) return problem;
  const { header } = table;
  const { words } = options;
  const names = new Set([...(header?.read ?? []), ...(header?.unread ?? [])].map(bare));
  const maker = header === null ? PLAIN : makerOf(names, table.columns);
  const read = table.rows.map((row) => readRow(row, table.columns, { ...maker, work: options.work }));
  const passedOver = read.filter(({ rule }) => rule === null).length;
  return singleList(
    {
      format: maker.format,
      readAs: words.readAs.table(words.readAs.tables[maker.format], read.length),
      assumptions: [
        words.note.tables[maker.format],
        columnText(table, words.note),
        ...(passedOver === 0 ? [] : [words.note.passedOver(passedOver)]),
      ],
    },
    { rules: ordered(read, maker), policy: options.fallback ?? maker.policy },
    options,
  );
}

/** What nobody may guess: which column is the port, and which says that a row refuses. */
function missingColumn({ header, columns, rows }: Table): string | null {
  if (header === null) return null;
  const second = rows.find(({ cells }) => isHeading(cells));
  if (second !== undefined)
    return `line ${second.line} names columns again: a second table begins there; give one table in a file`;
  if (isLog(header)) return LOG;
  const unread = shownText(header.unread.map((name) => `"${name}"`).join(', '));
  if (columns.port.length === 0 && columns.application.length === 0)
    return `no column says which ports: is it one of ${unread === '' ? 'none' : unread}?`;
  if (columns.action.length > 0) return null;
  const refusal = header.unread.find(looksLikeDeny);
  if (refusal !== undefined) return `no column says what a row does: what is "${shownText(refusal)}"?`;
  const taken = new Set(Object.values(columns).flat());
  const denies = rows.find(({ cells }) =>
    cells.some((cell, index) => !taken.has(index) && looksLikeDeny(cell)),
  );
  return denies === undefined
    ? null
    : `no column says what a row does, but line ${denies.line} looks like one that refuses (columns not read: ${unread})`;
}

/** Connections that were, and not rules. */
function isLog({ read, unread }: Header): boolean {
  const names = [...read, ...unread].map(bare);
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  return has(/^(date|time|timestamp|(receive|received|generated|generate|log|start|event) ?time|date time|datum|zeit|uhrzeit|日時|時刻)$/) && has(/^(bytes|packets|session id|sessionid|elapsed|duration|(bytes|packets|sent|received|rcvd) ?(bytes|packets|sent|received)?|sentbyte|rcvdbyte|elapsed time( sec)?|バイト数)$/); // prettier-ignore
}

const LOG = 'this is a log of connections and holds no rules: export the rules';

function columnText({ header }: Table, note: AuditWords['note']): string {
  if (header === null) return note.noHeader;
  const list = (names: readonly string[]): string =>
    names.length === 0 ? note.noColumns : shownText(names.slice(0, 30).join(', '));
  return note.columns(list(header.read), list(header.unread));
}

function ordered(rows: readonly ReadRow[], { order }: Maker): ChainRule[] {
  const rules = rows.flatMap(({ rule, priority }) =>
    rule === null ? [] : [{ rule, priority: priority ?? Number.MAX_SAFE_INTEGER }],
  );
  const refuses = ({ rule }: { rule: ChainRule }): number =>
    rule.cases.some(({ verdict }) => verdict.kind === 'drop') ? 0 : 1;
  if (order === 'block-first') rules.sort((left, right) => refuses(left) - refuses(right));
  else rules.sort((left, right) => left.priority - right.priority);
  return rules.map(({ rule }) => rule);
}
