/** Words and cells that every face of a proof shares. */
import type { Rule } from '../rule.ts';
import type { Proof, ProofRow } from './proof.ts';
import type { ProofState } from './read-check.ts';

export const STATE_WORDS: Readonly<Record<ProofState, string>> = {
  open: 'open',
  closed: 'CLOSED',
  silent: 'silent',
  'not-tested': 'not tested',
};

/** `TCP 4172`. */
export function portText({ transport, port }: Pick<Rule, 'transport' | 'port'>): string {
  return `${transport.toUpperCase()} ${port}`;
}

/** When the report was made, and what weakens it. */
export function sourceText({ createdAt, completed, simulated }: Proof['report']): string {
  return `${createdAt}${completed ? '' : ', not completed'}${simulated ? ', SIMULATED: no network was asked' : ''}`;
}

function countStates(rows: readonly ProofRow[]): Readonly<Record<ProofState, number>> {
  const count = (wanted: ProofState): number => rows.filter(({ state }) => state === wanted).length;
  return {
    open: count('open'),
    closed: count('closed'),
    silent: count('silent'),
    'not-tested': count('not-tested'),
  };
}

/** One sentence with the four figures. */
export function countsText({ rows }: Pick<Proof, 'rows'>): string {
  const counts = countStates(rows);
  return `${rows.length} rules: ${counts.open} proven open, ${counts.closed} closed, ${counts.silent} silent, ${counts['not-tested']} not tested.`;
}
