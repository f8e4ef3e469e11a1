/** Lines for a terminal in which Japanese and Latin letters stand side by side. Pure. */

/** Letters that a terminal draws two columns wide (Unicode East Asian Width: W and F). */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;

/** Signs that never begin a line, and signs that never end one (JIS X 4051). */
const NO_START = /^[、。，．・：；？！）」』】〉》”’ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ…)\].,:;!?]/u;
const NO_END = /[（「『【〈《“‘([]$/u;

const PHRASES = new Intl.Segmenter('ja', { granularity: 'word' });

/** Columns that the text takes. */
export function columnsOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
}

/** Breaks at blanks, and between words where a script writes none; a single word that is longer than the width stays whole. */
export function wrapColumns(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const unit of unitsOf(text.trim().replace(/\s+/g, ' '))) {
    const next = line + unit;
    if (line === '' || columnsOf(next.trimEnd()) <= width) line = line === '' ? unit.trimStart() : next;
    else {
      lines.push(line.trimEnd());
      line = unit.trimStart();
    }
  }
  return line === '' ? lines : [...lines, line.trimEnd()];
}

/** Pieces between which a line may end. */
function unitsOf(text: string): string[] {
  const words = text.split(/(?<= )/).flatMap((word) => (WIDE.test(word) ? phrasesOf(word) : [word]));
  const units: string[] = [];
  for (const word of words) {
    const last = units.at(-1);
    if (last !== undefined && (NO_START.test(word) || NO_END.test(last)))
      units[units.length - 1] = last + word;
    else units.push(word);
  }
  return units;
}

/** Words of Japanese; Latin letters and figures next to each other (`--file`, `3.0.0`) stay together. */
function phrasesOf(text: string): string[] {
  return text
    .split(/([!-~]+ ?)/)
    .filter((part) => part !== '')
    .flatMap((part) => (WIDE.test(part) ? [...PHRASES.segment(part)].map(({ segment }) => segment) : [part]));
}
