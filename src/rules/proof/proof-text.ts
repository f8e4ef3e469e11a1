/** Words and cells that every face of a proof shares. */
import type { Rule } from '../rule.ts';
import type { Proof } from './proof.ts';
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

/** One sentence with the figures; what nothing could ever prove is counted apart, so that "all proven" can be reached. */
export function countsText({ rows, incomplete }: Pick<Proof, 'rows' | 'incomplete'>): string {
  const testable = rows.filter(({ untestable }) => untestable === null);
  const count = (wanted: ProofState): number => testable.filter(({ state }) => state === wanted).length;
  const [open, apart] = [count('open'), rows.length - testable.length];
  const figures =
    open === testable.length && open > 0
      ? `All proven: ${open} rules proven open`
      : `${testable.length} rules: ${open} proven open, ${count('closed')} closed, ${count('silent')} silent, ${count('not-tested')} not tested`;
  const missing = incomplete.map(({ region, missing: names }) => `${region} (${names.join(', ')})`);
  return [
    `${figures}${apart === 0 ? '' : `; ${apart} more cannot be tested`}.`,
    ...(missing.length === 0
      ? []
      : [`INCOMPLETE: the documents do not give everything for ${missing.join('; ')}.`]),
  ].join(' ');
}
