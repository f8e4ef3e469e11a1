import type { Check } from '../../../src/reading/check.ts';
import type { Words } from '../../words/en.ts';

/** The state of a port in words; without one the code of what went wrong. */
export function stateText(words: Words, { state, failure }: Pick<Check, 'state' | 'failure'>): string {
  if (state !== null) return words.vocabulary.portState[state];
  return failure === null ? words.unit.none : failure.code;
}
