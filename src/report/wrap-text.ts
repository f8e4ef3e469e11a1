/** Lines of a bounded width. Pure; counts code points, which is right for the Latin text that we print. */

/** Breaks at spaces; a word longer than the width (an address, an id) stays whole on its own line. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    if (line === '') line = word;
    else if (lengthOf(line) + 1 + lengthOf(word) <= width) line += ` ${word}`;
    else {
      lines.push(line);
      line = word;
    }
  }
  return line === '' ? lines : [...lines, line];
}

export interface Hanging {
  /** Starts the first line; the others are indented by its length. */
  readonly lead: string;
  readonly width: number;
  /** Paints the lead, whose length stays that of the plain text. */
  readonly paint?: (lead: string) => string;
}

/** A paragraph that hangs behind a lead, such as `  You      Switch the VPN off …`. */
export function hangText(text: string, { lead, width, paint }: Hanging): string[] {
  const indent = lengthOf(lead);
  const [first = '', ...rest] = wrapText(text, Math.max(20, width - indent));
  return [
    `${paint ? paint(lead) : lead}${first}`.trimEnd(),
    ...rest.map((line) => `${' '.repeat(indent)}${line}`),
  ];
}

export function lengthOf(text: string): number {
  return [...text].length;
}

/** Pads with spaces up to `width` columns. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}

/** Cuts to `width` columns with an ellipsis in the middle, so that both ends of a name stay readable. */
export function cutMiddle(text: string, width: number): string {
  const letters = [...text];
  if (letters.length <= width) return text;
  const head = Math.ceil((width - 1) / 2);
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (width - 1 - head)).join('')}`;
}
