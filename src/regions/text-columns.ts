/** Plain-text layout for a terminal of 80 columns: aligned columns whose last one wraps under itself. */

/** The width that every text output keeps to, unless a single word is longer. */
export const TEXT_COLUMNS = 80;

/** Breaks at spaces; a longer word stands alone on its line. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length === 0 ? [''] : lines;
}

/** Rows as lines: every column as wide as its widest cell, the last one wrapped to what is left. `indent` in characters. */
export function renderColumns(rows: readonly (readonly string[])[], indent = 0): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: Math.max(0, columns - 1) }, (_, column) =>
    Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const before = indent + widths.reduce((sum, width) => sum + width + 2, 0);
  return rows.flatMap((row) => {
    const head = widths.map((width, column) => (row[column] ?? '').padEnd(width) + '  ').join('');
    const last = wrapText(row[columns - 1] ?? '', Math.max(20, TEXT_COLUMNS - before));
    return last.map((line, index) =>
      `${' '.repeat(indent)}${index === 0 ? head : ' '.repeat(head.length)}${line}`.trimEnd(),
    );
  });
}

/** One paragraph, every line indented. */
export function renderParagraph(text: string, indent = 0): string[] {
  return wrapText(text, TEXT_COLUMNS - indent).map((line) => ' '.repeat(indent) + line);
}
