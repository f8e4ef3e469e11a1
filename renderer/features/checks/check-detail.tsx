import type { Check } from '../../../src/reading/check.ts';
import type { Finding } from '../../../src/judge/finding.ts';
import type { Report } from '../../../src/report/report.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Status } from '../../ui/status.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { findingText } from '../../words/finding-words.ts';
import { useWords } from '../../words/words-context.tsx';
import { checkTitle } from '../report/check-words.ts';
import { useRerun } from '../result/use-rerun.ts';
import { runHref, type RunRoute } from '../routes.ts';
import { CheckFacts } from './check-facts.tsx';
import { Comparison } from './check-comparison.tsx';
import { EvidenceTable } from './evidence-table.tsx';

interface CheckDetailProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly check: Check;
  readonly onClose: () => void;
}

/** One check with everything that was seen, what passes beside it, and where the rule comes from. */
export function CheckDetail({ route, report, check, onClose }: CheckDetailProps) {
  const words = useWords();
  const narrow = useNarrow();
  const finding = report.findings.find(
    ({ checks, id }) => checks.includes(check.id) || check.notTestedBecause?.finding === id,
  );
  const state = check.state === null ? '' : ` · ${words.state[check.state]}`;
  return (
    <div className="check-detail">
      {narrow ? (
        <Button size="dense" onPress={onClose}>
          {words.checks.close}
        </Button>
      ) : null}
      <Status tone={check.status} word={`${words.status[check.status]}${state}`} />
      <h2 className="check-title">{checkTitle(words, check)}</h2>
      <p className="mono soft check-id">{check.id}</p>
      <CheckFacts report={report} check={check} />
      {finding === undefined ? null : <BelongsTo route={route} finding={finding} />}
      {check.notTestedBecause === null ? (
        <EvidenceTable check={check} />
      ) : (
        <>
          <h3 className="label">{words.evidence.whyNot}</h3>
          <p>
            {words.notTested[check.notTestedBecause.reason]}
            {check.notTestedBecause.check === null ? null : (
              <span className="mono soft"> {check.notTestedBecause.check}</span>
            )}
          </p>
        </>
      )}
      <Comparison report={report} check={check} />
      {finding === undefined ? null : <Sources finding={finding} />}
      <DetailActions route={route} check={check} />
    </div>
  );
}

function BelongsTo({ route, finding }: { route: RunRoute; finding: Finding }) {
  const words = useWords();
  return (
    <p className="check-belongs">
      <span className="soft">{words.evidence.belongs}</span>{' '}
      <a className="link" href={runHref(route)}>
        {findingText(words, finding).title}
      </a>
    </p>
  );
}

function Sources({ finding }: { finding: Finding }) {
  const { result } = useWords();
  if (finding.sources.length === 0) return null;
  return (
    <>
      <h3 className="label">{result.sources}</h3>
      <ul className="quiet">
        {finding.sources.map((source) => (
          <li key={source}>{source}</li>
        ))}
      </ul>
    </>
  );
}

function DetailActions({ route, check }: { route: RunRoute; check: Check }) {
  const words = useWords();
  const rerun = useRerun(route.id);
  return (
    <div className="check-actions">
      {route.source === 'run' ? (
        <>
          <Button size="dense" onPress={() => rerun.start({ kind: 'checks', checks: [check.id] })}>
            {words.evidence.again}
          </Button>
          <Button size="dense" onPress={() => rerun.start({ kind: 'group', group: check.group })}>
            {words.evidence.againGroup}
          </Button>
        </>
      ) : null}
      <CopyButton kind="link" text={JSON.stringify(check, null, 2)} doneWord={words.app.copied}>
        {words.evidence.copyJson}
      </CopyButton>
      {rerun.error === null ? null : <p role="alert">{words.error[rerun.error]}</p>}
    </div>
  );
}
