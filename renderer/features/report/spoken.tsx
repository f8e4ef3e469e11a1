/** What is said of a report: the engine speaks it in the language of the page, and again when that changes. Screens lay it out. */
import { createContext, useContext } from 'react';
import type { Comparand } from '../../../src/contract/index.ts';
import { WORST_FIRST, type Protocol, type Severity, type Verdict } from '../../../src/core/words.ts';
import type { CauseLine, Spoken } from '../../../src/words/spoken.ts';
import { useCommand, type Answer } from '../../bridge/use-command.ts';
import type { Tone } from '../../ui/status-icon.tsx';
import { useWords } from '../../words/words-context.tsx';

/** Asks for the words of a report; `of` null: not yet. The words of the last language stay until those of the next are there. */
export function useSpeak(of: Comparand | null): Answer<Spoken> {
  const { locale: language } = useWords();
  const { answer } = useCommand('report.speak', of === null ? null : { of, language });
  return answer.state === 'done' ? { state: 'done', value: answer.value.spoken } : answer;
}

const SpokenContext = createContext<Spoken | null>(null);
export const SpokenProvider = SpokenContext.Provider;

/** The words of the report that this result is about. */
export function useSpoken(): Spoken {
  const spoken = useContext(SpokenContext);
  if (spoken === null) throw new Error('useSpoken outside of SpokenProvider');
  return spoken;
}

/** The cause that a finding belongs to; undefined where the report has no such finding. */
export function causeOf({ causes, notices }: Spoken, finding: string | null): CauseLine | undefined {
  return [...causes, ...notices].find(({ findings }) => finding !== null && findings.includes(finding));
}

/** The title of a finding in the words of the reports that are compared; the finding's own where none of them has it. */
export function titleIn(
  spoken: readonly Spoken[],
  { id, title }: { readonly id: string; readonly title: string },
): string {
  return spoken.map((one) => causeOf(one, id)).find((cause) => cause !== undefined)?.title ?? title;
}

export const TONE_OF_VERDICT: Record<Verdict, Tone> = {
  ready: 'pass',
  degraded: 'warn',
  'not-ready': 'fail',
  unknown: 'unproven',
};

/** The worst of the verdicts that were asked for, as the mark beside the headline; null where they are all alike. */
export function worstOf<V extends { readonly protocol: Protocol; readonly verdict: Verdict }>(
  protocols: readonly V[],
): V | null {
  const verdict = WORST_FIRST.find((candidate) => protocols.some((entry) => entry.verdict === candidate));
  const worst = protocols.filter((entry) => entry.verdict === verdict);
  return worst.length === protocols.length ? null : (worst[0] ?? null);
}

/** A notice is no status: it has no mark. */
export const TONE_OF_SEVERITY: Record<Severity, Tone | null> = {
  error: 'fail',
  warning: 'warn',
  notice: null,
};
