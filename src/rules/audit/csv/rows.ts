/** The fields of a CSV text (RFC 4180) with the line that each record begins on. Tolerant: a stray quote is a character. */

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A quoted field may hold separators, doubled quotes and line breaks; without an end quote it reaches to the end. */
export function parseCsvRows(text: string, separator = ','): CsvRow[] {
  const reader = new RowReader(separator);
  for (let index = 0; index < text.length; index += 1) {
    if (reader.take(text[index] ?? '', text[index + 1] ?? '')) index += 1;
  }
  return reader.end();
}

class RowReader {
  private readonly rows: CsvRow[] = [];
  private readonly separator: string;
  private cells: string[] = [];
  private cell = '';
  private quoted = false;
  private line = 1;
  private from = 1;

  constructor(separator: string) {
    this.separator = separator;
  }

  /** True when the next character belongs to this one (a doubled quote). */
  take(char: string, next: string): boolean {
    if (char === '\n') this.line += 1;
    if (this.quoted) return this.takeQuoted(char, next);
    if (char === '"' && this.cell.trim() === '') {
      this.quoted = true;
      this.cell = '';
    } else if (char === this.separator) this.endCell();
    else if (char === '\n') this.endRow();
    else if (char !== '\r') this.cell += char;
    return false;
  }

  end(): CsvRow[] {
    if (this.cell !== '' || this.cells.length > 0) this.endRow();
    return this.rows;
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

  private endRow(): void {
    this.endCell();
    this.rows.push({ line: this.from, cells: this.cells });
    this.cells = [];
    this.from = this.line;
  }
}
