import { useMemo, useState } from 'react';
import type { Status } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import { Button } from '../../ui/button.tsx';
import { saveText } from '../../ui/save-text.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useWords } from '../../words/words-context.tsx';
import type { RunRoute } from '../run-screen.tsx';
import { CheckDetail } from './check-detail.tsx';
import { CheckFilters } from './check-filters.tsx';
import { ChecksTable } from './checks-table.tsx';
import { checksCsv } from './checks-csv.ts';
import { filterChecks, type Sort } from './filter-checks.ts';
import { groupChecks, type CheckGroup, type GroupBy } from './group-checks.ts';

/** The cause first, then its evidence, then all the rest. */
export default function ChecksPage({ route, report }: { route: RunRoute; report: Report }) {
  const words = useWords();
  const narrow = useNarrow();
  const table = useChecksTable(report, { focus: route.focus, narrow });
  const chosen = report.checks.find(({ id }) => id === table.chosen) ?? null;
  const detail =
    chosen === null ? null : (
      <CheckDetail route={route} report={report} check={chosen} onClose={() => table.choose(null)} />
    );
  return (
    <div className="checks">
      <h1 className="hidden">{words.checks.table}</h1>
      <CheckFilters report={report} table={table} />
      <div className="checks-box panel">
        {narrow && detail !== null ? null : (
          <ChecksTable
            groups={table.groups}
            table={table}
            endMs={report.durationMs}
            regions={report.regions}
          />
        )}
        <aside className="check-side" aria-live="polite">
          {detail ?? (narrow ? null : <p className="quiet check-none">{words.checks.choose}</p>)}
        </aside>
      </div>
      <p className="quiet checks-foot">
        {words.checks.footer(table.shown.length, table.groups.length)} {words.checks.keys}{' '}
        <Button
          kind="link"
          onPress={() => saveText(`preflight-${report.id}.csv`, checksCsv(table.shown), 'text/csv')}
        >
          {words.checks.csv}
        </Button>
      </p>
    </div>
  );
}

export type ChecksTableState = ReturnType<typeof useChecksTable>;

function useChecksTable(report: Report, { focus, narrow }: { focus: string | null; narrow: boolean }) {
  const words = useWords();
  const [statuses, setStatuses] = useState<ReadonlySet<Status>>(new Set());
  const [by, setBy] = useState<GroupBy>('cause');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<Sort | null>(null);
  const shown = useMemo(
    () => filterChecks(words, report.checks, { statuses, search, sort }),
    [words, report, statuses, search, sort],
  );
  const groups = useMemo(() => groupChecks(shown, report.findings, by), [shown, report, by]);
  const [chosen, choose] = useState<string | null>(() =>
    narrow && focus === null ? null : firstOf(groups, focus),
  );
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set(focus === null ? [] : [focus]));
  const toggle = (key: string) =>
    setOpen((now) =>
      now.has(key) ? new Set([...now].filter((other) => other !== key)) : new Set([...now, key]),
    );
  const clear = () => {
    setStatuses(new Set());
    setSearch('');
  };
  return {
    statuses,
    setStatuses,
    by,
    setBy,
    search,
    setSearch,
    sort,
    setSort,
    shown,
    groups,
    chosen,
    choose,
    open,
    toggle,
    clear,
  };
}

/** The first check of the finding that a link asked for, else of the first group that is not fine. */
function firstOf(groups: readonly CheckGroup[], focus: string | null): string | null {
  const asked = groups.find(({ key }) => key === focus);
  const hurt = groups.find(({ status }) => status === 'fail' || status === 'warn');
  return (asked ?? hurt ?? groups[0])?.checks[0]?.id ?? null;
}
