/** Words and cells that every face of a proof shares. */
import type { Rule } from '../rule.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import type { Proof } from './proof.ts';
import type { ProofState, ProofWords } from './read-check.ts';

/** `TCP 4172`. */
export function portText({ transport, port }: Pick<Rule, 'transport' | 'port'>): string {
  return `${transport.toUpperCase()} ${port}`;
}

/** When the report was made, and what weakens it. */
export function sourceText({ createdAt, completed, simulated }: Proof['report'], words: ProofWords): string {
  return words.made(createdAt, completed, simulated);
}

/** One sentence with the figures; what nothing could ever prove is counted apart, so that "all proven" can be reached. */
export function countsText(
  { rows, incomplete }: Pick<Proof, 'rows' | 'incomplete'>,
  { proof: words, semicolon, comma }: Vocabulary,
): string {
  const testable = rows.filter(({ untestable }) => untestable === null);
  const count = (wanted: ProofState): number => testable.filter(({ state }) => state === wanted).length;
  const [open, apart] = [count('open'), rows.length - testable.length];
  const [closed, silent, notTested] = [count('closed'), count('silent'), count('not-tested')];
  const figures =
    open === testable.length && open > 0
      ? words.allProven(open)
      : words.counts(testable.length, { open, closed, silent, notTested });
  const missing = incomplete.map(({ region, missing: names }) => words.missingIn(region, names.join(comma)));
  const counted = words.apart(figures, apart);
  return missing.length === 0 ? counted : words.sentences(counted, words.incomplete(missing.join(semicolon)));
}
