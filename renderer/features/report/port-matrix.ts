/** What passes, by what is contacted and by port. A cell without a planned check is null: the port is not used there. */
import { STATUSES, type Need, type Status } from '../../../src/core/words.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Report } from '../../../src/report/report.ts';
import { roleOf } from './role-of.ts';

export const MATRIX_ROWS = [
  'health-check',
  'gateway',
  'connectivity',
  'directory',
  'ws-broker',
  'session-broker',
  'login',
  'updates',
  'smart-card',
  'api',
  'other',
] as const;
export type MatrixRowId = (typeof MATRIX_ROWS)[number];

export const MATRIX_PORTS = [
  { port: 443, transport: 'tcp' },
  { port: 4172, transport: 'tcp' },
  { port: 4172, transport: 'udp' },
  { port: 4195, transport: 'tcp' },
  { port: 4195, transport: 'udp' },
] as const;

export interface MatrixCell {
  readonly status: Status;
  readonly open: number;
  readonly tested: number;
}
export interface MatrixRow {
  readonly id: MatrixRowId;
  readonly need: Need | 'pcoip' | null;
  readonly cells: readonly (MatrixCell | null)[];
}

const ROW_OF_CATEGORY: readonly (readonly [RegExp, MatrixRowId])[] = [
  [/^connectivity/, 'connectivity'],
  [/^directory(Auth|Customer)/, 'directory'],
  [/^wsBroker/, 'ws-broker'],
  [/^sessionBroker/, 'session-broker'],
  [/^(directoryLogin|userLogin|captcha)/, 'login'],
  [/^(client|device|dynamic|forrester)/, 'updates'],
  [/^(smartCard|saml|relay)/, 'smart-card'],
  [/^workspacesApi/, 'api'],
];

export function rowOf(check: Check): MatrixRowId | null {
  const role = roleOf(check);
  if (role === 'health-check') return 'health-check';
  if (role === 'gateway' || role === 'gateway-443') return 'gateway';
  if (role !== 'endpoint' && role !== 'endpoint-by-proxy' && role !== 'also') return null;
  return ROW_OF_CATEGORY.find(([pattern]) => pattern.test(check.category ?? ''))?.[1] ?? 'other';
}

export function portMatrix(report: Report): MatrixRow[] {
  const here = report.checks.filter(
    ({ region, group }) =>
      (region === null || region === report.decidingRegion) && (group === 'https' || group === 'streaming'),
  );
  return MATRIX_ROWS.flatMap((id) => {
    const own = here.filter((check) => rowOf(check) === id);
    if (own.length === 0) return [];
    const cells = MATRIX_PORTS.map(({ port, transport }) =>
      cellOf(own.filter(({ target }) => target.port === port && target.transport === transport)),
    );
    return [{ id, need: needOf(id, own), cells }];
  });
}

/** All 443 TCP counts as the five rows of the narrow picture do: one cell over all rows. */
export function portTotals(report: Report): (MatrixCell | null)[] {
  const here = report.checks.filter(
    (check) => rowOf(check) !== null && (check.region === null || check.region === report.decidingRegion),
  );
  return MATRIX_PORTS.map(({ port, transport }) =>
    cellOf(
      here.filter(
        (check) =>
          check.target.port === port &&
          check.target.transport === transport &&
          (port === 443 || rowOf(check) === 'health-check'),
      ),
    ),
  );
}

function cellOf(checks: readonly Check[]): MatrixCell | null {
  if (checks.length === 0) return null;
  const tested = checks.filter(({ status }) => status !== 'not-tested');
  const open = tested.filter(({ status }) => status === 'pass' || status === 'warn').length;
  return { status: cellStatus(checks, open), open, tested: tested.length };
}

/** The worst of what was tested; where something passes, mere silence of others (idle gateways) changes nothing. */
function cellStatus(checks: readonly Check[], open: number): Status {
  const found = new Set(checks.map(({ status }) => status));
  const order: readonly Status[] = ['fail', 'warn', 'pass', 'unproven', 'not-tested'];
  if (open > 0 && found.has('fail')) return 'warn';
  return order.find((status) => found.has(status)) ?? STATUSES[4];
}

function needOf(id: MatrixRowId, checks: readonly Check[]): MatrixRow['need'] {
  if (id === 'session-broker') return 'pcoip';
  const order: readonly Need[] = ['essential', 'supporting', 'situational'];
  return order.find((need) => checks.some((check) => check.need === need)) ?? null;
}
