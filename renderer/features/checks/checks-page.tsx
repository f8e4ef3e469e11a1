import type { Report } from '../../../src/report/report.ts';
import { Button } from '../../ui/button.tsx';
import { saveText } from '../../ui/save-text.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useWords } from '../../words/words-context.tsx';
import type { RunRoute } from '../routes.ts';
import { CheckDetail } from './check-detail.tsx';
import { CheckFilters } from './check-filters.tsx';
import { ChecksTable } from './checks-table.tsx';
import { checksCsv } from './checks-csv.ts';
import { useChecksTable } from './use-checks-table.ts';

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
