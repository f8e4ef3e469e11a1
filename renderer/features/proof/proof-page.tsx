import { Suspense, useState } from 'react';
import type { ProofResult } from '../../../src/contract/index.ts';
import type { Report } from '../../../src/report/report.ts';
import { lazily } from '../../bridge/lazily.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { saveText } from '../../ui/save-text.ts';
import { Answered } from '../answered.tsx';
import { Failure } from '../empty.tsx';
import { useRerun } from '../result/use-rerun.ts';
import { sideOf, sitesHref, type RunRoute } from '../routes.ts';
import { useProofWords } from './line-words.ts';
import { ProofFilter, shownLines, VIEWS_AFTER, VIEWS_FIRST, type View } from './proof-filter.tsx';
import { regionName } from '../../words/format.ts';
import { ProofHead } from './proof-head.tsx';
import { ProofLegend } from './proof-legend.tsx';
import { ProofTable } from './proof-table.tsx';
import { ProofTicket, ticketText } from './proof-ticket.tsx';

const RulesDialog = lazily(() => import('../result/rules-dialog.tsx'));

interface ProofPageProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly basedOn: string | null;
}

/** Rules against what a report saw: what is shut or without proof first; after a retest, before against after. */
export default function ProofPage({ route, report, basedOn }: ProofPageProps) {
  const [region, setRegion] = useState<string | null>(
    report.request.regions.find((code) => code === route.focus) ?? null,
  );
  const before = basedOn === null ? null : sideOf({ source: 'run', id: basedOn });
  const { answer, again } = useCommand('proof.make', { of: sideOf(route), before, region });
  return (
    <Answered answer={answer} onward={again} className="">
      {(result) => <Proof key={result.region} {...{ route, report, setRegion, result }} />}
    </Answered>
  );
}

interface ProofProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly result: ProofResult;
  readonly setRegion: (code: string) => void;
}

function Proof({ route, report, result, setRegion }: ProofProps) {
  const said = useProofWords();
  const views = result.before === null ? VIEWS_FIRST : VIEWS_AFTER;
  const [view, setView] = useState<View>(views[0]);
  const [syntaxFor, setSyntaxFor] = useState<readonly string[] | null>(null);
  const rerun = useRerun(route.id, 'proof');
  const own = route.source === 'run';
  const test = (again: readonly string[]) =>
    rerun.start({ kind: 'checks', checks: [...new Set([...again, ...result.controls])] });
  const left = result.lines.filter(({ again }) => again.length > 0);
  return (
    <div className="proof-page">
      <ProofHead result={result} report={report} onRegion={setRegion} />
      <div className="filters">
        <ProofFilter result={result} views={views} view={view} onView={setView} />
        <div className="filter-group">
          {result.before === null ? (
            <CopyButton
              text={ticketText(said, result, regionName(said.words, report.regions, result.region))}
              doneWord={said.words.app.copied}
              size="dense"
            >
              {said.proof.copyTicket}
            </CopyButton>
          ) : null}
          <a className="link" href={sitesHref([`${route.source}:${route.id}`])}>
            {said.proof.beside}
          </a>
          <Button size="dense" onPress={() => setSyntaxFor(result.lines.flatMap(({ rules }) => rules))}>
            {said.proof.copyAs}
          </Button>
          {own && left.length > 0 ? (
            <Button size="dense" kind="primary" onPress={() => test(left.flatMap(({ again }) => again))}>
              {said.proof.testAll(left.length)}
            </Button>
          ) : null}
        </div>
      </div>
      <Failure error={rerun.error} />
      <ProofTable
        {...{ report, result, view }}
        lines={shownLines(result, view)}
        onTest={own ? test : null}
        onSyntax={setSyntaxFor}
      />
      {result.before === null ? null : (
        <ProofTicket result={result} name={regionName(said.words, report.regions, result.region)} />
      )}
      <ProofLegend>
        <Button kind="link" onPress={() => saveText('rules.csv', result.csv, 'text/csv')}>
          {said.words.checks.csv}
        </Button>
      </ProofLegend>
      {syntaxFor === null ? null : (
        <Suspense fallback={null}>
          <RulesDialog about={aboutRules(result, syntaxFor)} onClose={() => setSyntaxFor(null)} />
        </Suspense>
      )}
    </div>
  );
}

/** All rules are asked for without their ids. */
function aboutRules({ region, protocols, profile, lines }: ProofResult, only: readonly string[]) {
  const all = lines.flatMap(({ rules }) => rules).length;
  return { regions: [region], protocols, profile, ...(only.length === all ? {} : { only: [...only] }) };
}
