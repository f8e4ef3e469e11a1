/** The words of every language around the entries of the dictionary. */
import type { Language } from '../../core/language.ts';
import { en } from './en.ts';
import type { ExplainWords } from './explain-words.ts';
import { ja } from './ja.ts';

export type { ExplainWords } from './explain-words.ts';

export const EXPLAIN_WORDS: Readonly<Record<Language, ExplainWords>> = { en, ja };
