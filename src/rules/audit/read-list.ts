/** A plain list: one block, address, range or name a line, with a port where one stands behind it, `!` in front of what is left out; `#` begins a comment. */
import { shownText, type AuditFile, type Match, type Unread } from './audit-entry.ts';
import type { ChainRule } from './chain.ts';
import { destinationProblem, parseDestination } from './parse-destination.ts';
import type { ReadOptions } from './read-options.ts';
import { singleList } from './views.ts';

export function readList(text: string, options: ReadOptions): AuditFile {
  const rules: ChainRule[] = [];
  const excluded: ChainRule[] = [];
  const unread: Unread[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const written = line.replace(/(^|\s)#.*$/, '').trim();
    if (written === '') continue;
    const place = `line ${index + 1}`;
    const isExcluded = written.startsWith('!');
    const match = matchOf(isExcluded ? written.slice(1).trim() : written);
    if (match)
      (isExcluded ? excluded : rules).push({
        place,
        text: shownText(written),
        cases: [{ match, conditions: [], verdict: { kind: isExcluded ? 'drop' : 'accept' } }],
      });
    else unread.push({ place, text: shownText(written), why: destinationProblem(written) });
  }
  return singleList(
    {
      format: 'list',
      readAs: `a plain list: ${rules.length + excluded.length} entries`,
      unread,
      assumptions: [
        'The list names no ports but where one is written: every other entry counts as open on all of them.',
      ],
    },
    { rules: [...excluded, ...rules], policy: options.fallback ?? 'drop' },
    options,
  );
}

/** `name:port`, `https://name/`: the port that is written is the only one. */
function matchOf(written: string): Match | null {
  const target = parseDestination(written);
  if (target === null) return null;
  const [, scheme, port] =
    /^(?:(https?):\/\/)?[^:/\s]+(?::(\d{1,5}))?(?:\/.*)?$/.exec(written.toLowerCase()) ?? [];
  const number = port !== undefined ? Number(port) : scheme === 'https' ? 443 : scheme === 'http' ? 80 : null;
  return {
    target,
    ports: number === null ? null : [{ first: number, last: number }],
    transports: scheme === undefined ? null : ['tcp'],
  };
}
