/**
 * The lines of a client's log that the dictionary knows. Only texts that a program prints, and wordings that stand in a line as a whole, are taken:
 * the other lines stay uninterpreted. Of a line nothing is kept but its number, its time and the text that was found. Pure.
 */
import { printedMatches, wholeMatches, type Match } from './explain-text.ts';
import { otherProductIn } from './other-products.ts';

/** A place in the log. */
export interface LogPlace {
  /** Counted from 1. */
  readonly line: number;
  /** The time that the line begins with, as it stands there; null when there is none. */
  readonly time: string | null;
}

export interface LogEntry {
  readonly match: Match;
  readonly count: number;
  readonly first: LogPlace;
  readonly last: LogPlace;
}

export interface LogExplained {
  readonly lines: number;
  readonly knownLines: number;
  /** Lines were left out: only the last ones of a long log are read. */
  readonly cut: boolean;
  /** The entry whose line comes last is first. */
  readonly entries: readonly LogEntry[];
}

/** The newest lines stand at the end: these many of them are read, and so much of each. Bounds the work. */
const MOST_LINES = 20_000;
const LINE_CHARACTERS = 1000;
const TIME =
  /^\W{0,2}(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[:.]\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?|\d{2}:\d{2}:\d{2}(?:[.,]\d{1,6})?)/;

export function explainLog(text: string): LogExplained {
  const all = text.split(/\r\n|\n|\r/);
  if (all.at(-1) === '') all.pop();
  const skipped = Math.max(0, all.length - MOST_LINES);
  const found = new Map<string, LogEntry>();
  let knownLines = 0;
  all.slice(skipped).forEach((line, index) => {
    const match = lineMatch(line.slice(0, LINE_CHARACTERS));
    if (match === null) return;
    knownLines += 1;
    const place = { line: skipped + index + 1, time: TIME.exec(line)?.[1] ?? null };
    const before = found.get(match.entry.id);
    found.set(match.entry.id, {
      match: before?.match ?? match,
      count: (before?.count ?? 0) + 1,
      first: before?.first ?? place,
      last: place,
    });
  });
  const entries = [...found.values()].sort((a, b) => b.last.line - a.last.line);
  return { lines: all.length, knownLines, cut: skipped > 0, entries };
}

function lineMatch(line: string): Match | null {
  if (otherProductIn(line) !== null) return null;
  return printedMatches(line)[0] ?? wholeMatches(line)[0] ?? null;
}
