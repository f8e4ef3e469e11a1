/** How a check ended and what would change it: the last line of the terminal, where the code would surprise. */
import type { CheckExit } from '../core/check-exit.ts';
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { vocabularyOf } from './languages.ts';

/** Null where it is plainly ready. */
export function exitLine(
  { code, because, protocols, working }: CheckExit,
  language: Language,
): string | null {
  const { exit } = vocabularyOf(language);
  switch (because) {
    case 'ready':
      return null;
    case 'interrupted':
      return exit.interrupted(code);
    case 'asked-for-too':
      return exit.alsoAsked(code, sayIn(language).protocols(protocols), working[0] ?? null);
    case 'none-works':
      return exit.plain(code);
    case 'strict-would':
      return exit.canWork(code);
    case 'strict':
      return exit.strict(code);
  }
}
