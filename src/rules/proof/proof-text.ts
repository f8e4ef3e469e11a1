/** Words and cells that every face of a proof shares. */
import type { Rule } from '../rule.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import type { Proof } from './proof.ts';
import type { RuleState } from '../../core/words.ts';
import { ruleStates } from './lines.ts';
import type { ProofWords } from './read-check.ts';

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
  const states = ruleStates(rows);
  const count = (wanted: RuleState): number => states.filter((state) => state === wanted).length;
  const [open, apart] = [count('open'), count('untestable')];
  const [closed, silent, noReply] = [count('closed'), count('silent'), count('no-reply')];
  const all = { rules: states.length, destinations: rows.length };
  const figures =
    open === all.rules - apart && open > 0
      ? words.allProven(open)
      : words.counts(all, { open, closed, silent, noReply, notTested: count('not-tested') });
  const missing = incomplete.map(({ region, missing: names }) => words.missingIn(region, names.join(comma)));
  const counted = words.apart(figures, apart);
  return missing.length === 0 ? counted : words.sentences(counted, words.incomplete(missing.join(semicolon)));
}
