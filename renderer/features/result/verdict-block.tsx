import { useEffect } from 'react';
import type { Report } from '../../../src/report/report.ts';
import { Sentences } from '../../ui/sentences.tsx';
import { Status } from '../../ui/status.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useWords } from '../../words/words-context.tsx';
import { forecastLine } from '../report/forecast-line.ts';
import { TONE_OF_VERDICT, verdictOf } from '../report/verdict-of.ts';
import type { RunRoute } from '../routes.ts';
import { ResultActions } from './result-actions.tsx';

/** The verdict as a sentence, what it means, what can be done with it; beside it the forecast of each protocol. */
export function VerdictBlock({ route, report }: { route: RunRoute; report: Report }) {
  const words = useWords();
  const narrow = useNarrow();
  const verdict = verdictOf(words, report);
  useEffect(() => {
    document.title = `${verdict.title.join(' ')} – Preflight`;
  }, [verdict]);
  return (
    <section className="verdict">
      <div className="verdict-icon">
        <StatusIcon tone={verdict.tone} size={narrow ? 26 : 30} />
      </div>
      <div className="verdict-words">
        <h1 className="title">
          <Sentences parts={verdict.title} />
        </h1>
        <p className="lead">{verdict.lead}</p>
      </div>
      <ResultActions route={route} report={report} tone={verdict.tone} />
      <Forecasts report={report} />
    </section>
  );
}

function Forecasts({ report }: { report: Report }) {
  const words = useWords();
  return (
    <dl className="forecasts" aria-label={words.result.forecasts}>
      {(['pcoip', 'dcv'] as const).map((protocol) => {
        const forecast = report.protocols[protocol];
        if (forecast === undefined) return null;
        return (
          <div className="forecast" key={protocol}>
            <dt className="forecast-name">{words.protocol[protocol]}</dt>
            <dd>
              <Status tone={TONE_OF_VERDICT[forecast.verdict]} word={words.verdict[forecast.verdict]} />
              <p className="quiet" title={forecast.forecast ?? undefined}>
                {forecastLine(words, report, protocol)}
              </p>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
