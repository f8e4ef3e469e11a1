/** Groups of the checks table. By cause: what a finding shows, what waits for it, then the rest by status. */
import type { Group, Status } from '../../../src/core/words.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Finding } from '../../../src/judge/finding.ts';
import type { NotTestedReason } from '../../../src/core/measured.ts';
import { groupBy } from './group-by.ts';
import { waitingFor } from '../report/proof-of.ts';

export type GroupBy = 'cause' | 'stage' | 'region' | 'none';
export type GroupName =
  | { readonly kind: 'finding'; readonly finding: Finding; readonly first: boolean }
  | { readonly kind: 'waits'; readonly finding: Finding }
  | { readonly kind: 'reason'; readonly reason: NotTestedReason | null }
  | { readonly kind: 'status'; readonly status: Status }
  | { readonly kind: 'stage'; readonly group: Group }
  | { readonly kind: 'region'; readonly region: string | null }
  | { readonly kind: 'all' };

export interface CheckGroup {
  readonly key: string;
  readonly name: GroupName;
  readonly status: Status;
  readonly checks: readonly Check[];
}

const WORST: readonly Status[] = ['fail', 'warn', 'unproven', 'not-tested', 'pass'];

export function groupChecks(
  checks: readonly Check[],
  findings: readonly Finding[],
  by: GroupBy,
): CheckGroup[] {
  if (by === 'cause') return byCause(checks, findings);
  if (by === 'none') return checks.length === 0 ? [] : [makeGroup('all', { kind: 'all' }, checks)];
  const keyOf = (check: Check) => (by === 'stage' ? check.group : (check.region ?? ''));
  return [...groupBy(checks, keyOf)].map(([key, own]) =>
    makeGroup(
      key,
      by === 'stage'
        ? { kind: 'stage', group: own[0]?.group ?? 'local' }
        : { kind: 'region', region: own[0]?.region ?? null },
      own,
    ),
  );
}

function makeGroup(key: string, name: GroupName, checks: readonly Check[]): CheckGroup {
  const found = new Set(checks.map(({ status }) => status));
  return { key, name, checks, status: WORST.find((status) => found.has(status)) ?? 'pass' };
}

function byCause(checks: readonly Check[], findings: readonly Finding[]): CheckGroup[] {
  const left = new Map(checks.map((check) => [check.id, check]));
  const take = (own: readonly Check[]) => {
    const fresh = own.filter(({ id }) => left.has(id));
    fresh.forEach(({ id }) => left.delete(id));
    return fresh;
  };
  const groups: CheckGroup[] = [];
  findings.forEach((finding, index) => {
    const shown = take(
      checks.filter(
        ({ id, status }) => finding.checks.includes(id) && status !== 'pass' && status !== 'not-tested',
      ),
    );
    if (shown.length > 0)
      groups.push(
        makeGroup(
          finding.id,
          { kind: 'finding', finding, first: index === 0 && finding.severity !== 'notice' },
          shown,
        ),
      );
    const waits = take(waitingFor(checks, finding));
    if (waits.length > 0) groups.push(makeGroup(`${finding.id} waits`, { kind: 'waits', finding }, waits));
  });
  return [...groups, ...theRest([...left.values()])];
}

/** What no finding names: failures first, what passed last. */
function theRest(checks: readonly Check[]): CheckGroup[] {
  const status = (wanted: Status): CheckGroup[] => {
    const own = checks.filter((check) => check.status === wanted);
    return own.length === 0 ? [] : [makeGroup(wanted, { kind: 'status', status: wanted }, own)];
  };
  const untested = checks.filter((check) => check.status === 'not-tested');
  const byReason = [...groupBy(untested, ({ notTestedBecause }) => notTestedBecause?.reason ?? null)].map(
    ([reason, own]) => makeGroup(`not-tested ${reason}`, { kind: 'reason', reason }, own),
  );
  return [...status('fail'), ...status('warn'), ...status('unproven'), ...byReason, ...status('pass')];
}
