import type { Check } from '../../../src/reading/check.ts';
import type { Report } from '../../../src/report/report.ts';
import type { CauseLine } from '../../../src/words/spoken.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Status } from '../../ui/status.tsx';
import { TABLET_PX, useNarrow } from '../../ui/use-narrow.ts';
import { capital } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { checkTitle } from '../report/check-words.ts';
import { causeOf, useSpoken } from '../report/spoken.tsx';
import { useRerun } from '../result/use-rerun.ts';
import { Failure } from '../empty.tsx';
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
  const narrow = useNarrow(TABLET_PX);
  const spoken = useSpoken();
  const finding = report.findings.find(
    ({ checks, id }) => checks.includes(check.id) || check.notTestedBecause?.finding === id,
  );
  const cause = causeOf(spoken, finding?.id ?? null);
  const state = check.state === null ? '' : ` · ${words.vocabulary.portState[check.state]}`;
  return (
    <div className="check-detail">
      {narrow ? (
        <p className="check-close">
          <Button size="dense" onPress={onClose}>
            {words.checks.close}
          </Button>
        </p>
      ) : null}
      <Status tone={check.status} word={`${capital(words.vocabulary.status[check.status])}${state}`} />
      <h2 className="check-title">{checkTitle(words, check)}</h2>
      <p className="mono soft check-id">{check.id}</p>
      <CheckFacts report={report} check={check} />
      {cause === undefined ? null : <BelongsTo route={route} cause={cause} />}
      {check.notTestedBecause === null ? (
        <EvidenceTable check={check} />
      ) : (
        <>
          <h3 className="label">{words.evidence.whyNot}</h3>
          <p>
            {words.vocabulary.reason[check.notTestedBecause.reason]}
            {check.notTestedBecause.check === null ? null : (
              <span className="mono soft"> {check.notTestedBecause.check}</span>
            )}
          </p>
        </>
      )}
      <Comparison report={report} check={check} />
      {cause === undefined ? null : <Sources cause={cause} />}
      <DetailActions route={route} check={check} />
    </div>
  );
}

function BelongsTo({ route, cause }: { route: RunRoute; cause: CauseLine }) {
  const words = useWords();
  return (
    <p className="check-belongs">
      <span className="soft">{words.evidence.belongs}</span>{' '}
      <a className="link" href={runHref(route)}>
        {cause.title}
      </a>
    </p>
  );
}

function Sources({ cause }: { cause: CauseLine }) {
  const { result } = useWords();
  if (cause.sources.length === 0) return null;
  return (
    <>
      <h3 className="label">{result.sources}</h3>
      <ul className="quiet">
        {cause.sources.map((source) => (
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
      <Failure error={rerun.error} />
    </div>
  );
}
