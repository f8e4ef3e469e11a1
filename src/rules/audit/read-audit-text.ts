/** Reads a firewall's rules as a team has them. Which format it is stands in the file itself, or is said by the caller. */
import { english } from '../../words/en/index.ts';
import { entriesOf, type AuditFile } from './audit-entry.ts';
import { AS_CSV, nameFormat } from './name-format.ts';
import { readCsv } from './csv/read.ts';
import { looksLikeAsa, readAsa } from './makers/asa.ts';
import { looksLikeFortios, readFortios } from './makers/fortios.ts';
import { looksLikePanosSet, readPanosSet } from './makers/panos-set.ts';
import { looksLikePowerShell, readPowerShell } from './makers/powershell.ts';
import { looksLikeSquid, readSquid } from './makers/squid.ts';
import { readIptablesSave } from './read-iptables-save.ts';
import { isList, readList } from './read-list.ts';
import { readJson } from './read-json.ts';
import type { ReadOptions } from './read-options.ts';
import { TooMuchWork, Work } from './work.ts';

/** Larger files are refused: no firewall of an office has more, and the comparison is entries times rules. */
const MOST_ENTRIES = 20_000;

const TOO_MANY = `more than ${MOST_ENTRIES} rules: split the file`;

export type ReadWish = Partial<Omit<ReadOptions, 'work'>>;

/** The entries, or one line that says why the text cannot be audited. */
export function readAuditText(text: string, wish: ReadWish = {}): AuditFile | string {
  const options: ReadOptions = {
    ...{ chain: 'output', fallback: null, sender: null, words: english.audit },
    ...wish,
    work: new Work(),
  };
  try {
    return checked(readByFormat(text.replace(/^\uFEFF/, ''), options));
  } catch (error) {
    if (error instanceof TooMuchWork) return error.message;
    throw error;
  }
}

function checked(file: AuditFile | string): AuditFile | string {
  if (typeof file === 'string') return file;
  const entries = entriesOf(file).length;
  if (entries > MOST_ENTRIES) return TOO_MANY;
  // Only a list can turn out to be something else altogether.
  if (file.format !== 'list') return file;
  const [first] = file.unread;
  if (first === undefined) return entries === 0 ? 'the file holds no rules' : file;
  if (file.unread.length <= 2 * entries) return file;
  return entries === 0
    ? `no line could be read as a rule; the first: ${first.place}: ${first.why}. If this is a firewall that is not read, ${AS_CSV}`
    : `${file.unread.length} of ${file.unread.length + entries} lines are no block, address, range or name (the first: ${first.place}), so this is no list: ${AS_CSV}`;
}

interface Config {
  readonly looks: (text: string) => boolean;
  readonly read: (text: string, options: ReadOptions) => AuditFile | string;
}

/** Texts that a line of their own tells apart, whatever stands above it. */
const CONFIGS: readonly Config[] = [
  { looks: (text) => /^\s*\*(filter|nat|mangle|raw|security)\s*$/m.test(text), read: readIptablesSave },
  { looks: looksLikeAsa, read: readAsa },
  { looks: looksLikeFortios, read: readFortios },
  { looks: looksLikePanosSet, read: readPanosSet },
  { looks: looksLikeSquid, read: readSquid },
  { looks: looksLikePowerShell, read: readPowerShell },
];

function readByFormat(text: string, options: ReadOptions): AuditFile | string {
  const json = /^(?:\s*#[^\n]*\n)*\s*([{[].*)$/s.exec(text)?.[1];
  if (json !== undefined) return readJson(json, options);
  const lines = text.split('\n');
  // Before anything is parsed: a record has a line at least, but for the few that are comments or blank.
  if (lines.length > MOST_ENTRIES * 5) return TOO_MANY;
  const config = CONFIGS.find(({ looks }) => looks(text));
  if (config !== undefined) return config.read(text, options);
  const named = nameFormat(text);
  if (named !== null) return named;
  // Title lines may stand above the header.
  return isList(text) || !lines.slice(0, 20).some((line) => /[,;\t|，]/.test(line.replace(/(^|\s)#.*$/, '')))
    ? readList(text, options)
    : readCsv(text, options);
}
