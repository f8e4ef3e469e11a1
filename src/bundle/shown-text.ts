/** A file of a stranger's bundle as a person reads it: harmless line by line, and never endless. Pure. */
import { terminalSafe } from '../report/safe-text.ts';

/** No control characters, no direction overrides; the lines stay. */
export function harmlessText(text: string): string {
  return text.replace(/\n$/, '').split('\n').map(terminalSafe).join('\n');
}

export interface ShownText {
  /** Null: no text at all. */
  readonly text: string | null;
  /** Whether something follows that is not shown. */
  readonly truncated: boolean;
}

/** At most `most` signs; cut at the end of a line where one is near, so that a record is whole or absent. */
export function shownText(text: string, most: number): ShownText {
  if (text.slice(0, most).includes('\0')) return { text: null, truncated: false };
  if (text.length <= most) return { text: harmlessText(text), truncated: false };
  const end = text.lastIndexOf('\n', most - 1);
  return { text: harmlessText(text.slice(0, end > most / 2 ? end : most)), truncated: true };
}

/** Those of `standIns` that stand in the text as words of their own; one pass, however many there are. */
export function standInsOf(text: string, standIns: readonly string[]): readonly string[] {
  const words = new Set(text.match(/[\w-]+/g));
  return standIns.filter((standIn) => words.has(standIn));
}
