/** The evidence of a finding in a few lines: which checks speak for it and what they saw. Pure values, no layout. */
import type { Check } from '../reading/check.ts';
import type { Finding } from '../judge/finding.ts';
import { describeOutcome, describeTarget } from './describe-checks.ts';

export interface EvidenceLines {
  readonly lines: readonly string[];
  /** How many more checks there are than lines. */
  readonly more: number;
}

/** At most `limit` lines of the finding's checks, those that failed first; checks of one host that saw the same are one line. */
export function evidenceLines(finding: Finding, checks: readonly Check[], limit: number): EvidenceLines {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const told = finding.checks.flatMap((id) => byId.get(id) ?? []);
  const groups = groupAlike([...told].sort((a, b) => weight(a) - weight(b)));
  return {
    lines: groups.slice(0, limit).map(groupLine),
    more: groups.slice(limit).reduce((sum, group) => sum + group.length, 0),
  };
}

/** Addresses named on one line before the rest is counted. */
const MOST_ADDRESSES = 3;

function groupAlike(checks: readonly Check[]): readonly (readonly Check[])[] {
  const groups = new Map<string, Check[]>();
  for (const check of checks) {
    const { host, port, transport } = check.target;
    const key = JSON.stringify([host ?? check.id, port, transport, describeOutcome(check)]);
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return [...groups.values()];
}

function groupLine(group: readonly Check[]): string {
  const [first] = group;
  if (first === undefined) return '';
  if (group.length === 1) return `${describeTarget(first)}: ${describeOutcome(first)}`;
  const addresses = [...new Set(group.flatMap(({ target }) => target.address ?? []))];
  const shared = describeTarget({ id: first.id, target: { ...first.target, address: null } });
  const named = addresses.slice(0, MOST_ADDRESSES).join(', ');
  const rest = addresses.length - MOST_ADDRESSES;
  const where = named === '' ? `${group.length} times` : `${named}${rest > 0 ? ` and ${rest} more` : ''}`;
  return `${shared}: ${describeOutcome(first)} (${where})`;
}

const ORDER: readonly Check['status'][] = ['fail', 'warn', 'unproven', 'pass', 'not-tested'];

function weight(check: Check): number {
  return ORDER.indexOf(check.status);
}
