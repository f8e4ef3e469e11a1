import type { Comparison } from '../../../src/contract/index.ts';
import { useWidth } from '../../ui/use-width.ts';
import { useWords } from '../../words/words-context.tsx';
import { figureValue } from './figure-value.ts';

type Figure = Comparison['figures'][number];
const WIDEST_PX = 316;
const LINE = { from: 44, y: 10 };

/** From A (open ring) to B (filled) on a scale whose ends are printed. */
export function FigureMove({ figure }: { figure: Figure }) {
  const words = useWords();
  const { ref, width } = useWidth<SVGSVGElement>(WIDEST_PX);
  const to = Math.min(width, WIDEST_PX) - 66;
  const { a, b } = figure;
  if (a === null || b === null) return null;
  const [low, high] = scaleOf(figure, [Math.min(a, b), Math.max(a, b)]);
  const x = (value: number) =>
    LINE.from + (Math.min(Math.max(value, low), high) - low) * ((to - LINE.from) / (high - low));
  return (
    <svg
      ref={ref}
      className="figure-move"
      viewBox={`0 0 ${to + 66} 20`}
      width={WIDEST_PX}
      height="20"
      aria-hidden="true"
    >
      <text x={LINE.from - 8} y="14" textAnchor="end" className="axis">
        {low === 0 ? '0' : low.toLocaleString(words.locale)}
      </text>
      <path d={`M${LINE.from} ${LINE.y}H${to}`} className="move-scale" />
      <path d={`M${x(a)} ${LINE.y}H${x(b)}`} className="move-line" />
      <circle cx={x(b)} cy={LINE.y} r="4.6" className="move-b" />
      <circle cx={x(a)} cy={LINE.y} r="4" className="move-a" />
      <text x={to + 8} y="14" className="axis">
        {figure.unit === 'bytes' ? high.toLocaleString(words.locale) : figureValue(words, figure, high)}
      </text>
    </svg>
  );
}

/** Round ends: packets by the hundred below, milliseconds from 0 to a hundred or the next one, shares from 0 up. */
function scaleOf({ unit }: Figure, [least, most]: readonly [number, number]): [number, number] {
  if (unit === 'bytes') return [Math.floor(least / 100 - 1) * 100, Math.ceil(most / 100) * 100];
  if (unit === 'ratio') return [0, Math.max(0.06, Math.ceil(most * 20) / 20)];
  return [0, Math.max(100, Math.ceil(most / 100) * 100)];
}
