/** The fields of a CSV text (RFC 4180) with the line that each record begins on. Tolerant: a stray quote is a character. */

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Record by record. A quoted field may hold separators, doubled quotes and line breaks; without an end quote it reaches to the end. */
export function* csvRows(text: string, separator = ','): Generator<CsvRow> {
  let open: OpenRow | null = null;
  for (let [at, line] = [0, 1]; at < text.length; line += 1) {
    const found = text.indexOf('\n', at);
    const raw = text.slice(at, found < 0 ? undefined : found);
    at = found < 0 ? text.length : found + 1;
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
  private readonly special: RegExp;
  private readonly cells: string[] = [];
  private cell = '';
  private quoted = false;

  constructor(from: number, separator: string) {
    this.from = from;
    this.separator = separator;
    this.special = new RegExp(`["\\r${separator.replaceAll(/[\\\]^-]/g, String.raw`\$&`)}]`, 'g');
  }

  row(): CsvRow {
    this.endCell();
    return { line: this.from, cells: this.cells };
  }

  /** Takes one line; false when the next one still belongs to it. Fields are cut out of it: gathered sign by sign they would cost thirty times a stranger's file. */
  isWhole(line: string): boolean {
    for (let at = 0; at < line.length;)
      at = this.quoted ? this.takeQuoted(line, at) : this.takePlain(line, at);
    if (this.quoted) this.cell += '\n';
    return !this.quoted;
  }

  /** Up to the next sign that means something; returns the place behind it. */
  private takePlain(line: string, at: number): number {
    this.special.lastIndex = at;
    const end = this.special.exec(line)?.index ?? line.length;
    this.cell += line.slice(at, end);
    this.takeSign(line[end] ?? '');
    return end + 1;
  }

  private takeSign(sign: string): void {
    if (sign === '"' && this.cell.trim() === '') {
      this.quoted = true;
      this.cell = '';
    } else if (sign === this.separator) this.endCell();
    else if (sign !== '\r') this.cell += sign;
  }

  /** Up to the end quote; a doubled one is a sign of the field. */
  private takeQuoted(line: string, at: number): number {
    const quote = line.indexOf('"', at);
    this.cell += line.slice(at, quote < 0 ? undefined : quote);
    if (quote < 0) return line.length;
    const isDoubled = line[quote + 1] === '"';
    if (isDoubled) this.cell += '"';
    else this.quoted = false;
    return quote + (isDoubled ? 2 : 1);
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = '';
  }
}
