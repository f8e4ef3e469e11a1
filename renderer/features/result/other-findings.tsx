import type { Report } from '../../../src/report/report.ts';
import type { CauseLine } from '../../../src/words/spoken.ts';
import { Fold } from '../../ui/fold.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { useWords } from '../../words/words-context.tsx';
import type { RunRoute } from '../routes.ts';
import { TONE_OF_SEVERITY, useSpoken } from '../report/spoken.tsx';
import { Evidence } from './cause-card.tsx';
import { Remedies } from './remedies.tsx';

interface OtherFindingsProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly root: CauseLine | undefined;
}

/** Everything that is not the root: errors and warnings first, notices under their own heading. Each opens in place. */
export function OtherFindings({ route, report, root }: OtherFindingsProps) {
  const { result, vocabulary } = useWords();
  const { causes, notices } = useSpoken();
  return (
    <>
      <CauseList
        title={vocabulary.face.also}
        causes={causes.filter((cause) => cause !== root)}
        {...{ route, report }}
      />
      <CauseList
        title={vocabulary.face.notices}
        note={result.noticesText}
        causes={notices}
        {...{ route, report }}
      />
    </>
  );
}

interface CauseListProps {
  readonly title: string;
  readonly note?: string;
  readonly causes: readonly CauseLine[];
  readonly route: RunRoute;
  readonly report: Report;
}

function CauseList({ title, note, causes, route, report }: CauseListProps) {
  if (causes.length === 0) return null;
  return (
    <section className="others">
      <h2 className="section">
        {title} {note === undefined ? null : <span className="quiet">{note}</span>}
      </h2>
      <div className="folds">
        {causes.map((cause) => (
          <Fold key={cause.findings[0]} title={<CauseTitle cause={cause} />} note={cause.where}>
            <p className="cause-text">{cause.explanation}</p>
            <Evidence lines={cause.evidence} />
            <Remedies route={route} report={report} cause={cause} />
          </Fold>
        ))}
      </div>
    </section>
  );
}

function CauseTitle({ cause: { severity, title } }: { cause: CauseLine }) {
  const { vocabulary } = useWords();
  const tone = TONE_OF_SEVERITY[severity];
  return (
    <span className="finding-title">
      {tone === null ? null : <StatusIcon tone={tone} />}
      {tone === null ? null : <span className="hidden">{vocabulary.severity[severity]}: </span>}
      {title}
    </span>
  );
}
