/** The words of the sites, beside those of the proof; they come with this page alone. */
import { useMemo } from 'react';
import type { SitesResult } from '../../../src/contract/index.ts';
import { sitesWords as en, type SitesWords } from '../../words/en/sites.ts';
import { sitesWords as ja } from '../../words/ja/sites.ts';
import { useProofWords, type Said } from '../proof/line-words.ts';

export interface SitesSaid extends Said {
  readonly sites: SitesWords;
}

export function useSitesWords(): SitesSaid {
  const { words, proof } = useProofWords();
  return useMemo(() => ({ words, proof, sites: words.locale === 'ja' ? ja : en }), [words, proof]);
}

export function siteName({ sites }: SitesSaid, { name }: SitesResult['sites'][number]): string {
  return name ?? sites.thisComputer;
}
