/** Cuts a line at its stand-ins (`host-1`, whole words only) and at what was left out (`(hidden)`, `left-out`). */
export interface LinePart {
  readonly kind: 'text' | 'stand-in' | 'left-out';
  readonly text: string;
}

/** As src/bundle writes them. */
const LEFT_OUT = /\(hidden\)|(?<![\w-])left-out(?![\w-])/;

export function splitStandIns(line: string, standIns: readonly string[]): LinePart[] {
  const names = standIns.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const marks = [LEFT_OUT.source, ...names.map((name) => `(?<![\\w-])${name}(?![\\w-])`)];
  const pattern = new RegExp(`(${marks.join('|')})`);
  return line
    .split(pattern)
    .filter((text) => text !== '')
    .map((text) => ({ text, kind: kindOf(text, standIns) }));
}

function kindOf(text: string, standIns: readonly string[]): LinePart['kind'] {
  if (standIns.includes(text)) return 'stand-in';
  return text === text.match(LEFT_OUT)?.[0] ? 'left-out' : 'text';
}
