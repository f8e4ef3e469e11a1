/** Every word of the page in English. */
import { startAndRunWords } from './en/start-and-run.ts';
import { journeyWords } from './en/journey.ts';
import { verdictWords } from './en/verdict.ts';
import { resultWords } from './en/result.ts';
import { figuresWords } from './en/figures.ts';
import { tablesWords } from './en/tables.ts';
import { filesWords } from './en/files.ts';
import { openedWords } from './en/opened.ts';
import { toolsWords } from './en/tools.ts';
import { appWords } from './en/app.ts';
import type { FindingWords } from './finding-words.ts';
import * as vocabulary from './en/vocabulary.ts';

export const en = {
  locale: 'en' as string,
  languageName: 'English',
  /** English comes with the report. */
  findings: {} as FindingWords,
  /** Titles by code alone, for lists that do not have the whole finding. */
  causeTitles: {} as Readonly<Record<string, string>>,
  ...vocabulary,
  ...startAndRunWords,
  ...journeyWords,
  ...verdictWords,
  ...resultWords,
  ...figuresWords,
  ...tablesWords,
  ...filesWords,
  ...openedWords,
  ...toolsWords,
  ...appWords,
};

/** The shape that every language fills. */
export type Words = typeof en;
