import type { Limits } from '../../../src/judge/limits.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import { useWidth } from '../../ui/use-width.ts';
import { delay } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { BandScales, scalesWidth } from './rtt-bands.tsx';
import { limitsOf, sampleMarks, scaledIn, topOf, yOf, type Plot } from './rtt-scale.ts';

/** From here on the words of the bands stand right of the plot; below they are left out, the limits stay at the axis. */
const SCALES_FROM_PX = 460;

/** Every sample a dot, the limits as dashed lines; lost ones are ticks on a rail of their own, with their count. */
export function RttChart({ limits, figures }: { limits: Limits | undefined; figures: RegionFigures | null }) {
  const words = useWords();
  const { ref, width } = useWidth<SVGSVGElement>(680);
  const rtt = figures?.rtt;
  if (!rtt || figures === null) return null;
  const protocols = scaledIn(figures);
  const samples = rtt.servers.flatMap(({ samplesMs }) => samplesMs);
  const scales = limits === undefined || width < SCALES_FROM_PX ? null : limits;
  const right = width - (scales === null ? 10 : scalesWidth(words, scales, protocols));
  const plot = { left: 44, right, top: 26, bottom: 206, topMs: topOf(limits, samples) };
  const marks = sampleMarks(samples, plot);
  const median = rtt.medianMs;
  const label = words.rtt.sentence({
    samples: rtt.sent,
    median: delay(words, median),
    p95: delay(words, rtt.p95Ms),
    lost: rtt.sent - rtt.received,
  });
  return (
    <svg ref={ref} className="rtt-chart" viewBox={`0 0 ${width} 228`} role="img" aria-label={label}>
      {limitsOf(limits, protocols).map((limit) => (
        <Limit key={limit} limit={limit} plot={plot} />
      ))}
      {[50, 25].map((step) => (
        <text key={step} x="36" y={yOf(step, plot) + 4} textAnchor="end" className="axis">
          {step}
        </text>
      ))}
      <text x="36" y={plot.bottom + 4} textAnchor="end" className="axis">
        0 ms
      </text>
      <path d={`M${plot.left} ${plot.bottom}H${plot.right}`} className="axis-line" />
      {marks.dots.map(({ x, y, key }) => (
        <circle key={key} cx={x} cy={y} r="1.9" className="sample" />
      ))}
      {median === null ? null : <MedianLine plot={plot} median={median} />}
      {marks.lost.length === 0 ? null : <LostRail xs={marks.lost} plot={plot} />}
      <text x={plot.left} y="223" className="axis">
        {words.rtt.first}
      </text>
      <text x={plot.right} y="223" textAnchor="end" className="axis">
        {words.rtt.last(samples.length)}
      </text>
      {scales === null ? null : <BandScales limits={scales} figures={figures} plot={plot} />}
    </svg>
  );
}

function Limit({ limit, plot }: { limit: number; plot: Plot }) {
  const y = yOf(limit, plot);
  return (
    <>
      <path d={`M${plot.left} ${y}H${plot.right}`} className="limit" />
      <text x="36" y={y + 4} textAnchor="end" className="axis axis-strong">
        {limit}
      </text>
    </>
  );
}

function MedianLine({ plot, median }: { plot: Plot; median: number }) {
  const words = useWords();
  const y = yOf(median, plot);
  return (
    <>
      <path d={`M${plot.left} ${y}H${plot.right}`} className="median-line" />
      <text
        x={plot.right - 4}
        y={y + (y < 60 || y > plot.bottom - 24 ? -8 : 19)}
        textAnchor="end"
        className="axis axis-strong axis-halo"
      >
        {words.rtt.medianLine(delay(words, median))}
      </text>
    </>
  );
}

function LostRail({ xs, plot }: { xs: readonly number[]; plot: Plot }) {
  const words = useWords();
  const rail = plot.top - 6;
  return (
    <>
      <path d={`M${plot.left} ${rail}H${plot.right}`} className="axis-line" />
      {xs.map((x) => (
        <path key={x} d={`M${x} ${rail - 5}v10`} className="lost-tick" />
      ))}
      <text x={plot.left} y={rail - 8} className="axis axis-strong">
        {words.rtt.lostMark(xs.length)}
      </text>
    </>
  );
}
