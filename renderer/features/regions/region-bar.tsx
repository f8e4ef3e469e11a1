import type { RegionFigures } from '../../../src/reading/region-figures.ts';
import { middleNinety, samplesOf } from './region-scale.ts';

const WIDTH = 400;

interface RegionBarProps {
  readonly region: RegionFigures;
  readonly top: number;
  /** Milliseconds at which a grade ends. */
  readonly edges: readonly number[];
}

/** Bar and tick: median. Line: middle 90 of 100. Every sample a dot. */
export function RegionBar({ region, top, edges }: RegionBarProps) {
  const samples = samplesOf(region);
  const middle = middleNinety(samples);
  const median = region.rtt?.medianMs ?? 0;
  const x = (ms: number) => Math.round((Math.min(ms, top) / top) * WIDTH * 10) / 10;
  return (
    <svg className="region-bar" viewBox={`0 0 ${WIDTH} 35`} preserveAspectRatio="none" aria-hidden="true">
      {edges.map((limit) => (
        <path key={limit} d={`M${x(limit)} 0V35`} className="limit" />
      ))}
      <rect x="0" y="14" width={x(median)} height="7" rx="1.5" className="band" />
      {middle === null ? null : (
        <path d={`M${x(middle.from)} 17.5H${x(middle.to)}`} className="region-spread" />
      )}
      {samples.map((ms, index) => (
        <circle key={index} cx={x(ms)} cy={17.5 + ((index % 3) - 1) * 2.6} r="1.2" className="sample" />
      ))}
      <path d={`M${x(median)} 11V24`} className="region-tick" />
    </svg>
  );
}
