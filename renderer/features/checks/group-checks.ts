/** Groups of the checks table. By cause: what a finding shows, what waits for it, then the rest by status. */
import type { Group, Status } from '../../../src/core/words.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Finding } from '../../../src/report/finding.ts';
import type { CauseLine, Spoken } from '../../../src/words/spoken.ts';
import type { NotTestedReason } from '../../../src/core/measured.ts';
import { groupBy } from './group-by.ts';

export type GroupBy = 'cause' | 'stage' | 'region' | 'none';
export type GroupName =
  | { readonly kind: 'cause'; readonly cause: CauseLine; readonly first: boolean }
  | { readonly kind: 'waits'; readonly cause: CauseLine }
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

/** What the checks are grouped under: the causes as they are told, and the findings that each of them stands for. */
export interface Told {
  readonly findings: readonly Finding[];
  readonly spoken: Pick<Spoken, 'causes' | 'notices'>;
}

export function groupChecks(checks: readonly Check[], told: Told, by: GroupBy): CheckGroup[] {
  if (by === 'cause') return byCause(checks, told);
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

function byCause(checks: readonly Check[], { findings, spoken }: Told): CheckGroup[] {
  const left = new Map(checks.map((check) => [check.id, check]));
  const take = (own: readonly Check[]) => {
    const fresh = own.filter(({ id }) => left.has(id));
    fresh.forEach(({ id }) => left.delete(id));
    return fresh;
  };
  const groups = [...spoken.causes, ...spoken.notices].flatMap((cause, index) => {
    const own = findings.filter(({ id }) => cause.findings.includes(id));
    const shows = new Set(own.flatMap((finding) => finding.checks));
    const ids = new Set(own.map(({ id }) => id));
    const shown = take(checks.filter((check) => isShownBy(check, shows)));
    const waits = take(checks.filter((check) => waitsFor(check, ids, shows)));
    const [key] = cause.findings;
    const first = index === 0 && cause.severity !== 'notice';
    return [
      ...(shown.length > 0 ? [makeGroup(key ?? '', { kind: 'cause', cause, first }, shown)] : []),
      ...(waits.length > 0 ? [makeGroup(`${key} waits`, { kind: 'waits', cause }, waits)] : []),
    ];
  });
  return [...groups, ...theRest([...left.values()])];
}

function isShownBy({ id, status }: Check, shows: ReadonlySet<string>): boolean {
  return status !== 'pass' && status !== 'not-tested' && shows.has(id);
}

/** Not tested because of one of these findings, or because of one of their checks. */
function waitsFor(
  { notTestedBecause: because }: Check,
  findings: ReadonlySet<string>,
  shows: ReadonlySet<string>,
): boolean {
  if (because === null) return false;
  const { finding, check } = because;
  return (finding !== null && findings.has(finding)) || (check !== null && shows.has(check));
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
