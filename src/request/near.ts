/** What a refusal may say of a word that is not known: near ones, and the word itself without anything secret. Pure. */
import { editDistance } from '../core/edit-distance.ts';
import { saidText } from '../core/plain-text.ts';
import { RequestRefused } from './refusal.ts';

const MOST_SHOWN = 3;

/** Up to three known words that somebody may have meant: at most a third of the letters differ, and hardly more than in the nearest. */
export function nearWords(typed: string, known: readonly string[]): string[] {
  const wanted = typed.slice(0, 64).toLowerCase();
  const limit = Math.max(1, Math.floor(wanted.length / 3));
  const near = known
    .map((word) => ({ word, distance: editDistance(wanted, word.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1));
  return near
    .filter(({ distance }) => distance <= (near[0]?.distance ?? 0) + 1)
    .slice(0, MOST_SHOWN)
    .map(({ word }) => word);
}

/** The refusal of a word that is none of `known`. */
export function unknownWord(field: string, typed: string, known: readonly string[]): RequestRefused {
  return unknownBeside(field, typed, { known, near: nearWords(typed, known) });
}

/** The same where something better than the spelling says what was meant. */
export function unknownBeside(
  field: string,
  typed: string,
  { known, near }: { readonly known: readonly string[]; readonly near: readonly string[] },
): RequestRefused {
  const said = saidText(typed);
  return new RequestRefused({ code: 'unknown-word', field, said, near: [...near], known: [...known] });
}
