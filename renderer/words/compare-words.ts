/** The words of the page and of a comparison; the second come with this screen alone. */
import { useMemo } from 'react';
import { compare as enShared } from '../../src/words/en/compare.ts';
import { compare as jaShared } from '../../src/words/ja/compare.ts';
import { compareWords as en, type CompareWords } from './en/compare.ts';
import type { Words } from './en.ts';
import { compareWords as ja } from './ja/compare.ts';
import { useWords } from './words-context.tsx';

export type CompareSaid = Words & {
  readonly compare: CompareWords;
  readonly vocabulary: typeof enShared;
};

export function useCompareWords(): CompareSaid {
  const words = useWords();
  return useMemo(() => {
    const [compare, shared] = words.locale === 'ja' ? [ja, jaShared] : [en, enShared];
    return { ...words, compare, vocabulary: { ...words.vocabulary, ...shared } };
  }, [words]);
}

/** What a comparison means is said by the engine's words. */
export {
  comparisonCautions,
  comparisonConclusion,
  comparisonHeadline,
  surroundingText,
} from '../../src/words/compare.ts';
