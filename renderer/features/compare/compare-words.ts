/** The words of the page and of a comparison; the second come with this screen alone. */
import { useMemo } from 'react';
import { compareWords as en, type CompareWords } from '../../words/en/compare.ts';
import type { Words } from '../../words/en.ts';
import { compareWords as ja } from '../../words/ja/compare.ts';
import { useWords } from '../../words/words-context.tsx';

export type CompareSaid = Words & { readonly compare: CompareWords };

export function useCompareWords(): CompareSaid {
  const words = useWords();
  return useMemo(() => ({ ...words, compare: words.locale === 'ja' ? ja : en }), [words]);
}
