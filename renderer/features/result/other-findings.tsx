import type { Finding } from '../../../src/judge/finding.ts';
import type { Report } from '../../../src/report/report.ts';
import { Fold } from '../../ui/fold.tsx';
import { StatusIcon, type Tone } from '../../ui/status-icon.tsx';
import { findingText } from '../../words/finding-words.ts';
import { useWords } from '../../words/words-context.tsx';
import { proofOf } from '../report/proof-of.ts';
import type { RunRoute } from '../routes.ts';
import { Proof } from './proof.tsx';
import { Remedies } from './remedies.tsx';

interface OtherFindingsProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly root: Finding | undefined;
}

/** Everything that is not the root: errors and warnings first, notices under their own heading. Each opens in place. */
export function OtherFindings({ route, report, root }: OtherFindingsProps) {
  const { result } = useWords();
  const others = report.findings.filter(({ id }) => id !== root?.id);
  const counted = others.filter(({ severity }) => severity !== 'notice');
  const notices = others.filter(({ severity }) => severity === 'notice');
  return (
    <>
      <FindingList title={result.also} findings={counted} route={route} report={report} />
      <FindingList
        title={result.notices}
        note={result.noticesText}
        findings={notices}
        route={route}
        report={report}
      />
    </>
  );
}

interface FindingListProps {
  readonly title: string;
  readonly note?: string;
  readonly findings: readonly Finding[];
  readonly route: RunRoute;
  readonly report: Report;
}

function FindingList({ title, note, findings, route, report }: FindingListProps) {
  const words = useWords();
  if (findings.length === 0) return null;
  return (
    <section className="others">
      <h2 className="section">
        {title} {note === undefined ? null : <span className="quiet">{note}</span>}
      </h2>
      <div className="folds">
        {findings.map((finding) => {
          const text = findingText(words, finding);
          return (
            <Fold
              key={finding.id}
              title={<FindingTitle finding={finding} title={text.title} />}
              note={words.side[finding.side]}
            >
              <p className="cause-text">{text.explanation}</p>
              <Proof lines={proofOf(report, finding)} />
              <Remedies route={route} report={report} finding={finding} text={text} />
            </Fold>
          );
        })}
      </div>
    </section>
  );
}

const TONE: Record<Finding['severity'], Tone | null> = { error: 'fail', warning: 'warn', notice: null };

function FindingTitle({ finding, title }: { finding: Finding; title: string }) {
  const words = useWords();
  const tone = TONE[finding.severity];
  return (
    <span className="finding-title">
      {tone === null ? null : <StatusIcon tone={tone} />}
      {tone === null ? null : <span className="hidden">{words.severity[finding.severity]}: </span>}
      {title}
    </span>
  );
}
