import { useWords } from '../../words/words-context.tsx';
import type { JourneyModel, Lane, LineTone } from './journey-model.ts';
import { journeySentence } from './journey-text.ts';
import { End, Line } from './line.tsx';

const X = { computer: 10, router: 89, vpn: 166, fanFrom: 172, fanTo: 204, cut: 264, end: 334 };

/** The journey in 440 x 62, for comparisons and lists: only lanes, stations and the cut. */
export function MiniJourney({ model }: { model: JourneyModel }) {
  const words = useWords();
  const middle = (model.lanes.length - 1) / 2;
  return (
    <svg className="journey-mini" viewBox="0 0 440 62" role="img" aria-label={journeySentence(words, model)}>
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
      <MiniStation x={X.router} missing={model.trunkCut?.reason === 'offline' || model.router === null} />
      {model.vpn !== null && model.vpn !== 'unknown' ? <MiniStation x={X.vpn} /> : null}
      {model.trunkCut === null ? null : <MiniDisc x={trunkX(model)} y={31} bar />}
    </svg>
  );
}

function trunkX(model: JourneyModel): number {
  if (model.trunkCut?.side === 'this-machine' || model.trunkCut?.reason === 'offline') return 50;
  return model.trunkCut?.side === 'path' ? 140 : 108;
}

function MiniLane(props: { model: JourneyModel; lane: Lane; nearY: number; farY: number }) {
  const words = useWords();
  const { model, lane, nearY, farY } = props;
  const stop = model.trunkCut !== null ? trunkX(model) : lane.cut === null ? null : laneCutX(lane);
  const path = (from: number, to: number) =>
    to <= X.fanFrom
      ? `M${from} ${nearY}H${to}`
      : from >= X.fanTo
        ? `M${from} ${farY}H${to}`
        : `M${from} ${nearY}H${X.fanFrom}C${X.fanFrom + 16} ${nearY} ${X.fanTo - 16} ${farY} ${X.fanTo} ${farY}H${to}`;
  return (
    <>
      {stop === null ? null : <Line d={path(stop + 12, X.end - 6)} tone="not-tested" />}
      <Line d={path(X.computer, stop ?? X.end - 6)} tone={stop === null ? lane.tone : 'fail'} />
      <End x={X.end} y={farY} tone={endTone(lane, stop !== null)} r={4.8} />
      {model.trunkCut === null && stop !== null ? (
        <MiniDisc x={stop} y={stop < X.fanFrom ? nearY : farY} />
      ) : null}
      <text x="348" y={farY + 4} className="t-figure t-soft">
        {words.journey.laneShort[lane.id]}
      </text>
    </>
  );
}

function laneCutX({ cut }: Lane): number {
  if (cut?.side === 'this-machine') return 48;
  return cut?.side === 'local-network' ? 112 : X.cut;
}

function endTone(lane: Lane, cut: boolean): LineTone {
  if (cut) return 'not-tested';
  return lane.far.udp === 'unproven' ? 'unproven' : lane.tone;
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
  const radius = bar ? 11 : 8;
  return (
    <g transform={`translate(${x} ${y})`}>
      {bar ? <path d="M0-20V20" className="cut-bar" /> : null}
      <circle r={radius} className="cut-disc" />
      <path d="m-3-3 6 6m0-6-6 6" className="cut-cross" />
    </g>
  );
}
