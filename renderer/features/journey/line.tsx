import type { LineTone } from './journey-model.ts';

/** A piece of a lane: solid, thick red, dashed or dotted by its status. */
export function Line({ d, tone }: { d: string; tone: LineTone }) {
  return <path d={d} className={`line line-${tone}`} />;
}

/** Where a lane (or, with a bar, every lane) ends. */
export function CutDisc({
  x,
  y,
  bar = 0,
  small = false,
}: {
  x: number;
  y: number;
  bar?: number;
  small?: boolean;
}) {
  return (
    <g transform={`translate(${x} ${y})${small ? ' scale(.75)' : ''}`}>
      {bar > 0 ? <path d={`M0 ${-bar}V${bar}`} className="cut-bar" /> : null}
      <circle r="13" className="cut-disc" />
      <path d="m-4.6-4.6 9.2 9.2m0-9.2-9.2 9.2" className="cut-cross" />
    </g>
  );
}

/** A capsule through which every lane runs. */
export function Station({
  x,
  y,
  missing,
  upright = true,
  wide = 44,
}: {
  x: number;
  y: number;
  missing?: boolean;
  upright?: boolean;
  /** Across the lanes, which it must all hold. */
  wide?: number;
}) {
  const [width, height] = upright ? [18, wide] : [wide, 16];
  return (
    <rect
      x={x - width / 2}
      y={y - height / 2}
      width={width}
      height={height}
      rx={Math.min(width, height) / 2}
      className={missing ? 'station station-missing' : 'station'}
    />
  );
}

export function End({ x, y, tone, r = 6.5 }: { x: number; y: number; tone: LineTone; r?: number }) {
  return <circle cx={x} cy={y} r={r} className={`end end-${tone}`} />;
}
