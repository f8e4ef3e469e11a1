import { HEIGHT, drawnMarks, worstLast, type Axis } from './geometry.ts';
import type { Mark } from './states.ts';

interface BandProps {
  readonly marks: readonly Mark[];
  readonly axis: Axis;
  /** Foot of the band. */
  readonly foot: number;
  /** Of the full height; a row of a month has less room. */
  readonly share?: number;
}

/** Verdicts over time: the height is the state, the colour comes second. What nobody watched is a dotted line. */
export function Band({ marks, axis, foot, share = 1 }: BandProps) {
  return worstLast(drawnMarks(marks, axis)).map(({ state, x, width }) => {
    if (state === 'not-watched')
      return width < 6 ? null : (
        <path key={`gap ${x}`} className="ot-gap" d={`M${x + 3} ${foot - 2.5}H${x + width - 2}`} />
      );
    const height = HEIGHT[state] * share;
    return (
      <rect
        key={`${state} ${x}`}
        className={`ot-${state}`}
        x={state === 'unknown' ? x + 0.5 : x}
        y={foot - height + (state === 'unknown' ? 0.5 : 0)}
        width={Math.max(1, width - (state === 'unknown' ? 1 : 0))}
        height={height - (state === 'unknown' ? 1 : 0)}
        rx="1"
      />
    );
  });
}
