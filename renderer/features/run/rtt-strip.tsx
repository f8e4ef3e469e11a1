import { useWidth } from '../../ui/use-width.ts';
import { delay } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { median } from '../journey/link-figure.ts';
import { stagesOf } from '../live/stages.ts';
import type { RunView } from '../live/run-view.ts';

/** The limits come with the report: until then there is only a scale. */
const TOP_MS = 125;
const TICKS_MS = [0, 40, 80, 120] as const;
const HEIGHT = { top: 8, bottom: 74 };

/** Round trips as they come, on a linear scale up to 125 ms; the place of every planned sample is there from the start. */
export function RttStrip({ view }: { view: RunView }) {
  const words = useWords();
  const got = view.samples.map(({ rttMs }) => rttMs).filter((ms) => ms !== null);
  const lost = view.samples.length - got.length;
  const middle = median(got);
  const all = stagesOf(view).find(({ group }) => group === 'latency')?.all ?? 0;
  const notes = [
    words.run.samples(view.samples.length, all),
    ...(middle === null ? [] : [words.run.median(delay(words, middle))]),
    ...(lost > 0 ? [words.run.lost(lost)] : []),
  ];
  return (
    <section className="strip">
      <div className="strip-head">
        <h2 className="section">{words.run.roundTrip}</h2>
        <p className="quiet figure">{notes.join(' · ')}</p>
      </div>
      <StripPlot
        view={view}
        all={all}
        label={words.run.strip(view.samples.length, delay(words, middle), lost)}
      />
    </section>
  );
}

function StripPlot({ view, all, label }: { view: RunView; all: number; label: string }) {
  const { ref, width } = useWidth<SVGSVGElement>(1120);
  const plot = { left: 44, right: width, ...HEIGHT };
  const step = (plot.right - plot.left - 16) / Math.max(60, all);
  const y = (ms: number) => plot.bottom - (Math.min(ms, TOP_MS) / TOP_MS) * (plot.bottom - plot.top);
  return (
    <svg ref={ref} className="strip-plot" viewBox={`0 0 ${plot.right} 84`} role="img" aria-label={label}>
      {TICKS_MS.map((ms) => (
        <g key={ms}>
          <path d={`M${plot.left} ${y(ms)}H${plot.right}`} className="grid-line" />
          <text x="36" y={y(ms) + 4} textAnchor="end" className="axis">
            {ms === 0 ? '0 ms' : ms}
          </text>
        </g>
      ))}
      {view.samples.map(({ rttMs }, index) => {
        const x = plot.left + 8 + index * step;
        return rttMs === null ? (
          <path key={index} d={`m${x - 4} ${y(TICKS_MS[2]) - 4} 8 8m0-8-8 8`} className="lost-cross" />
        ) : (
          <circle key={index} cx={x} cy={y(rttMs)} r="2" className="sample" />
        );
      })}
    </svg>
  );
}
