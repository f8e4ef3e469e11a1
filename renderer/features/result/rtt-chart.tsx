import type { Limits } from '../../../src/judge/limits.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { delay } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { BandScales } from './rtt-bands.tsx';
import { limitsOf, sampleMarks, topOf, yOf, type Plot } from './rtt-scale.ts';

/** Every sample a dot, the limits as dashed lines, lost ones as a cross with a dotted line. */
export function RttChart({ limits, figures }: { limits: Limits | undefined; figures: RegionFigures | null }) {
  const words = useWords();
  const narrow = useNarrow();
  const rtt = figures?.rtt;
  if (!rtt || figures === null) return null;
  const samples = rtt.servers.flatMap(({ samplesMs }) => samplesMs);
  const plot = { left: 44, right: narrow ? 396 : 488, top: 26, bottom: 206, topMs: topOf(limits, samples) };
  const width = narrow ? 406 : 680;
  const marks = sampleMarks(samples, plot);
  const median = rtt.medianMs;
  const label = words.rtt.sentence({
    samples: rtt.sent,
    median: delay(words, median),
    p95: delay(words, rtt.p95Ms),
    lost: rtt.sent - rtt.received,
  });
  return (
    <svg className="rtt-chart" viewBox={`0 0 ${width} 228`} role="img" aria-label={label}>
      {limitsOf(limits).map((limit) => (
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
      {marks.lost.map((x) => (
        <path key={x} d={`M${x} ${plot.top - 4}V${plot.bottom}`} className="lost-line" />
      ))}
      {marks.dots.map(({ x, y, key }) => (
        <circle key={key} cx={x} cy={y} r="1.9" className="sample" />
      ))}
      {median === null ? null : <MedianLine plot={plot} median={median} />}
      {marks.lost.length === 0 ? null : <LostMark xs={marks.lost} plot={plot} />}
      <text x={plot.left} y="223" className="axis">
        {words.rtt.first}
      </text>
      <text x={plot.right} y="223" textAnchor="end" className="axis">
        {words.rtt.last(samples.length)}
      </text>
      {narrow || limits === undefined ? null : <BandScales limits={limits} figures={figures} plot={plot} />}
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

function LostMark({ xs, plot }: { xs: readonly number[]; plot: Plot }) {
  const words = useWords();
  const x = xs[0] ?? plot.left;
  const left = x > plot.right - 60;
  return (
    <>
      {xs.slice(0, 40).map((at) => (
        <path key={at} d={`m${at - 4} ${plot.top - 16} 8 8m0-8-8 8`} className="lost-cross" />
      ))}
      {xs.length > 3 ? null : (
        <text
          x={left ? x - 9 : (xs[xs.length - 1] ?? x) + 9}
          y={plot.top - 8}
          textAnchor={left ? 'end' : 'start'}
          className="axis axis-strong"
        >
          {words.rtt.lostMark(xs.length)}
        </text>
      )}
    </>
  );
}
