import type { Protocol } from '../../../src/core/words.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import { useWords } from '../../words/words-context.tsx';
import { RTT_TOP_MS, yOf, type Plot } from './rtt-scale.ts';

/** Documented bands of each protocol (Administration Guide): name and upper limit in milliseconds. */
const BANDS: Record<Protocol, readonly (readonly [string, number])[]> = {
  pcoip: [
    ['best', 100],
    ['affected', 200],
    ['degraded', 375],
    ['terminated', RTT_TOP_MS],
  ],
  dcv: [
    ['best', 250],
    ['degraded', 400],
    ['beyond', RTT_TOP_MS],
  ],
};
const TONE: Readonly<Record<string, string>> = {
  best: 'pass',
  affected: 'pass',
  degraded: 'warn',
  terminated: 'fail',
  beyond: 'warn',
};

/** Two slim scales right of the chart: the band of this Region in its colour, the others grey. */
export function BandScales({ figures, plot }: { figures: RegionFigures; plot: Plot }) {
  return (['pcoip', 'dcv'] as const).map((protocol, index) => (
    <Scale
      key={protocol}
      protocol={protocol}
      x={plot.right + 26 + index * 88}
      now={figures.bands[protocol]}
      plot={plot}
    />
  ));
}

function Scale({
  protocol,
  x,
  now,
  plot,
}: {
  protocol: Protocol;
  x: number;
  now: string | null;
  plot: Plot;
}) {
  const words = useWords();
  return (
    <g>
      <text x={x} y={plot.top - 9} className="axis axis-strong">
        {words.protocol[protocol]}
      </text>
      {BANDS[protocol].map(([band, to], index) => {
        const from = BANDS[protocol][index - 1]?.[1] ?? 0;
        const top = yOf(to, plot);
        const height = yOf(from, plot) - top - 3;
        const here = band === now;
        return (
          <g key={band}>
            <rect
              x={x}
              y={top}
              width="6"
              height={Math.max(3, height)}
              rx="1.5"
              className={here ? `band band-${TONE[band] ?? 'pass'}` : 'band'}
            />
            <text x={x + 12} y={top + height / 2 + 4} className={here ? 'axis axis-strong' : 'axis'}>
              {words.rtt.bands[protocol][band]}
            </text>
          </g>
        );
      })}
    </g>
  );
}
