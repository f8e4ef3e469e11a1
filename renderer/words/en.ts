/** The words of the page's own controls in English, beside the vocabulary of all faces (src/words), which alone has words for states. */
import type { Language } from '../../src/core/language.ts';
import { en as vocabulary } from '../../src/words/en/page.ts';
import { startAndRunWords } from './en/start-and-run.ts';
import { journeyWords } from './en/journey.ts';
import { resultWords } from './en/result.ts';
import { figuresWords } from './en/figures.ts';
import { tablesWords } from './en/tables.ts';
import { filesWords } from './en/files.ts';
import { openedWords } from './en/opened.ts';
import { optionsWords } from './en/options.ts';
import { preparedWords } from './en/prepared.ts';
import { toolsWords } from './en/tools.ts';
import { appWords } from './en/app.ts';
import * as named from './en/vocabulary.ts';

export const en = {
  locale: 'en' as Language,
  /** Of the tables or of a report; the console's own name where the language has one. */
  region: ({ name }: { readonly code: string; readonly name: string }): string => name,
  languageName: 'English',
  vocabulary,
  ...named,
  ...startAndRunWords,
  ...journeyWords,
  ...resultWords,
  ...figuresWords,
  ...tablesWords,
  ...filesWords,
  ...openedWords,
  ...optionsWords,
  ...preparedWords,
  ...toolsWords,
  ...appWords,
};

/** The shape that every language fills. */
export type Words = typeof en;
