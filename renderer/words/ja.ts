/** Every word of the page in Japanese. */
import type { Words } from './en.ts';
import type { FindingWords } from './finding-words.ts';
import { FIGURES } from './ja/findings-figures.ts';
import { GETTING_OUT } from './ja/findings-getting-out.ts';
import { HTTPS } from './ja/findings-https.ts';
import { MACHINE } from './ja/findings-machine.ts';
import { STREAMING } from './ja/findings-streaming.ts';
import { figures, result, tables } from './ja/pages.ts';
import { opened } from './ja/opened.ts';
import { app, journey, startAndRun, verdict } from './ja/screens.ts';
import { files, tools } from './ja/tools.ts';
import { vocabulary } from './ja/vocabulary.ts';

const findings: FindingWords = { ...GETTING_OUT, ...HTTPS, ...STREAMING, ...FIGURES, ...MACHINE };

/** Titles by code for lists that know no facts: those whose title has none in it, and the verdict's sentence for the rest. */
const causeTitles: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(findings)
      .map(([code, say]) => [code, sayWithoutFacts(say)] as const)
      .filter(([, title]) => !title.includes('不明') && !/(^|\s)0 (件|台|分)/.test(title)),
  ),
  ...verdict.verdictText.causes,
};

function sayWithoutFacts(say: FindingWords[string]): string {
  return say({}).title;
}

export const ja: Words = {
  locale: 'ja',
  languageName: '日本語',
  findings,
  causeTitles,
  ...vocabulary,
  ...app,
  ...startAndRun,
  ...journey,
  ...verdict,
  ...result,
  ...figures,
  ...tables,
  ...files,
  ...opened,
  ...tools,
};
