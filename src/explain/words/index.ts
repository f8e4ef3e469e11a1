/** The words of every language around the entries of the dictionary. */
import { writtenOf, type Language, type Written } from '../../core/language.ts';
import { en } from './en.ts';
import type { ExplainWords } from './explain-words.ts';
import { ja } from './ja.ts';

export type { ExplainWords } from './explain-words.ts';

const WORDS: Readonly<Record<Written, ExplainWords>> = { en, ja };

export function explainWordsOf(language: Language): ExplainWords {
  return WORDS[writtenOf(language)];
}
