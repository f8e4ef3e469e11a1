import { loginPageOf } from '../../../src/reading/login-page.ts';
import type { Report } from '../../../src/report/report.ts';
import type { CauseLine } from '../../../src/words/spoken.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { useWords } from '../../words/words-context.tsx';
import { runHref, type RunRoute } from '../routes.ts';
import { Button } from '../../ui/button.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { capital } from '../../words/format.ts';
import { useRerun } from './use-rerun.ts';
import { Remedies } from './remedies.tsx';

interface CauseCardProps {
  readonly route: RunRoute;
  readonly report: Report;
  readonly cause: CauseLine;
}

/** One cause: where it lies, what it means, the evidence, and what each of three people can do. */
export function CauseCard({ route, report, cause }: CauseCardProps) {
  const words = useWords();
  const rerun = useRerun(route.id);
  return (
    <section className="cause panel" aria-labelledby="cause-title">
      <div className="cause-head">
        <div className="cause-words">
          <p className="quiet">
            <b>{cause.severity === 'error' ? words.vocabulary.face.cause : words.result.warningLabel}</b>
            {' · '}
            {cause.where}
          </p>
          <h2 className="section" id="cause-title">
            {cause.title}
          </h2>
          <p className="cause-text">{cause.explanation}</p>
          {route.source === 'run' && cause.offers === 'login-page' ? (
            <Portal runId={route.id} report={report} />
          ) : null}
        </div>
        <div className="cause-proof">
          <Evidence lines={cause.evidence} />
          <p className="cause-links">
            <a className="link" href={runHref(route, 'checks', cause.findings[0])}>
              {words.result.evidence}
            </a>
            {cause.offers === 'regions' && !report.request.allRegions ? (
              <a className="link" href={runHref(route, 'regions')}>
                {words.result.nearer}
              </a>
            ) : null}
            {route.source === 'run' && cause.severity === 'error' ? (
              <Button kind="link" onPress={() => rerun.start({ kind: 'failed' })}>
                {words.result.checkFailed}
              </Button>
            ) : null}
          </p>
        </div>
      </div>
      <Remedies route={route} report={report} cause={cause} />
    </section>
  );
}

/** The act that a login page asks for, with the place that was seen: the network's word, so it is named. */
function Portal({ runId, report }: { runId: string; report: Report }) {
  const { result } = useWords();
  const agent = useAgent();
  const url = loginPageOf(report);
  if (url === null) return null;
  return (
    <p className="cause-act">
      <Button onPress={() => agent.openPortal({ runId, url })}>{result.openPortal}</Button>
      <span className="quiet">{result.portalAt(new URL(url).host)}</span>
    </p>
  );
}

/** What was seen, a sentence for each kind of evidence. */
export function Evidence({ lines }: { lines: CauseLine['evidence'] }) {
  const { vocabulary } = useWords();
  return (
    <ul className="proof" aria-label={vocabulary.face.evidence}>
      {lines.map(({ tone, text }) => (
        <li key={text}>
          <StatusIcon tone={tone} />
          <span className="hidden">{capital(vocabulary.status[tone])}: </span>
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
