/** The languages that Preflight speaks, and how one is chosen. A further language is one entry here and one file in `src/words`. */

export const LANGUAGES = ['en', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

/** `ja`, `ja-JP` and `ja_JP.UTF-8` are Japanese; null for a language that is not spoken here. */
export function readLanguage(text: string | null | undefined): Language | null {
  const word = (text ?? '').toLowerCase().split(/[-_.@]/)[0];
  return LANGUAGES.find((language) => language === word) ?? null;
}

/** What the environment asks for, in the order of POSIX (`LC_ALL`, `LC_MESSAGES`, `LANG`); English where it asks for nothing known. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  return readLanguage(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']) ?? 'en';
}
