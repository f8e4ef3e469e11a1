import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import type { Report } from '../../../src/report/report.ts';
import { Hint } from '../../ui/hint.tsx';
import { delayNumber, number } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { RttChart } from './rtt-chart.tsx';
import { RttServers } from './rtt-servers.tsx';

interface RttFiguresProps {
  readonly report: Report;
  readonly figures: RegionFigures | null;
  readonly level: 3 | 4;
}

/** Four figures over the chart of every sample, and each server in a table. Where no sample came back, how many were lost says it all. */
export function RttFigures({ report, figures, level }: RttFiguresProps) {
  const words = useWords();
  const rtt = figures?.rtt ?? null;
  if (rtt === null) return <p className="quiet figure-note">{words.rtt.none}</p>;
  const isTimed = rtt.medianMs !== null;
  const timed = [
    { label: words.rtt.median, value: rtt.medianMs, method: words.method.median },
    { label: words.rtt.p95, value: rtt.p95Ms, method: words.method.p95 },
    { label: words.rtt.jitter, value: rtt.jitterMs, method: words.method.jitter },
  ];
  return (
    <>
      <dl className="numbers">
        {(isTimed ? timed : []).map(({ label, value, method }) => (
          <div key={label}>
            <dt className="quiet">{label}</dt>
            <dd className="figure">
              <Hint text={method}>
                <b>{value === null ? words.unit.none : delayNumber(value)}</b> <small>ms</small>
              </Hint>
            </dd>
          </div>
        ))}
        <div>
          <dt className="quiet">{words.rtt.lost}</dt>
          <dd className="figure">
            <Hint text={words.method.loss}>
              <b>{number(words, rtt.sent - rtt.received)}</b> <small>{words.rtt.of(rtt.sent)}</small>
            </Hint>
          </dd>
        </div>
      </dl>
      {isTimed ? (
        <>
          <RttChart limits={report.limits} figures={figures} />
          <p className="quiet figure-note">{words.rtt.caption}</p>
        </>
      ) : null}
      <RttServers rtt={rtt} level={level} />
    </>
  );
}
