/** The words of one language alone, without those of the causes: what a command needs that speaks of no finding. */
import type { Language } from '../core/language.ts';
import { english, type Vocabulary } from '../words/en/index.ts';

/** English is read with everything that checks against it; another language by who speaks it. */
const OTHERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Vocabulary>>> = {
  ja: async () => (await import('../words/ja/index.ts')).japanese,
};

export async function loadVocabulary(language: Language): Promise<Vocabulary> {
  return language === 'en' ? english : OTHERS[language]();
}
