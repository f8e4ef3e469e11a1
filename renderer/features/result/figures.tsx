import type { Report } from '../../../src/report/report.ts';
import { Fold } from '../../ui/fold.tsx';
import { useWords } from '../../words/words-context.tsx';
import { MATRIX_PORTS, portMatrix } from '../report/port-matrix.ts';
import { MtuLadder } from './mtu-ladder.tsx';
import { PortMatrix } from './port-matrix-table.tsx';
import { RttFigures } from './rtt-figures.tsx';

/** Round trip, packet size and ports: as panels behind a fault, folded when all is well. */
export function Figures({ report, folded }: { report: Report; folded: boolean }) {
  const words = useWords();
  const figures = report.regions.find(({ code }) => code === report.decidingRegion) ?? null;
  const rows = portMatrix(report);
  if (folded) {
    return (
      <section className="folds" aria-label={words.result.figures}>
        <Fold level={2} title={words.rtt.title} note={words.rtt.foldText}>
          <RttFigures figures={figures} level={3} />
        </Fold>
        <Fold level={2} title={words.mtu.title} note={words.mtu.foldText(figures?.mtu?.methods.length ?? 0)}>
          <MtuLadder report={report} figures={figures} />
        </Fold>
        <Fold
          level={2}
          title={words.matrix.title}
          note={words.matrix.foldText(rows.length, MATRIX_PORTS.length)}
        >
          <PortMatrix report={report} rows={rows} />
        </Fold>
      </section>
    );
  }
  return (
    <section className="figures">
      <h2 className="section">{words.result.figures}</h2>
      <div className="figures-grid">
        <section className={figures?.rtt ? 'panel figure-panel' : 'panel figure-panel figure-panel-empty'}>
          <h3 className="section">
            {words.rtt.title}{' '}
            {figures?.rtt ? <span className="quiet">{words.rtt.method(figures.rtt.port)}</span> : null}
          </h3>
          <RttFigures figures={figures} level={4} />
        </section>
        <section className="panel figure-panel">
          <h3 className="section">
            {words.mtu.title} <span className="quiet">{words.mtu.unit}</span>
          </h3>
          <MtuLadder report={report} figures={figures} />
        </section>
        <section className="panel figure-panel figure-panel-wide">
          <h3 className="section">
            {words.matrix.title} <span className="quiet">{words.matrix.note}</span>
          </h3>
          <PortMatrix report={report} rows={rows} />
        </section>
      </div>
    </section>
  );
}
