/** Many bundles for programs: JSON, CSV of the groups, CSV and JSON lines of the members. Pure. */
import { VERDICTS } from '../core/words.ts';
import { csvField } from '../report/safe-text.ts';
import { DIMENSIONS, type BundleSummary } from './summarise.ts';

function csv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map((cell) => csvField(cell ?? '')).join(',')}\r\n`).join('');
}

/** One row a group. */
export function renderGroupsCsv({ groups }: BundleSummary): string {
  const head = [
    'group',
    'value',
    'title',
    'bundles',
    'machines',
    ...VERDICTS,
    'mainCause',
    'first',
    'last',
    'mayBeMore',
    'withMainCause',
  ];
  const rows = DIMENSIONS.flatMap((dimension) =>
    groups[dimension].map(
      ({ value, title, bundles, machines, verdicts, mainCause, first, last, ...more }) => [
        ...[dimension, value, title, bundles, machines],
        ...VERDICTS.map((verdict) => verdicts[verdict]),
        ...[mainCause, first, last, more.mayBeMore, more.withMainCause],
      ],
    ),
  );
  return csv([head, ...rows]);
}

const MEMBER = [
  'file',
  'sha256',
  'report',
  'machine',
  'time',
  'timeFrom',
  'verdict',
  'codes',
  'site',
  'region',
  'now',
] as const;

/** One row a run; `codes` are joined by blanks. */
export function renderMembersCsv(members: BundleSummary['members']): string {
  const rows = members.map((member) =>
    MEMBER.map((name) => {
      const value = member[name];
      if (typeof value === 'boolean') return String(value);
      return typeof value === 'string' || value === null ? value : value.join(' ');
    }),
  );
  return csv([MEMBER, ...rows]);
}

/** One document a run, for a log store or a `COPY` into a database. */
export function renderMembersLines(members: BundleSummary['members']): string {
  return members.map((member) => `${JSON.stringify(member)}\n`).join('');
}

export function renderSummaryJson(summary: BundleSummary): string {
  return `${JSON.stringify(summary, (key, value: unknown) => (key === 'files' ? undefined : value), 2)}\n`;
}
