/** The words of this screen; they come with it alone. */
import { explainWords as en, type ExplainWords } from '../../words/en/explain.ts';
import { explainWords as ja } from '../../words/ja/explain.ts';
import { useWords } from '../../words/words-context.tsx';

export function useExplainWords(): ExplainWords {
  return useWords().locale === 'ja' ? ja : en;
}
