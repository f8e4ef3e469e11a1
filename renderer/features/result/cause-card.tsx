import type { Finding } from '../../../src/judge/finding.ts';
import type { Report } from '../../../src/report/report.ts';
import { findingText } from '../../words/finding-words.ts';
import { useWords } from '../../words/words-context.tsx';
import { proofOf } from '../report/proof-of.ts';
import { runHref, type RunRoute } from '../routes.ts';
import { Button } from '../../ui/button.tsx';
import { Proof } from './proof.tsx';
import { useRerun } from './use-rerun.ts';
import { Remedies } from './remedies.tsx';

interface CauseCardProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly finding: Finding;
}

/** One cause: whose it is, what it means, the proof, and what each of three people can do. */
export function CauseCard({ route, report, finding }: CauseCardProps) {
  const words = useWords();
  const rerun = useRerun(route.id);
  const text = findingText(words, finding);
  return (
    <section className="cause panel" aria-labelledby="cause-title">
      <div className="cause-head">
        <div className="cause-words">
          <p className="quiet">
            <b>{finding.severity === 'error' ? words.result.cause : words.result.warningLabel}</b>
            {' · '}
            {words.side[finding.side]}
          </p>
          <h2 className="section" id="cause-title">
            {text.title}
          </h2>
          <p className="cause-text">{text.explanation}</p>
        </div>
        <div className="cause-proof">
          <Proof lines={proofOf(report, finding)} />
          <p className="cause-links">
            <a className="link" href={runHref(route, 'checks', finding.id)}>
              {words.result.evidence}
            </a>
            {route.source === 'run' && finding.severity === 'error' ? (
              <Button kind="link" onPress={() => rerun.start({ kind: 'failed' })}>
                {words.result.checkFailed}
              </Button>
            ) : null}
          </p>
        </div>
      </div>
      <Remedies route={route} report={report} finding={finding} text={text} />
    </section>
  );
}
