import type { ProofLine, ProofResult } from '../../../src/contract/index.ts';
import { PROTOCOLS } from '../../../src/core/words.ts';
import { FilterChips } from '../../ui/filter-chips.tsx';
import { number } from '../../words/format.ts';
import { useProofWords } from './line-words.ts';

export type View = 'matters' | 'changed' | 'asked' | 'all' | 'pcoip' | 'dcv';
export const VIEWS_FIRST = ['matters', 'all', 'pcoip', 'dcv'] as const;
export const VIEWS_AFTER = ['changed', 'asked', 'all'] as const;

const isChanged = ({ before }: ProofLine): boolean =>
  before !== null && before.change !== 'same' && before.change !== 'not-asked';

/** The lines of a view, in the order of the engine. */
export function shownLines({ lines }: ProofResult, view: View): readonly ProofLine[] {
  switch (view) {
    case 'all':
      return lines;
    case 'matters':
      return lines.filter(({ state }) => state !== 'open');
    case 'changed':
      return lines.filter(isChanged);
    case 'asked':
      return lines.filter(({ before }) => before !== null && before.change !== 'not-asked');
    case 'pcoip':
    case 'dcv':
      return lines.filter(({ protocol }) => protocol === view);
  }
}

interface ProofFilterProps {
  readonly result: ProofResult;
  readonly views: readonly View[];
  readonly view: View;
  readonly onView: (view: View) => void;
}

/** What matters, all, one protocol; after a retest what changed and what was asked. */
export function ProofFilter({ result, views, view, onView }: ProofFilterProps) {
  const { words, proof } = useProofWords();
  const offered = views.filter((one) => !isProtocol(one) || result.protocols.length > 1);
  return (
    <FilterChips
      label={proof.filter}
      options={offered.map((one) => ({
        id: one,
        text: isProtocol(one) ? words.vocabulary.laneName[one] : proof.filters[one],
        count: number(words, shownLines(result, one).length),
      }))}
      chosen={view}
      onChoose={onView}
    />
  );
}

function isProtocol(view: View): view is 'pcoip' | 'dcv' {
  return PROTOCOLS.some((protocol) => protocol === view);
}
