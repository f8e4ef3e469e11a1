/** The words of the page and of a bundle; the second come with its pages alone. */
import { useMemo } from 'react';
import { bundleWords as en, type BundleWords } from '../../words/en/bundle.ts';
import type { Words } from '../../words/en.ts';
import { bundleWords as ja } from '../../words/ja/bundle.ts';
import { useWords } from '../../words/words-context.tsx';

export type BundleSaid = Words & { readonly bundle: BundleWords };

export function useBundleWords(): BundleSaid {
  const words = useWords();
  return useMemo(() => ({ ...words, bundle: words.locale === 'ja' ? ja : en }), [words]);
}
