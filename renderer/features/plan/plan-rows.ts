/** A plan as rows for people, grouped by stage in the order of the stages: what is asked twice in one way is one row. */
import { GROUPS, type Group } from '../../../src/core/words.ts';
import type { PlannedStep } from '../../../src/contract/index.ts';
import { checkPort } from '../report/check-words.ts';

export interface PlanRow {
  readonly id: string;
  readonly host: string | null;
  readonly address: string | null;
  readonly port: string;
  readonly why: string;
}

const ORDER: readonly Group[] = ['local', 'dns', 'https', 'streaming', 'latency', 'mtu', 'client'];

export function planRows(steps: readonly PlannedStep[]): { group: Group; steps: number; rows: PlanRow[] }[] {
  return ORDER.filter((group) => GROUPS.includes(group)).flatMap((group) => {
    const own = steps.filter((step) => step.group === group);
    return own.length === 0 ? [] : [{ group, steps: own.length, rows: folded(own.map(rowOf)) }];
  });
}

/** In the order of ports, then of addresses. */
function folded(rows: readonly PlanRow[]): PlanRow[] {
  const byWay = new Map<string, PlanRow[]>();
  for (const row of rows) {
    const way = [row.port, row.address, row.host, row.why].join('|');
    byWay.set(way, [...(byWay.get(way) ?? []), row]);
  }
  const order = new Intl.Collator('en', { numeric: true });
  const keyOf = ({ port, address, host }: PlanRow): string => [port, address ?? '', host ?? ''].join(' ');
  return [...byWay.values()]
    .flatMap(([first, ...more]) =>
      first === undefined
        ? []
        : [{ ...first, port: more.length === 0 ? first.port : `${first.port} × ${more.length + 1}` }],
    )
    .sort((a, b) => order.compare(keyOf(a), keyOf(b)));
}

function rowOf(step: PlannedStep): PlanRow {
  const times = step.samples !== null && step.samples > 1 ? ` × ${step.samples}` : '';
  return {
    id: step.id,
    host: step.target.host,
    address: step.target.address,
    port: `${checkPort(step)}${times}`,
    why: step.reason,
  };
}

/** Plain lines for a firewall team: target, port, reason. */
export function planText(steps: readonly PlannedStep[]): string {
  return steps
    .filter(({ skipped }) => skipped === null)
    .map(({ target, ...step }) =>
      [
        target.address ?? target.host ?? '-',
        target.host ?? '-',
        checkPort({ target, ...step }),
        step.reason,
      ].join('\t'),
    )
    .join('\n');
}
