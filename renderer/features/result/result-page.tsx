import { useMemo } from 'react';
import type { Report } from '../../../src/report/report.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useWords } from '../../words/words-context.tsx';
import { Journey } from '../journey/journey.tsx';
import { journeyOf } from '../journey/journey-of.ts';
import { useSpoken } from '../report/spoken.tsx';
import type { RunRoute } from '../routes.ts';
import { CauseCard } from './cause-card.tsx';
import { ChangeNote } from './change-note.tsx';
import { Figures } from './figures.tsx';
import { OtherFindings } from './other-findings.tsx';
import { Tiles } from './tiles.tsx';
import { VerdictBlock } from './verdict-block.tsx';

/** The answer: verdict, the line, the cause with three remedies; the figures come last. */
export function ResultPage({
  route,
  report,
  basedOn,
}: {
  route: RunRoute;
  report: Report;
  basedOn: string | null;
}) {
  const words = useWords();
  const narrow = useNarrow();
  const spoken = useSpoken();
  const model = useMemo(() => journeyOf(words, report, spoken), [words, report, spoken]);
  const root = spoken.causes.find(({ region }) => region === null || region === report.decidingRegion);
  const quiet = root === undefined && spoken.mark === 'ready';
  const journey = model === null ? null : <Journey key="journey" model={model} />;
  const cause =
    root === undefined ? null : <CauseCard key="cause" route={route} report={report} cause={root} />;
  return (
    <div className="result">
      <VerdictBlock route={route} report={report} />
      {basedOn === null ? null : <ChangeNote before={basedOn} report={report} />}
      {narrow ? [cause, journey] : [journey, cause]}
      {quiet ? null : <p className="quiet result-limit">{words.vocabulary.limitOfSight}</p>}
      {quiet ? <Tiles report={report} /> : null}
      <OtherFindings report={report} root={root} />
      <Figures report={report} folded={quiet} />
    </div>
  );
}
