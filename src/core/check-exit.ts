/**
 * How a check ends for the program that called it, and why: the one rule behind the exit code, the last line of the terminal and the
 * failures of JUnit. Each requested protocol counts by itself: who needs one alone asks for that one alone (report-contract.md).
 */
import { PROTOCOLS, type Protocol, type Verdict } from './words.ts';

export interface CheckExit {
  readonly code: 0 | 1 | 130;
  readonly because:
    | 'ready'
    /** Ctrl-C, whatever was found by then. */
    | 'interrupted'
    /** 1: these protocols are not ready or could not be told, while others work: asked for alone, those give 0. */
    | 'asked-for-too'
    /** 1: none of the requested protocols works. */
    | 'none-works'
    /** 0: these protocols have limits; --strict would make it 1. */
    | 'strict-would'
    /** 1: these protocols have limits, and --strict was given. */
    | 'strict';
  /** The protocols that decide; empty for `ready` and `interrupted`. */
  readonly protocols: readonly Protocol[];
  /** With `asked-for-too`: those that work, to be asked for alone. */
  readonly working: readonly Protocol[];
}

export interface CheckEnd {
  /** Of each requested protocol. */
  readonly verdicts: Readonly<Partial<Record<Protocol, { readonly verdict: Verdict } | undefined>>>;
  readonly strict: boolean;
  readonly interrupted: boolean;
}

export function checkExit({ verdicts, strict, interrupted }: CheckEnd): CheckExit {
  const having = (...wanted: readonly Verdict[]): Protocol[] =>
    PROTOCOLS.filter((protocol) => wanted.some((verdict) => verdicts[protocol]?.verdict === verdict));
  const [broken, limited] = [having('not-ready', 'unknown'), having('degraded')];
  const working = having('ready', ...(strict ? [] : (['degraded'] as const)));
  const end = (
    code: CheckExit['code'],
    because: CheckExit['because'],
    protocols: Protocol[] = [],
  ): CheckExit => ({
    code,
    because,
    protocols,
    working: because === 'asked-for-too' ? working : [],
  });
  if (interrupted) return end(130, 'interrupted');
  if (broken.length > 0) return end(1, working.length > 0 ? 'asked-for-too' : 'none-works', broken);
  if (limited.length > 0) return strict ? end(1, 'strict', limited) : end(0, 'strict-would', limited);
  return end(0, 'ready');
}
