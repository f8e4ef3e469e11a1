import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { SearchField } from 'react-aria-components/SearchField';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import type { Status } from '../../../src/core/words.ts';
import type { Report } from '../../../src/report/report.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { SearchIcon } from '../../ui/search-icon.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { capital, number } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import type { ChecksTableState } from './use-checks-table.ts';

const ORDER: readonly Status[] = ['fail', 'warn', 'unproven', 'not-tested', 'pass'];

/** Status chips with their counts, the grouping, the search. */
export function CheckFilters({ report, table }: { report: Report; table: ChecksTableState }) {
  const words = useWords();
  const counts = ORDER.map((status) => ({
    status,
    count: report.checks.filter((check) => check.status === status).length,
  }));
  return (
    <div className="filters">
      <ToggleButtonGroup
        className="filter-chips"
        aria-label={words.checks.filter}
        selectionMode="multiple"
        selectedKeys={table.statuses}
        onSelectionChange={(keys) => table.setStatuses(new Set(ORDER.filter((status) => keys.has(status))))}
      >
        {counts.map(({ status, count }) => (
          <ToggleButton key={status} id={status} className="filter-chip" isDisabled={count === 0}>
            <StatusIcon tone={status} />
            {capital(words.vocabulary.status[status])}
            <span className="soft figure">{number(words, count)}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <div className="filter-group">
        <span className="quiet" aria-hidden="true">
          {words.checks.groupBy}
        </span>
        <Segmented
          label={words.checks.groupBy}
          hideLabel
          dense
          value={table.by}
          options={(['cause', 'stage', 'region', 'none'] as const).map((value) => ({
            value,
            text: words.checks.by[value],
          }))}
          onChange={table.setBy}
        />
      </div>
      <SearchField className="filter-search" value={table.search} onChange={table.setSearch}>
        <Label className="hidden">{words.checks.searchLabel}</Label>
        <SearchIcon />
        <Input className="field field-dense" placeholder={words.checks.search} />
      </SearchField>
    </div>
  );
}
