/** How a line of a proof is called: the words of the truth table, in the language of the page. */
import type { ProofLine } from '../../../src/contract/index.ts';
import type { RuleState } from '../../../src/core/words.ts';
import { cellStatus } from '../../../src/judge/truth.ts';
import type { Tone } from '../../ui/status-icon.tsx';
import { proofWords as en, type ProofWords } from '../../words/en/proof.ts';
import type { Words } from '../../words/en.ts';
import { proofWords as ja } from '../../words/ja/proof.ts';
import { useWords } from '../../words/words-context.tsx';

/** The words of the page and of the proof; they come with this page alone. */
export function useProofWords(): { readonly words: Words; readonly proof: ProofWords } {
  const words = useWords();
  return { words, proof: words.locale === 'ja' ? ja : en };
}

export interface Said {
  readonly words: Words;
  readonly proof: ProofWords;
}

type Seen = Pick<ProofLine, 'state' | 'counts'>;

export function lineTone({ state, counts }: Seen): Tone {
  return cellStatus({ state: state === 'untestable' ? 'not-tested' : state, limit: null, counts });
}

export function stateWord(
  { words, proof }: Said,
  state: RuleState,
  transport: ProofLine['transport'],
): string {
  if (state === 'untestable') return proof.untestable;
  return words.vocabulary.cell[state === 'open' && transport === 'udp' ? 'answers' : state];
}

/** `0 of 6`; empty where nothing was asked, or not enough. */
export function lineCount({ words }: Said, { state, counts }: Seen): string {
  return counts.tested === 0 || state === 'not-tested'
    ? ''
    : words.vocabulary.of(counts.passed, counts.tested);
}

export function lineName(
  { proof }: Said,
  { category, purpose, port, protocol }: Pick<ProofLine, 'category' | 'purpose' | 'port' | 'protocol'>,
): string {
  const name = proof.purpose({ category, purpose });
  return category === 'dcvGateway' && protocol === 'dcv' && port === 443 ? proof.around(name) : name;
}

export function linePort({ transport, port }: Pick<ProofLine, 'transport' | 'port'>): string {
  return `${transport.toUpperCase()} ${port}`;
}

export function isShut({ state }: Pick<ProofLine, 'state'>): boolean {
  return state === 'closed' || state === 'silent';
}
