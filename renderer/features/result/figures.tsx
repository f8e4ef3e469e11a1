import type { Report } from '../../../src/report/report.ts';
import { Fold } from '../../ui/fold.tsx';
import { useWords } from '../../words/words-context.tsx';
import { MtuLadder } from './mtu-ladder.tsx';
import { PortMatrix } from './port-matrix.tsx';
import { RttFigures } from './rtt-figures.tsx';

/** Ports, round trip and packet size: as panels behind a fault, folded when all is well. What was not measured has no panel. */
export function Figures({ report, folded }: { report: Report; folded: boolean }) {
  const { result } = useWords();
  if (folded)
    return (
      <section className="folds" aria-label={result.figures}>
        <FoldedFigures report={report} />
      </section>
    );
  return (
    <section className="figures">
      <h2 className="section">{result.figures}</h2>
      <div className="figures-grid">
        <FigurePanels report={report} />
      </div>
    </section>
  );
}

function figuresOf({ regions, decidingRegion }: Report) {
  return regions.find(({ code }) => code === decidingRegion) ?? null;
}

function FoldedFigures({ report }: { report: Report }) {
  const words = useWords();
  const figures = figuresOf(report);
  const groups = new Set(report.truth?.cells.map(({ role }) => role)).size;
  return (
    <>
      {figures?.rtt ? (
        <Fold level={2} title={words.rtt.title} note={words.rtt.foldText}>
          <RttFigures report={report} figures={figures} level={3} />
        </Fold>
      ) : null}
      <Fold level={2} title={words.mtu.title} note={words.mtu.foldText(figures?.mtu?.methods.length ?? 0)}>
        <MtuLadder report={report} figures={figures} />
      </Fold>
      {report.truth === undefined ? null : (
        <Fold level={2} title={words.vocabulary.face.ports} note={words.matrix.foldText(groups)}>
          <PortMatrix report={report} truth={report.truth} />
        </Fold>
      )}
    </>
  );
}

function FigurePanels({ report }: { report: Report }) {
  const words = useWords();
  const figures = figuresOf(report);
  const rtt = figures?.rtt ?? null;
  return (
    <>
      {report.truth === undefined ? null : (
        <section className="panel figure-panel figure-panel-wide">
          <h3 className="section">
            {words.vocabulary.face.ports} <span className="quiet">{words.matrix.note}</span>
          </h3>
          <PortMatrix report={report} truth={report.truth} />
        </section>
      )}
      {rtt === null ? null : (
        <section className="panel figure-panel">
          <h3 className="section">
            {words.rtt.title} <span className="quiet">{words.rtt.method(rtt.port)}</span>
          </h3>
          <RttFigures report={report} figures={figures} level={4} />
        </section>
      )}
      {figures?.mtu ? (
        <section className={rtt === null ? 'panel figure-panel figure-panel-wide' : 'panel figure-panel'}>
          <h3 className="section">
            {words.mtu.title} <span className="quiet">{words.mtu.unit}</span>
          </h3>
          <MtuLadder report={report} figures={figures} />
        </section>
      ) : null}
    </>
  );
}
