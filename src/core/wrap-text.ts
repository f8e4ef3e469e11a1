/** Lines of a bounded width in columns of a terminal: a wide letter counts as two. Pure. */
import stringWidth from 'string-width';

/** Japanese is broken between phrases: before a letter that is no hiragana, so that particles stay with their word, and never before a mark. */
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;
const STARTS_PHRASE = /^[^\u3040-\u309f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\u30fc）」。、！？]/;
/** A figure stays with its unit. */
const FIGURE = /(\d) (ms|s|%|bytes)(?=\W|$)/g;
const OPENS = /[（「『]$/;
const bySentence = new Intl.Segmenter(undefined, { granularity: 'sentence' });
const segmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** Breaks at blanks, in Japanese between phrases too; a word longer than the width (an address, an id) stays whole on its own line. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { piece, gap } of piecesOf(text)) {
    const longer = line === '' ? piece : `${line}${gap}${piece}`;
    if (line === '' || lengthOf(longer) <= width) line = longer;
    else {
      lines.push(line);
      line = piece;
    }
  }
  return line === '' ? lines : [...lines, line];
}

interface Piece {
  readonly piece: string;
  /** What stands between it and the one before, where both are on one line. */
  readonly gap: '' | ' ';
}

function piecesOf(text: string): readonly Piece[] {
  const words = text
    .replace(FIGURE, '$1\u00a0$2')
    .split(/[ \t\n\r]+/)
    .filter((word) => word !== '');
  return words
    .map((word) => word.replaceAll('\u00a0', ' '))
    .flatMap((word) =>
      phrasesOf(word).map((piece, index) => ({ piece, gap: index === 0 ? (' ' as const) : ('' as const) })),
    );
}

function phrasesOf(word: string): readonly string[] {
  if (!JAPANESE.test(word)) return [word];
  const phrases: string[] = [];
  for (const { segment } of segmenter.segment(word)) {
    const last = phrases.at(-1);
    if (last === undefined || (STARTS_PHRASE.test(segment) && !OPENS.test(last))) phrases.push(segment);
    else phrases[phrases.length - 1] = last + segment;
  }
  return phrases;
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
  return stringWidth(text);
}

/** Pads with spaces up to `width` columns. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - lengthOf(text)));
}

/** Whole sentences, as many as fit into so many lines of this width; the first one at least. */
export function sentencesWithin(
  text: string,
  { width, lines }: { readonly width: number; readonly lines: number },
): string {
  const sentences = [...bySentence.segment(text)].map(({ segment }) => segment);
  let kept = '';
  for (const sentence of sentences) {
    if (kept !== '' && wrapText(kept + sentence, width).length > lines) break;
    kept += sentence;
  }
  return kept.trim();
}

/** Cuts to `width` columns with an ellipsis in the middle, so that both ends of a name stay readable. */
export function cutMiddle(text: string, width: number): string {
  const letters = [...text];
  if (letters.length <= width) return text;
  const head = Math.ceil((width - 1) / 2);
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (width - 1 - head)).join('')}`;
}

/** The width that every text without a terminal of its own keeps to, unless a single word is longer. */
export const TEXT_COLUMNS = 80;

/** Rows as lines: every column as wide as its widest cell, the last one wrapped to what is left. `indent` in columns. */
export function renderColumns(rows: readonly (readonly string[])[], indent = 0): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: Math.max(0, columns - 1) }, (_, column) =>
    Math.max(0, ...rows.map((row) => lengthOf(row[column] ?? ''))),
  );
  return rows.flatMap((row) => {
    const head = widths.map((width, column) => `${padTo(row[column] ?? '', width)}  `).join('');
    return hangText(row[columns - 1] ?? '', { lead: ' '.repeat(indent) + head, width: TEXT_COLUMNS });
  });
}

/** One paragraph, every line indented. */
export function renderParagraph(text: string, indent = 0): string[] {
  return wrapText(text, TEXT_COLUMNS - indent).map((line) => ' '.repeat(indent) + line);
}
