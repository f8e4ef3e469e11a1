import { useMemo, useState } from 'react';
import type { Status } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import { useWords } from '../../words/words-context.tsx';
import { useSpoken } from '../report/spoken.tsx';
import { filterChecks, type Sort } from './filter-checks.ts';
import { groupChecks, type CheckGroup, type GroupBy } from './group-checks.ts';

export type ChecksTableState = ReturnType<typeof useChecksTable>;

/** What of the table is shown, in which order, what is open and what is chosen. */
export function useChecksTable(report: Report, { focus, narrow }: { focus: string | null; narrow: boolean }) {
  const words = useWords();
  const spoken = useSpoken();
  const [statuses, setStatuses] = useState<ReadonlySet<Status>>(new Set());
  const [by, setBy] = useState<GroupBy>('cause');
  const [search, setSearch] = useState('');
  const [sort, setSort] = useState<Sort | null>(null);
  const shown = useMemo(
    () => filterChecks(words, report.checks, { statuses, search, sort }),
    [words, report, statuses, search, sort],
  );
  const groups = useMemo(
    () => groupChecks(shown, { findings: report.findings, spoken }, by),
    [shown, report, spoken, by],
  );
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
  const asked = groups.find(
    ({ key, name }) => key === focus || (name.kind === 'cause' && name.cause.findings.includes(focus ?? '')),
  );
  const hurt = groups.find(({ status }) => status === 'fail' || status === 'warn');
  return (asked ?? hurt ?? groups[0])?.checks[0]?.id ?? null;
}
