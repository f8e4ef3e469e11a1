import { useMemo } from 'react';
import type { Report } from '../../../src/report/report.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useWords } from '../../words/words-context.tsx';
import { Journey } from '../journey/journey.tsx';
import { journeyOf } from '../journey/journey-of.ts';
import { pictureOf } from '../report/run-picture.ts';
import { rootOf, verdictOf } from '../report/verdict-of.ts';
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
  const model = useMemo(() => journeyOf(pictureOf(report)), [report]);
  const root = rootOf(report);
  const quiet = root === undefined && verdictOf(words, report).tone === 'pass';
  const journey = <Journey key="journey" model={model} />;
  const cause =
    root === undefined ? null : <CauseCard key="cause" route={route} report={report} finding={root} />;
  return (
    <div className="result">
      <VerdictBlock route={route} report={report} />
      {basedOn === null ? null : <ChangeNote before={basedOn} report={report} />}
      {narrow ? [cause, journey] : [journey, cause]}
      {quiet ? null : <p className="quiet result-limit">{words.result.limit}</p>}
      {quiet ? <Tiles report={report} /> : null}
      <OtherFindings route={route} report={report} root={root} />
      <Figures report={report} folded={quiet} />
    </div>
  );
}
