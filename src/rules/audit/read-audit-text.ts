/** Reads a firewall's rules as a team has them: CSV, `nft -j list ruleset`, `iptables-save`, or a plain list of blocks and names. */
import { entriesOf, type AuditFile } from './audit-entry.ts';
import { readCsv } from './read-csv.ts';
import { readIptablesSave } from './read-iptables-save.ts';
import { readList } from './read-list.ts';
import { readNftJson } from './read-nft-json.ts';

/** Larger files are refused: no firewall of an office has more, and the comparison is entries times rules. */
const MOST_ENTRIES = 20_000;

const TOO_MANY = `more than ${MOST_ENTRIES} rules: split the file`;

/** The entries, or one line that says why the text cannot be audited. */
export function readAuditText(text: string): AuditFile | string {
  const file = readByFormat(text.replace(/^\uFEFF/, ''));
  if (typeof file === 'string') return file;
  const entries = entriesOf(file).length;
  if (entries > MOST_ENTRIES) return TOO_MANY;
  // A packet filter without one rule that lets out is a firewall all the same.
  if (entries > 0 || file.format === 'nft-json' || file.format === 'iptables-save') return file;
  const [first] = file.unread;
  if (first === undefined) return 'the file holds no rules';
  const help =
    file.format === 'csv' ? ' (name the columns in a first line: destination, port, transport)' : '';
  return `no line could be read as a rule; the first: ${first.place}: ${first.why}${help}`;
}

function readByFormat(text: string): AuditFile | string {
  const lines = text.split('\n').map((line) => line.replace(/#.*$/, '').trim());
  const first = lines.find((line) => line !== '') ?? '';
  if (/^[{[]/.test(first)) return readNftJson(text, MOST_ENTRIES);
  if (/^\*[a-z]+$/.test(first)) return readIptablesSave(text, MOST_ENTRIES);
  if (/^(table|chain|flush|add|define)\s/.test(first))
    return 'the ruleset of nftables is read as JSON: nft -j list ruleset';
  // Before anything is parsed: a record has a line at least, but for the few that are comments or blank.
  if (lines.length > MOST_ENTRIES * 5) return TOO_MANY;
  return /[,;\t]/.test(first) ? readCsv(text) : readList(text);
}
