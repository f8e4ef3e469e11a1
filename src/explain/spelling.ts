/** Misspelt words. Pure. */
import { editDistance } from '../core/edit-distance.ts';

/** Letters of a word before one slip is forgiven, and before two are: short words are too close to each other. */
const ONE_SLIP_FROM = 5;
const TWO_SLIPS_FROM = 8;

/** A misspelt word as the list spells it; words that are near none stay. */
export function spelledAs(word: string, list: readonly string[]): string {
  if (word.length < ONE_SLIP_FROM || /[^a-z]/.test(word)) return word;
  const most = word.length >= TWO_SLIPS_FROM ? 2 : 1;
  const near = list
    .filter((known) => Math.abs(known.length - word.length) <= most && known.length >= ONE_SLIP_FROM - 1)
    .map((known) => ({ known, slips: slipsBetween(word, known) }))
    .sort((a, b) => a.slips - b.slips);
  const [best] = near;
  return best !== undefined && best.slips <= most ? best.known : word;
}

/** The edit distance, with letters in another order (`netwrok`) as one slip. */
function slipsBetween(a: string, b: string): number {
  const swapped = a.length === b.length && sortedLetters(a) === sortedLetters(b);
  return swapped ? 1 : editDistance(a, b);
}

function sortedLetters(word: string): string {
  return [...word].sort().join('');
}
