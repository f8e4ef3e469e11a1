/** Words near to a mistyped one, by edit distance. Pure. */
import { editDistance } from '../core/edit-distance.ts';

const MOST_SHOWN = 3;

/** Up to three known words that somebody may have meant: at most a third of the letters differ, and hardly more than in the nearest. */
function suggestNear(typed: string, known: readonly string[]): readonly string[] {
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

/** `; did you mean x or y?`, or nothing. */
export function didYouMean(typed: string, known: readonly string[]): string {
  const near = suggestNear(typed, known);
  return near.length === 0 ? '' : `; did you mean ${near.join(' or ')}?`;
}
