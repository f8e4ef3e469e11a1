/** What `tables lint` says about one thing, and how a doubt makes it known. */
import type { Vocabulary } from '../words/en/index.ts';
import type { Fact } from './facts.ts';

/** What `tables lint` says, in one language. */
export type LintWords = Vocabulary['tables']['lint'];

export interface LintResult {
  readonly rule: LintRule;
  /** `known`: a listed conflict explains it. */
  readonly level: 'known' | 'new';
  readonly conflict: string | null;
  readonly regions: readonly string[];
  /** One line: what is wrong, with the values. */
  readonly text: string;
}

export type LintRule =
  | 'malformed'
  | 'missing-provenance'
  | 'duplicate'
  | 'overlap'
  | 'wrong-region'
  | 'wrong-family'
  | 'unknown-category'
  | 'conflict';

/** What each conflict explains. A doubt on a fact excuses nothing else: another fault of the same fact is new. */
const EXPLAINS: Readonly<Record<string, readonly LintRule[]>> = {
  C03: ['duplicate'],
  C06: ['duplicate'],
  C11: ['wrong-family'],
  C17: ['wrong-region'],
  C19: ['malformed'],
};

/** Makes a result of the facts concerned: known when the doubt of one of them explains it. */
export function lintResult(rule: LintRule, facts: readonly Fact[], text: string): LintResult {
  const conflict = facts
    .map(({ doubt }) => doubt?.conflict)
    .find((id) => id !== undefined && EXPLAINS[id]?.includes(rule));
  const regions = [...new Set(facts.map(({ region }) => region))];
  return { rule, level: conflict === undefined ? 'new' : 'known', conflict: conflict ?? null, regions, text };
}
