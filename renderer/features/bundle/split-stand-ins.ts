/** Cuts a line at its stand-ins (`host-1`, whole words only) and at what was left out (`[left out]`). */
export interface LinePart {
  readonly kind: 'text' | 'stand-in' | 'left-out';
  readonly text: string;
}

export function splitStandIns(line: string, standIns: readonly string[]): LinePart[] {
  const names = standIns.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const marks = [
    '\\[(?:left out|never included|redacted)\\]',
    ...names.map((name) => `(?<![\\w-])${name}(?![\\w-])`),
  ];
  const pattern = new RegExp(`(${marks.join('|')})`);
  return line
    .split(pattern)
    .filter((text) => text !== '')
    .map((text) => ({ text: text.replace(/^\[(.*)\]$/, '$1'), kind: kindOf(text, standIns) }));
}

function kindOf(text: string, standIns: readonly string[]): LinePart['kind'] {
  if (standIns.includes(text)) return 'stand-in';
  return /^\[(left out|never included|redacted)\]$/.test(text) ? 'left-out' : 'text';
}
