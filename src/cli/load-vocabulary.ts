/** The words of one language alone, without those of the causes: what a command needs that speaks of no finding. */
import type { Language } from '../core/language.ts';
import { english, type Vocabulary } from '../words/en/index.ts';

/** English is read with everything that checks against it; a language without a line here comes with the words of all. */
const OTHERS: Readonly<Partial<Record<Language, () => Promise<Vocabulary>>>> = {
  ja: async () => (await import('../words/ja/index.ts')).japanese,
};

export async function loadVocabulary(language: Language): Promise<Vocabulary> {
  if (language === 'en') return english;
  const alone = OTHERS[language];
  return alone === undefined ? (await import('../words/languages.ts')).vocabularyOf(language) : alone();
}
