/** A plain list: one block, address, range or name a line, with a port where one stands behind it, `!` in front of what is left out; `#` begins a comment. */
import { lineAt, shownText, type AuditFile, type Match, type Unread } from './audit-entry.ts';
import type { ChainRule } from './chain.ts';
import { destinationProblem, parseDestination } from './parse-destination.ts';
import type { ReadOptions } from './read-options.ts';
import { singleList } from './views.ts';

/** A list whose notes stand behind `;`, as blocklists have them, says so in a line that is a note alone. */
const NOTE_LINE = /^\s*(;|\/\/)/m;

function withoutNote(line: string, hasNotes: boolean): string {
  const written = line.replace(/(^|\s)#.*$/, '');
  return (hasNotes ? written.replace(/(^|\s)(;|\/\/).*$/, '') : written).trim();
}

/** Whether the signs that would make it a table stand in notes alone. */
export function isList(text: string): boolean {
  if (!NOTE_LINE.test(text)) return false;
  return text.split(/\r?\n/).every((line) => !/[,;\t|]/.test(withoutNote(line, true)));
}

export function readList(text: string, options: ReadOptions): AuditFile {
  const rules: ChainRule[] = [];
  const excluded: ChainRule[] = [];
  const unread: Unread[] = [];
  const hasNotes = NOTE_LINE.test(text);
  const { words } = options;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const written = withoutNote(line, hasNotes);
    if (written === '') continue;
    const place = lineAt(index + 1);
    const isExcluded = written.startsWith('!');
    const match = matchOf(isExcluded ? written.slice(1).trim() : written);
    if (match)
      (isExcluded ? excluded : rules).push({
        place,
        text: shownText(written),
        cases: [{ match, conditions: [], verdict: { kind: isExcluded ? 'drop' : 'accept' } }],
      });
    else
      unread.push({
        place: place(words),
        text: shownText(written),
        why: words.doubt[destinationProblem(written)],
      });
  }
  return singleList(
    {
      format: 'list',
      readAs: words.readAs.list(rules.length + excluded.length),
      unread,
      assumptions: [words.note.list],
    },
    { rules: [...excluded, ...rules], policy: options.fallback ?? 'drop' },
    options,
  );
}

/** `name:port`, `block:port`, `*:443`, `https://name/`: the port that is written is the only one. */
function matchOf(written: string): Match | null {
  const [, scheme, host = '', port] =
    /^(?:(https?):\/\/)?([^:\s]+?)(?::(\d{1,5}))?(?:(?<=:\d+)\/.*)?$/.exec(written.toLowerCase()) ?? [];
  const target = parseDestination(host) ?? parseDestination(written);
  if (target === null) return null;
  const number = port !== undefined ? Number(port) : scheme === 'https' ? 443 : scheme === 'http' ? 80 : null;
  return {
    target,
    ports: number === null ? null : [{ first: number, last: number }],
    transports: scheme === undefined ? null : ['tcp'],
  };
}
