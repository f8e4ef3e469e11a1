/** Exit codes of the contract, and the pure rule that turns a report into one. */
import type { Verdict } from '../core/words.ts';

export const EXIT = { ok: 0, no: 1, usage: 2, agent: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface Outcome {
  readonly verdict: Verdict;
  readonly strict: boolean;
  /** Ctrl-C ended the run before its time. */
  readonly interrupted: boolean;
}

/** `check`: 0 ready, or degraded without --strict; 1 not ready or unknown; 130 interrupted, whatever the verdict. */
export function exitCodeOf(outcome: Outcome): ExitCode {
  if (outcome.interrupted) return EXIT.interrupted;
  if (outcome.verdict === 'ready') return EXIT.ok;
  return outcome.verdict === 'degraded' && !outcome.strict ? EXIT.ok : EXIT.no;
}
