/** The evidence of a finding in a few lines: which checks speak for it and what they saw. Pure values, no layout. */
import type { Check, Finding } from '../findings/finding.ts';
import { describeOutcome, describeTarget } from './describe-checks.ts';

export interface EvidenceLines {
  readonly lines: readonly string[];
  /** How many more checks there are than lines. */
  readonly more: number;
}

/** At most `limit` of the finding's checks, those that failed first. */
export function evidenceLines(finding: Finding, checks: readonly Check[], limit: number): EvidenceLines {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const told = finding.checks.flatMap((id) => byId.get(id) ?? []);
  const ordered = [...told].sort((a, b) => weight(a) - weight(b));
  return {
    lines: ordered.slice(0, limit).map((check) => `${describeTarget(check)}: ${describeOutcome(check)}`),
    more: Math.max(0, ordered.length - limit),
  };
}

const ORDER: readonly Check['status'][] = ['fail', 'warn', 'unproven', 'pass', 'not-tested'];

function weight(check: Check): number {
  return ORDER.indexOf(check.status);
}
