/** The words of the page and of `explain`; both come with this screen alone. */
import { explain as enShared } from '../../src/words/en/explain.ts';
import { explain as jaShared } from '../../src/words/ja/explain.ts';
import { explainWords as en } from './en/explain.ts';
import { explainWords as ja } from './ja/explain.ts';
import { useWords } from './words-context.tsx';

export type ExplainSaid = typeof enShared & typeof en;

const EN: ExplainSaid = { ...enShared, ...en };
const JA: ExplainSaid = { ...jaShared, ...ja };

export function useExplainWords(): ExplainSaid {
  return useWords().locale === 'ja' ? JA : EN;
}
