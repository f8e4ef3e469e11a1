/** What the checks of a report come to: counts, the rows worth showing, and the folded "not tested" lines. Pure values, no layout. */
import type { Language } from '../core/language.ts';
import { GROUPS, STATUSES, type Group, type Status } from '../core/words.ts';
import type { Check } from '../reading/check.ts';
import type { Vocabulary } from '../words/en/index.ts';
import { vocabularyOf } from '../words/languages.ts';
import type { Report } from './report.ts';

export interface GroupCount {
  readonly group: Group;
  readonly counts: Readonly<Record<Status, number>>;
}

/** One row for each group that has checks, in the order of a run. */
export function countByGroup(checks: readonly Check[]): readonly GroupCount[] {
  return GROUPS.map((group) => ({
    group,
    counts: countStatuses(checks.filter((check) => check.group === group)),
  })).filter(({ counts }) => STATUSES.some((status) => counts[status] > 0));
}

function countStatuses(checks: readonly Check[]): Record<Status, number> {
  const counts: Record<Status, number> = { pass: 0, warn: 0, fail: 0, unproven: 0, 'not-tested': 0 };
  for (const check of checks) counts[check.status] += 1;
  return counts;
}

/** `drp-iad.amazonworkspaces.com (3.209.215.252), TCP 4172`. */
export function describeTarget(
  { target, id, role }: Pick<Check, 'target' | 'id' | 'role'>,
  v: Vocabulary = vocabularyOf('en'),
): string {
  const { host, address, port, transport } = target;
  if (role === 'control-name' && host !== null) return v.madeUpNames(host);
  const where = host === null ? address : address === null ? host : `${host} (${address})`;
  if (where === null) return id;
  const over = transport === null ? null : transport.toUpperCase();
  const how = [over, port].filter((part) => part !== null).join(' ');
  return how === '' ? where : `${where}${v.comma}${how}`;
}

/** What was seen, in a few words: port state, failure code, or the duration of a pass. */
export function describeOutcome(check: Check, v: Vocabulary): string {
  const parts = [
    check.state === null ? null : v.portState[check.state],
    check.failure?.code ?? null,
    check.failure?.detail ?? null,
  ];
  return parts.filter((part) => part !== null && part !== '').join(v.comma) || v.status[check.status];
}

/** Why a check was not tested. What the plan or the run said of it stands in English alone. */
export function describeBecause(
  { reason, text }: NonNullable<Check['notTestedBecause']>,
  report: Pick<Report, 'language'>,
  language: Language,
): string {
  const own = language === 'en' && (report.language ?? 'en') === 'en' ? text : '';
  return own || vocabularyOf(language).reason[reason];
}

/** `Preflight 0.1.0, tables guide2025-2, config file ci.json`: what made the report, with every file that shaped it. */
export function madeText({ agent, tables, request }: Report, v: Vocabulary): string {
  const files = (request.shapedBy ?? []).map(({ kind, name }) =>
    name === null ? v.shaper[kind] : `${v.shaper[kind]} ${name}`,
  );
  return [v.face.made(agent.version, tablesText(tables)), ...files].join(v.comma);
}

/** `guide2025-2, overlay mine.json`. */
export function tablesText({ edition, overlay }: Report['tables'], comma = ', '): string {
  return overlay === null ? edition : `${edition}${comma}overlay ${overlay}`;
}
