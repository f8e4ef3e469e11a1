/** Measured hosts by what their step came to, and the failure codes that tell why. */
import { decidingAttempt, httpsOutcome, type HttpsOutcome } from './https-outcome.ts';
import { unique, type Entry } from './view.ts';
import type { HttpsEntry } from './ways.ts';

/** Hosts whose step came to one of these. */
export function withHttpsOutcome(entries: readonly HttpsEntry[], outcomes: readonly HttpsOutcome[]) {
  return entries.filter((entry) => {
    const outcome = httpsOutcome(entry.evidence);
    return outcome !== null && outcomes.includes(outcome);
  });
}

/** The failure code of the attempt that decides; null without one. */
export function failureOf({ evidence }: Entry): string | null {
  const attempt =
    evidence?.kind === 'https'
      ? decidingAttempt(evidence)
      : evidence?.kind === 'tcp'
        ? evidence.attempts.at(-1)
        : null;
  return attempt?.failure?.code ?? null;
}

export function failuresOf(entries: readonly Entry[]): string[] {
  return unique(entries.map(failureOf).filter((code) => code !== null));
}
