/** What the checks of a report come to: counts, the rows worth showing, and the folded "not tested" lines. Pure values, no layout. */
import { GROUPS, STATUSES, type Group, type Status } from '../core/words.ts';
import type { Check } from '../reading/check.ts';
import { GROUP_NAME, REASON_NAME, STATUS_NAME, counted } from './plain-words.ts';
import type { Report } from './report.ts';

export interface GroupCount {
  readonly group: Group;
  readonly name: string;
  readonly counts: Readonly<Record<Status, number>>;
}

/** One row for each group that has checks, in the order of a run. */
export function countByGroup(checks: readonly Check[]): readonly GroupCount[] {
  return GROUPS.map((group) => ({
    group,
    name: GROUP_NAME[group],
    counts: countStatuses(checks.filter((check) => check.group === group)),
  })).filter(({ counts }) => STATUSES.some((status) => counts[status] > 0));
}

function countStatuses(checks: readonly Check[]): Record<Status, number> {
  const counts: Record<Status, number> = { pass: 0, warn: 0, fail: 0, unproven: 0, 'not-tested': 0 };
  for (const check of checks) counts[check.status] += 1;
  return counts;
}

/** `drp-iad.amazonworkspaces.com (3.209.215.252), TCP 4172`. */
export function describeTarget({ target, id, role }: Pick<Check, 'target' | 'id' | 'role'>): string {
  const { host, address, port, transport } = target;
  if (role === 'control-name' && host !== null) return `made-up names under ${host}`;
  const where = host === null ? address : address === null ? host : `${host} (${address})`;
  if (where === null) return id;
  const over = transport === null ? null : transport.toUpperCase();
  const how = [over, port].filter((part) => part !== null).join(' ');
  return how === '' ? where : `${where}, ${how}`;
}

/** What was seen, in a few words: port state, failure code, or the duration of a pass. */
export function describeOutcome(check: Check): string {
  const parts = [check.state, check.failure?.code ?? null, check.failure?.detail ?? null];
  return parts.filter((part) => part !== null && part !== '').join(', ') || STATUS_NAME[check.status];
}

/** The folded lines of everything that was not tested: once per cause or reason, the largest first. */
export function foldNotTested({ checks, findings }: Pick<Report, 'checks' | 'findings'>): readonly string[] {
  const groups = new Map<string, number>();
  for (const { notTestedBecause } of checks.filter((check) => check.status === 'not-tested')) {
    const because = reasonText(notTestedBecause, findings);
    groups.set(because, (groups.get(because) ?? 0) + 1);
  }
  return [...groups]
    .sort(([, a], [, b]) => b - a)
    .map(([because, count]) => `${counted(count, 'check')} not tested${because}`);
}

function reasonText(because: Check['notTestedBecause'], findings: Report['findings']): string {
  if (because === null) return '';
  const index = findings.findIndex((finding) => finding.id === because.finding);
  if (index === 0) return ', because of the cause above';
  const cause = findings[index];
  return cause === undefined ? `: ${REASON_NAME[because.reason]}` : `, because of: ${cause.title}`;
}
