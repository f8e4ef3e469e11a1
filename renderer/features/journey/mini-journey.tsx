import { useWidth } from '../../ui/use-width.ts';
import { hasVpn } from './geometry.ts';
import type { Cut, JourneyModel, Lane } from './journey-model.ts';
import { End, Line } from './line.tsx';

const WIDTH = 456;
const NAME_PX = 12.5;
const X = { computer: 10, router: 89, vpn: 166, fanFrom: 172, fanTo: 204, cut: 264, end: 334 };

/** The journey in 440 x 62, for comparisons and lists: only lanes, stations and the cut. */
export function MiniJourney({ model }: { model: JourneyModel }) {
  const middle = (model.lanes.length - 1) / 2;
  const { ref, width } = useWidth<SVGSVGElement>(WIDTH);
  // Where the picture shrinks its words do not.
  const fontSize = (NAME_PX * WIDTH) / Math.min(width, WIDTH);
  return (
    <svg
      ref={ref}
      className="journey-mini"
      viewBox={`0 -4 ${WIDTH} 70`}
      role="img"
      aria-label={model.sentence}
      style={{ '--name-size': `${fontSize}px` } as React.CSSProperties}
    >
      {model.lanes.map((lane, index) => (
        <MiniLane
          key={lane.id}
          model={model}
          lane={lane}
          nearY={31 + (index - middle) * 10.5}
          farY={31 + (index - middle) * 21}
        />
      ))}
      <MiniStation x={X.computer} />
      <MiniStation x={X.router} missing={model.router === null} />
      {hasVpn(model) ? <MiniStation x={X.vpn} /> : null}
      {model.trunkCut === null ? null : <MiniDisc x={trunkX(model, model.trunkCut)} y={31} bar />}
    </svg>
  );
}

function trunkX({ router }: JourneyModel, { side, proven }: Cut): number {
  if (router === null || (proven && side === 'this-machine')) return 50;
  return proven && side === 'local-network' ? 108 : 140;
}

interface MiniLaneProps {
  readonly model: JourneyModel;
  readonly lane: Lane;
  readonly nearY: number;
  readonly farY: number;
}

function MiniLane({ model, lane, nearY, farY }: MiniLaneProps) {
  const stop = stopOf(model, lane);
  const isLost = stop === null ? lane.state === 'cut' : lane.state !== 'detour';
  const tone = isLost ? 'not-tested' : lane.tone;
  const track = { nearY, farY };
  return (
    <>
      {stop === null ? (
        <Line d={miniPath(track, X.computer, X.end - 6)} tone={tone} />
      ) : (
        <MiniCutLine track={track} stop={stop} around={lane.state === 'detour'} />
      )}
      <End x={X.end} y={farY} tone={tone} r={4.8} />
      {model.trunkCut === null && stop !== null ? (
        <MiniDisc x={stop} y={stop < X.fanFrom ? nearY : farY} />
      ) : null}
      <text x="348" y={farY + 4} className="mini-name t-soft">
        {lane.name}
      </text>
    </>
  );
}

/** Where its line is cut; null: it runs to the end, or is stopped before it begins. */
function stopOf(model: JourneyModel, { cut }: Lane): number | null {
  if (model.trunkCut !== null) return trunkX(model, model.trunkCut);
  return cut === null ? null : cutX(cut);
}

type Track = Pick<MiniLaneProps, 'nearY' | 'farY'>;

function miniPath({ nearY, farY }: Track, from: number, to: number): string {
  if (to <= X.fanFrom) return `M${from} ${nearY}H${to}`;
  if (from >= X.fanTo) return `M${from} ${farY}H${to}`;
  return `M${from} ${nearY}H${X.fanFrom}C${X.fanFrom + 16} ${nearY} ${X.fanTo - 16} ${farY} ${X.fanTo} ${farY}H${to}`;
}

/** Red up to the cut and dotted behind it; a way around bridges the cut. */
function MiniCutLine({ track, stop, around }: { track: Track; stop: number; around: boolean }) {
  const { nearY, farY } = track;
  if (!around)
    return (
      <>
        <Line d={miniPath(track, stop + 12, X.end - 6)} tone="not-tested" />
        <Line d={miniPath(track, X.computer, stop)} tone="fail" />
      </>
    );
  const bridge = farY - 13;
  return (
    <>
      <Line d={miniPath(track, X.fanFrom, stop)} tone="fail" />
      <Line
        d={`${miniPath({ nearY, farY: bridge }, X.computer, 288)}C308 ${bridge} 302 ${farY} 320 ${farY}H${X.end - 6}`}
        tone="warn"
      />
    </>
  );
}

function cutX({ side, proven }: Cut): number {
  if (proven && side === 'this-machine') return 48;
  return proven && side === 'local-network' ? 112 : X.cut;
}

function MiniStation({ x, missing = false }: { x: number; missing?: boolean }) {
  return (
    <rect
      x={x - 5}
      y="13"
      width="10"
      height="36"
      rx="5"
      className={missing ? 'station station-missing' : 'station'}
    />
  );
}

function MiniDisc({ x, y, bar = false }: { x: number; y: number; bar?: boolean }) {
  const radius = bar ? 11 : 7;
  return (
    <g transform={`translate(${x} ${y})`}>
      {bar ? <path d="M0-20V20" className="cut-bar" /> : null}
      <circle r={radius} className="cut-disc" />
      <path d="m-3-3 6 6m0-6-6 6" className="cut-cross" />
    </g>
  );
}

/** A lane's state as a short sample, for the foot of the table of ports. */
export function LaneSample({ lane }: { lane: Pick<Lane, 'state' | 'tone'> }) {
  return (
    <svg className="journey-mini lane-sample" viewBox="0 0 66 16" width="66" height="16" aria-hidden="true">
      {lane.state === 'cut' || lane.state === 'detour' ? (
        <>
          <Line d={`M2 ${lane.state === 'detour' ? 11 : 8}H34`} tone="fail" />
          {lane.state === 'cut' ? (
            <Line d="M44 8H64" tone="not-tested" />
          ) : (
            <Line d="M2 11C10 11 10 2 18 2H44C52 2 52 11 64 11" tone="warn" />
          )}
          <g transform={lane.state === 'detour' ? 'translate(34 11) scale(.7)' : 'translate(34 8)'}>
            <circle r="7" className="cut-disc" />
            <path d="m-2.6-2.6 5.2 5.2m0-5.2-5.2 5.2" className="cut-cross" />
          </g>
        </>
      ) : (
        <Line d="M2 8H64" tone={lane.tone} />
      )}
    </svg>
  );
}
