import { useMemo } from 'react';
import type { Report } from '../../../src/report/report.ts';
import { TABLET_PX, useNarrow } from '../../ui/use-narrow.ts';
import { useWords } from '../../words/words-context.tsx';
import { Journey } from '../journey/journey.tsx';
import { journeyOf } from '../journey/journey-of.ts';
import { useSpoken } from '../report/spoken.tsx';
import type { CauseLine } from '../../../src/words/spoken.ts';
import type { RunRoute } from '../routes.ts';
import { CauseCard } from './cause-card.tsx';
import { ChangeNote } from './change-note.tsx';
import { Figures, PortPanel } from './figures.tsx';
import { OtherFindings } from './other-findings.tsx';
import { RepeatPanel } from './repeat-panel.tsx';
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
  const tablet = useNarrow(TABLET_PX);
  const spoken = useSpoken();
  const model = useMemo(() => journeyOf(words, report, spoken), [words, report, spoken]);
  const root = spoken.causes.find(({ region }) => region === null || region === report.decidingRegion);
  const quiet = root === undefined && spoken.mark === 'ready';
  const journey = model === null ? null : <Journey key="journey" model={model} />;
  const cause =
    root === undefined ? null : <CauseCard key="cause" route={route} report={report} cause={root} />;
  const rest = <Rest key="rest" route={route} report={report} root={root} quiet={quiet} />;
  return (
    <div className="result">
      <VerdictBlock route={route} report={report} />
      {basedOn === null ? null : <ChangeNote before={basedOn} report={report} />}
      <RepeatPanel />
      <Body
        report={report}
        journey={journey}
        cause={cause}
        rest={rest}
        figures={<Figures key="figures" report={report} folded={quiet} withPorts={!tablet} />}
      />
    </div>
  );
}

/**
 * The picture over the words; up to a tablet and on paper, upright beside them; on a phone the words come first. Without a cause the figures stand where it would. One tree for all: an open
 * dialog stays when a window is made narrower, and on paper.
 */
function Body(props: {
  report: Report;
  journey: React.ReactNode;
  cause: React.ReactNode;
  rest: React.ReactNode;
  figures: React.ReactNode;
}) {
  const { report, journey, cause, rest, figures } = props;
  const tablet = useNarrow(TABLET_PX);
  const phone = useNarrow();
  const paper = useNarrow('paper');
  const inWords = !tablet || (cause === null && !phone && !paper);
  return (
    <>
      <div className="result-columns">
        <div className="result-picture">
          {journey}
          {tablet ? <PortPanel report={report} /> : null}
        </div>
        <div className="result-words">
          {cause}
          {phone ? null : rest}
          {inWords ? figures : null}
        </div>
      </div>
      {phone ? rest : null}
      {inWords ? null : figures}
    </>
  );
}

/** What is said behind the cause. */
function Rest(props: { route: RunRoute; report: Report; root: CauseLine | undefined; quiet: boolean }) {
  const { route, report, root, quiet } = props;
  const words = useWords();
  const { oldTables } = useSpoken();
  return (
    <>
      {quiet ? (
        <Tiles route={route} report={report} />
      ) : (
        <p className="quiet result-limit">{words.vocabulary.limitOfSight}</p>
      )}
      <OtherFindings route={route} report={report} root={root} />
      {oldTables === null ? null : <p className="quiet result-limit">{oldTables}</p>}
    </>
  );
}
