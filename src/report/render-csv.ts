/** The checks as CSV (RFC 4180), one row each; formulas of strangers are made inert. Pure. */
import type { Report } from './report.ts';
import { csvField } from './safe-text.ts';

const HEAD = [
  'id',
  'group',
  'category',
  'need',
  'region',
  'host',
  'address',
  'port',
  'transport',
  'status',
  'state',
  'startMs',
  'durationMs',
  'failure',
  'operation',
  'detail',
  'notTestedBecause',
  'text',
];

export function renderCsv({ checks }: Pick<Report, 'checks'>): string {
  const rows = checks.map(({ target, failure, notTestedBecause, ...check }) =>
    [
      ...[check.id, check.group, check.category, check.need, check.region],
      ...[target.host, target.address, target.port, target.transport],
      ...[check.status, check.state, rounded(check.startMs), rounded(check.durationMs)],
      ...[failure?.code, failure?.operation, failure?.detail],
      ...[notTestedBecause?.reason, notTestedBecause?.text],
    ].map((value) => csvField(value ?? null)),
  );
  return [HEAD, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 1000) / 1000;
}
