import type { Report } from '../../../src/report/report.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { Button } from '../../ui/button.tsx';
import { saveText } from '../../ui/save-text.ts';
import { TABLET_PX, useNarrow } from '../../ui/use-narrow.ts';
import { together } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { sideOf, type RunRoute } from '../routes.ts';
import { CheckDetail } from './check-detail.tsx';
import { CheckFilters } from './check-filters.tsx';
import { ChecksTable } from './checks-table.tsx';
import { useChecksTable } from './use-checks-table.ts';

/** The cause first, then its evidence, then all the rest. */
export default function ChecksPage({ route, report }: { route: RunRoute; report: Report }) {
  const words = useWords();
  const narrow = useNarrow(TABLET_PX);
  const agent = useAgent();
  const table = useChecksTable(report, { focus: route.focus, narrow });
  const chosen = table.shown.find(({ id }) => id === table.chosen) ?? null;
  const detail =
    chosen === null ? null : (
      <CheckDetail route={route} report={report} check={chosen} onClose={() => table.choose(null)} />
    );
  const exportCsv = async () => {
    const checks = table.shown.map(({ id }) => id);
    const { text } = await agent.call('report.csv', { of: sideOf(route), checks });
    saveText(`preflight-${report.id}.csv`, text, 'text/csv');
  };
  return (
    <div className="checks">
      <h1 className="hidden">{words.checks.table}</h1>
      <CheckFilters report={report} table={table} />
      <div className="checks-box panel">
        <ChecksTable
          groups={table.groups}
          table={table}
          endMs={report.durationMs}
          regions={report.regions}
          detail={narrow ? detail : null}
        />
        {narrow ? null : (
          <aside className="check-side" aria-live="polite">
            {detail ?? <p className="quiet check-none">{words.checks.choose}</p>}
          </aside>
        )}
      </div>
      <p className="quiet checks-foot">
        {together(words, words.checks.footer(table.shown.length, table.groups.length), words.checks.keys)}{' '}
        <Button kind="link" onPress={() => void exportCsv()}>
          {words.checks.csv}
        </Button>
      </p>
    </div>
  );
}
