import type { Protocol } from '../../../src/core/words.ts';
import type { Limits } from '../../../src/judge/limits.ts';
import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import type { Words } from '../../words/en.ts';
import { textWidth } from '../journey/journey-text.ts';
import { useWords } from '../../words/words-context.tsx';
import { scaledIn, yOf, type Plot } from './rtt-scale.ts';

const TONE: Readonly<Record<string, string>> = {
  best: 'pass',
  affected: 'pass',
  degraded: 'warn',
  terminated: 'fail',
  beyond: 'warn',
};

interface BandScalesProps {
  readonly limits: Limits;
  readonly figures: RegionFigures;
  readonly plot: Plot;
}

const GAP_PX = 20;

/** What the scales take right of the plot: as much as their longest words. */
export function scalesWidth(words: Words, limits: Limits, protocols: readonly Protocol[]): number {
  return protocols.reduce((sum, protocol) => sum + scaleWidth(words, limits, protocol), GAP_PX);
}

function scaleWidth({ vocabulary }: Words, limits: Limits, protocol: Protocol): number {
  const widths = limits.rttMs[protocol].map(({ band }) => textWidth(vocabulary.band[band] ?? band));
  return Math.max(...widths, textWidth(vocabulary.laneName[protocol])) + 24;
}

/** Slim scales right of the chart: the band of this Region in its colour, the others grey. */
export function BandScales({ limits, figures, plot }: BandScalesProps) {
  const words = useWords();
  const protocols = scaledIn(figures);
  return protocols.map((protocol, index) => (
    <Scale
      key={protocol}
      protocol={protocol}
      bands={limits.rttMs[protocol]}
      x={plot.right + GAP_PX + (index === 0 ? 0 : scaleWidth(words, limits, protocols[0] ?? protocol))}
      now={figures.bands[protocol]}
      plot={plot}
    />
  ));
}

interface ScaleProps {
  readonly protocol: Protocol;
  readonly bands: Limits['rttMs'][Protocol];
  readonly x: number;
  readonly now: string | null;
  readonly plot: Plot;
}

function Scale({ protocol, bands, x, now, plot }: ScaleProps) {
  const { vocabulary } = useWords();
  return (
    <g>
      <text x={x} y={plot.top - 9} className="axis axis-strong">
        {vocabulary.laneName[protocol]}
      </text>
      {bands.map(({ band, fromMs, toMs }) => {
        const top = yOf(toMs ?? plot.topMs, plot);
        const height = yOf(fromMs, plot) - top - 3;
        const here = band === now;
        return (
          <g key={band}>
            <title>{vocabulary.band[band] ?? band}</title>
            <rect
              x={x}
              y={top}
              width="6"
              height={Math.max(3, height)}
              rx="1.5"
              className={here ? `band band-${TONE[band] ?? 'pass'}` : 'band'}
            />
            <text x={x + 12} y={top + height / 2 + 4} className={here ? 'axis axis-strong' : 'axis'}>
              {vocabulary.band[band] ?? band}
            </text>
          </g>
        );
      })}
    </g>
  );
}
