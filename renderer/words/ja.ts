/** The words of the page's own controls in Japanese, beside the vocabulary of all faces. */
import { REGION_NAMES } from '../../src/core/region-names.ts';
import { ja as vocabulary } from '../../src/words/ja/page.ts';
import type { Words } from './en.ts';
import { figures, result, tables } from './ja/pages.ts';
import { opened } from './ja/opened.ts';
import { options } from './ja/options.ts';
import { prepared } from './ja/prepared.ts';
import { app, journey, startAndRun } from './ja/screens.ts';
import { files, tools } from './ja/tools.ts';
import { vocabulary as named } from './ja/vocabulary.ts';

export const ja: Words = {
  locale: 'ja',
  region: ({ code, name }) => REGION_NAMES.ja?.[code] ?? name,
  languageName: '日本語',
  vocabulary,
  ...named,
  ...app,
  ...startAndRun,
  ...journey,
  ...result,
  ...figures,
  ...tables,
  ...files,
  ...opened,
  ...options,
  ...prepared,
  ...tools,
};
