/** A finding in a language: the report's own English, or the words of the language by code and params. */
import type { Finding } from '../../src/judge/finding.ts';

export type FindingText = Pick<Finding, 'title' | 'explanation' | 'remedies'>;
export type FindingWords = Readonly<Record<string, (params: Finding['params']) => FindingText>>;

/** An unknown code (a newer engine's) keeps the report's own text. */
export function findingText(words: { findings: FindingWords }, finding: Finding): FindingText {
  const say = Object.hasOwn(words.findings, finding.code) ? words.findings[finding.code] : undefined;
  return say === undefined ? finding : say(finding.params);
}
