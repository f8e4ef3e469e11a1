/** The languages that the program speaks, and which one a person wants. Pure. */

export const LANGUAGES = ['en', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

const DEFAULT_LANGUAGE: Language = 'en';

/** From a language tag or a POSIX locale (`ja`, `ja-JP`, `ja_JP.UTF-8`); null for a language that is not spoken. */
export function languageOf(tag: string): Language | null {
  const [name] = tag
    .trim()
    .toLowerCase()
    .split(/[-_.@]/);
  return LANGUAGES.find((language) => language === name) ?? null;
}

/** The language of messages as POSIX ranks the variables (Base Definitions, 8.2): the first that is set decides; English when it is another. */
export function languageOfEnv(env: Readonly<Record<string, string | undefined>>): Language {
  const set = ['LC_ALL', 'LC_MESSAGES', 'LANG']
    .map((name) => env[name])
    .find((value) => (value ?? '') !== '');
  return languageOf(set ?? '') ?? DEFAULT_LANGUAGE;
}
