import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import type { Report } from '../../../src/report/report.ts';
import { Fold } from '../../ui/fold.tsx';
import { useWords } from '../../words/words-context.tsx';
import { MtuLadder, mtuOf } from './mtu-ladder.tsx';
import { PortMatrix } from './port-matrix.tsx';
import { RttFigures } from './rtt-figures.tsx';

interface FiguresProps {
  readonly report: Report;
  readonly folded: boolean;
  /** False where the ports stand below the upright picture. */
  readonly withPorts: boolean;
}

/** Ports, round trip and packet size: as panels behind a fault, folded when all is well. What was not measured has no panel. */
export function Figures({ report, folded, withPorts }: FiguresProps) {
  const { result } = useWords();
  const region = report.regions.find(({ code }) => code === report.decidingRegion) ?? null;
  const shown = { report, withPorts, figures: region, mtu: mtuOf(region, report) };
  const ports = withPorts && report.truth !== undefined;
  if (!ports && shown.mtu === null && !region?.rtt) return null;
  if (folded)
    return (
      <section className="folds" aria-label={result.figures}>
        <FoldedFigures {...shown} />
      </section>
    );
  return (
    <section className="figures">
      <h2 className="section">{result.figures}</h2>
      <div className="figures-grid">
        <FigurePanels {...shown} />
      </div>
    </section>
  );
}

interface Shown extends Omit<FiguresProps, 'folded'> {
  /** Of the Region that decides. */
  readonly figures: RegionFigures | null;
  readonly mtu: ReturnType<typeof mtuOf>;
}

function FoldedFigures({ report, withPorts, figures, mtu }: Shown) {
  const words = useWords();
  const groups = new Set(report.truth?.cells.map(({ role }) => role)).size;
  return (
    <>
      {figures?.rtt ? (
        <Fold level={2} title={words.rtt.title} note={words.rtt.foldText}>
          <RttFigures report={report} figures={figures} level={3} />
        </Fold>
      ) : null}
      {mtu === null ? null : (
        <Fold level={2} title={words.mtu.title} note={words.mtu.foldText(mtu.methods.length)}>
          <MtuLadder report={report} mtu={mtu} />
        </Fold>
      )}
      {!withPorts || report.truth === undefined ? null : (
        <Fold level={2} title={words.vocabulary.face.ports} note={words.matrix.foldText(groups)}>
          <PortMatrix report={report} truth={report.truth} />
        </Fold>
      )}
    </>
  );
}

function FigurePanels({ report, withPorts, figures, mtu }: Shown) {
  const words = useWords();
  const rtt = figures?.rtt ?? null;
  return (
    <>
      {withPorts ? <PortPanel report={report} level={3} /> : null}
      {rtt === null ? null : (
        <section className="panel figure-panel">
          <h3 className="section">
            {words.rtt.title} <span className="quiet">{words.rtt.method(rtt.port)}</span>
          </h3>
          <RttFigures report={report} figures={figures} level={4} />
        </section>
      )}
      {mtu === null ? null : (
        <section className={rtt === null ? 'panel figure-panel figure-panel-wide' : 'panel figure-panel'}>
          <h3 className="section">
            {words.mtu.title} <span className="quiet">{words.mtu.unit}</span>
          </h3>
          <MtuLadder report={report} mtu={mtu} />
        </section>
      )}
    </>
  );
}

/** What passes, by port: beside the other figures, or below the upright picture. */
export function PortPanel({ report, level = 2 }: { report: Report; level?: 2 | 3 }) {
  const words = useWords();
  const Title = `h${level}` as const;
  if (report.truth === undefined) return null;
  return (
    <section className="panel figure-panel figure-panel-wide">
      <Title className="section">
        {words.vocabulary.face.ports} <span className="quiet">{words.matrix.note}</span>
      </Title>
      <PortMatrix report={report} truth={report.truth} />
    </section>
  );
}
