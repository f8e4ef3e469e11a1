import type { Report } from '../../../src/report/report.ts';
import { Button } from '../../ui/button.tsx';
import { Chevron } from '../../ui/chevron.tsx';
import { useWords } from '../../words/words-context.tsx';
import { CheckGroupRows, shownOf } from './check-group-rows.tsx';
import type { ChecksTableState } from './use-checks-table.ts';
import { SORT_KEYS, type SortKey } from './filter-checks.ts';
import type { CheckGroup } from './group-checks.ts';

interface ChecksTableProps {
  readonly groups: readonly CheckGroup[];
  readonly table: ChecksTableState;
  readonly endMs: number;
  readonly regions: Report['regions'];
  /** The chosen check, where it opens in place below its row; null: it stands beside the list, or nothing is chosen. */
  readonly detail: React.ReactNode;
}

/** A plain table with folded groups: a thousand checks cost no long task, and screen readers know what it is. */
export function ChecksTable({ groups, table, endMs, regions, detail }: ChecksTableProps) {
  const words = useWords();
  if (groups.length === 0) return <NoChecks table={table} />;
  const before = rowsBefore(groups, table);
  return (
    <div className="checks-scroll" onKeyDown={moveInColumn}>
      <table className="checks-table">
        <caption className="hidden">{words.checks.table}</caption>
        <thead>
          <tr>
            {SORT_KEYS.map((key) => (
              <SortHead key={key} column={key} table={table} endMs={endMs} />
            ))}
          </tr>
        </thead>
        {groups.map((group, index) => (
          <CheckGroupRows
            key={group.key}
            {...{ group, table, endMs, regions, detail, before: before[index] ?? 0 }}
          />
        ))}
      </table>
    </div>
  );
}

/** Of each group: how many rows those above it show. */
function rowsBefore(groups: readonly CheckGroup[], { open }: ChecksTableState): number[] {
  let rows = 0;
  return groups.map((group) => {
    const above = rows;
    rows += shownOf(group, open.has(group.key));
    return above;
  });
}

/** Up and down go from row to row; the rest is the browser's own. */
function moveInColumn(event: React.KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLElement) || !event.target.matches('.check-open')) return;
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('.check-open')];
  const next = all[all.indexOf(event.target) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function SortHead({ column, table, endMs }: { column: SortKey; table: ChecksTableState; endMs: number }) {
  const { checks } = useWords();
  const { sort } = table;
  const own = sort?.key === column ? sort : null;
  const text = column === 'when' ? checks.when(String(Math.ceil(endMs / 1000))) : checks.columns[column];
  const press = () =>
    table.setSort(
      own === null ? { key: column, down: false } : own.down ? null : { key: column, down: true },
    );
  return (
    <th
      scope="col"
      className={`col-${column}`}
      aria-sort={own === null ? 'none' : own.down ? 'descending' : 'ascending'}
    >
      <button type="button" className="sort" onClick={press}>
        {text}
        {own === null ? null : (
          <span className={own.down ? 'sort-down' : 'sort-up'}>
            <Chevron down />
          </span>
        )}
      </button>
    </th>
  );
}

function NoChecks({ table }: { table: ChecksTableState }) {
  const { checks } = useWords();
  return (
    <div className="checks-scroll checks-empty">
      <p>{table.search === '' ? checks.emptyFilter : checks.empty(table.search)}</p>
      <Button kind="link" onPress={table.clear}>
        {checks.clear}
      </Button>
    </div>
  );
}
