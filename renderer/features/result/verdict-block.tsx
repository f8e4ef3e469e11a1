import type { Report } from '../../../src/report/report.ts';
import { Sentences } from '../../ui/sentences.tsx';
import { Status } from '../../ui/status.tsx';
import { StatusIcon } from '../../ui/status-icon.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { sentencesOf } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { TONE_OF_VERDICT, useSpoken } from '../report/spoken.tsx';
import type { RunRoute } from '../routes.ts';
import { ResultActions } from './result-actions.tsx';

/** The verdict as a sentence, what it means, what can be done with it; beside it each protocol. */
export function VerdictBlock({ route, report }: { route: RunRoute; report: Report }) {
  const narrow = useNarrow();
  const { headline, lead, mark } = useSpoken();
  const tone = TONE_OF_VERDICT[mark];
  return (
    <section className="verdict">
      <div className="verdict-icon">
        <StatusIcon tone={tone} size={narrow ? 26 : 30} />
      </div>
      <div className="verdict-words">
        <h1 className="title">
          <Sentences parts={sentencesOf(headline)} />
        </h1>
        {lead === null ? null : <p className="lead">{lead}</p>}
      </div>
      <ResultActions route={route} report={report} tone={tone} />
      <Forecasts />
    </section>
  );
}

function Forecasts() {
  const words = useWords();
  const { protocols } = useSpoken();
  return (
    <dl className="forecasts" aria-label={words.result.forecasts}>
      {protocols.map(({ protocol, name, verdict, word, text }) => (
        <div className="forecast" key={protocol}>
          <dt className="forecast-name">{name}</dt>
          <dd>
            <Status tone={TONE_OF_VERDICT[verdict]} word={word} />
            <p className="quiet">{text}</p>
          </dd>
        </div>
      ))}
    </dl>
  );
}
