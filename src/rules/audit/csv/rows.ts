/** The fields of a CSV text (RFC 4180) with the line that each record begins on. Tolerant: a stray quote is a character. */

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Record by record. A quoted field may hold separators, doubled quotes and line breaks; without an end quote it reaches to the end. */
export function* csvRows(text: string, separator = ','): Generator<CsvRow> {
  let open: OpenRow | null = null;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [index, raw] of lines.entries()) {
    const line = index + 1;
    // Most lines hold no quote, and need no look at each letter.
    if (open === null && !raw.includes('"')) {
      yield { line, cells: raw.replaceAll('\r', '').split(separator) };
      continue;
    }
    open ??= new OpenRow(line, separator);
    if (open.isWhole(raw)) {
      yield open.row();
      open = null;
    }
  }
  if (open !== null) yield open.row();
}

class OpenRow {
  private readonly from: number;
  private readonly separator: string;
  private readonly cells: string[] = [];
  private cell = '';
  private quoted = false;

  constructor(from: number, separator: string) {
    this.from = from;
    this.separator = separator;
  }

  row(): CsvRow {
    this.endCell();
    return { line: this.from, cells: this.cells };
  }

  /** Takes one line; false when the next one still belongs to it. */
  isWhole(line: string): boolean {
    for (let index = 0; index < line.length; index += 1)
      if (this.take(line[index] ?? '', line[index + 1] ?? '')) index += 1;
    if (this.quoted) this.cell += '\n';
    return !this.quoted;
  }

  /** True when the next character belongs to this one (a doubled quote). */
  private take(char: string, next: string): boolean {
    if (this.quoted) return this.takeQuoted(char, next);
    if (char === '"' && this.cell.trim() === '') {
      this.quoted = true;
      this.cell = '';
    } else if (char === this.separator) this.endCell();
    else if (char !== '\r') this.cell += char;
    return false;
  }

  private takeQuoted(char: string, next: string): boolean {
    const doubled = char === '"' && next === '"';
    if (char === '"' && !doubled) this.quoted = false;
    else this.cell += char;
    return doubled;
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = '';
  }
}
