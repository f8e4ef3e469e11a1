/** Cuts a line at its stand-ins (`host-1`, whole words only) and at what was left out (`(hidden)`, `left-out`). */
export interface LinePart {
  readonly kind: 'text' | 'stand-in' | 'left-out';
  readonly text: string;
}

/** Words, and the mark that src/bundle writes where a word was left out. One pass, however many stand-ins there are. */
const WORD = /\(hidden\)|[\w-]+/g;
const LEFT_OUT: ReadonlySet<string> = new Set(['(hidden)', 'left-out']);

export function splitStandIns(line: string, standIns: ReadonlySet<string>): LinePart[] {
  const parts: LinePart[] = [];
  let from = 0;
  for (const { 0: word, index } of line.matchAll(WORD)) {
    const kind = kindOf(word, standIns);
    if (kind === 'text') continue;
    if (index > from) parts.push({ kind: 'text', text: line.slice(from, index) });
    parts.push({ kind, text: word });
    from = index + word.length;
  }
  if (from < line.length) parts.push({ kind: 'text', text: line.slice(from) });
  return parts;
}

function kindOf(word: string, standIns: ReadonlySet<string>): LinePart['kind'] {
  if (standIns.has(word)) return 'stand-in';
  return LEFT_OUT.has(word) ? 'left-out' : 'text';
}
