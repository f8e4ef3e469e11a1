/** Reads a firewall's rules as a team has them: CSV, the JSON of `nft -j list ruleset`, or a plain list of blocks and names. */
import type { AuditFile } from './audit-entry.ts';
import { readCsv } from './read-csv.ts';
import { readList } from './read-list.ts';
import { readNftJson } from './read-nft-json.ts';

/** Larger files are refused: no firewall of an office has more, and the comparison is entries times rules. */
const MOST_ENTRIES = 20_000;

/** The entries, or one line that says why the text cannot be audited. */
export function readAuditText(text: string): AuditFile | string {
  const file = readByFormat(text.replace(/^\uFEFF/, ''));
  if (typeof file === 'string') return file;
  if (file.entries.length > MOST_ENTRIES) return `more than ${MOST_ENTRIES} rules: split the file`;
  if (file.entries.length > 0) return file;
  const [first] = file.unread;
  return first === undefined
    ? 'the file holds no rules'
    : `no line could be read as a rule; the first: ${first.place}: ${first.why}`;
}

function readByFormat(text: string): AuditFile | string {
  const first = text.split('\n').find((line) => line.trim() !== '' && !line.trim().startsWith('#')) ?? '';
  if (/^\s*[{[]/.test(first)) return readNftJson(text);
  return /[,;\t]/.test(first) ? readCsv(text) : readList(text);
}
