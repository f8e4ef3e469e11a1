/** The languages that Preflight speaks, and how one is chosen. A further language is one entry here, one file in `src/words` and its line there. */

/** Languages whose words of a cause stand in the cause's own file. */
export const WRITTEN = ['en', 'ja'] as const;
export type Written = (typeof WRITTEN)[number];

/** Every language, and how it writes figures and lists (`Intl`), seconds, and joins sentences: the blank between two, the full stop, and the count of what a list leaves out. */
export const LANGUAGE_MARKS = {
  // British lists have no comma before "and".
  en: { locale: 'en-GB', second: 's', gap: ' ', stop: '.', more: (count: string) => `${count} more` },
  ja: { locale: 'ja', second: '秒', gap: '', stop: '。', more: (count: string) => `ほか ${count} 件` },
} as const;
export type Language = keyof typeof LANGUAGE_MARKS;
export const LANGUAGES = Object.keys(LANGUAGE_MARKS) as [Language, ...Language[]];

/** The language in which a place speaks that a further language's own file does not reach: English. */
export function writtenOf(language: Language): Written {
  return WRITTEN.find((one) => one === language) ?? 'en';
}

/** `ja`, `ja-JP` and `ja_JP.UTF-8` are Japanese; null for a language that is not spoken here. */
export function readLanguage(text: string | null | undefined): Language | null {
  const word = (text ?? '').toLowerCase().split(/[-_.@]/)[0];
  return LANGUAGES.find((language) => language === word) ?? null;
}

/** What the environment asks for, in the order of POSIX (`LC_ALL`, `LC_MESSAGES`, `LANG`); English where it asks for nothing known. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  return readLanguage(env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG']) ?? 'en';
}
