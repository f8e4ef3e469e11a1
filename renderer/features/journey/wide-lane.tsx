import { bridgePath, cutX, lanePath, strandsOf, trunkCutX, WIDE, type LanePlace } from './geometry.ts';
import type { JourneyModel, Lane, LaneEnd, LineTone } from './journey-model.ts';
import { textWidth } from './journey-text.ts';
import { CutDisc, End, Line } from './line.tsx';
import { Text } from './text.tsx';

/** From one end of a lane to the next, and from the last to the edge: what is longer is said in short. */
const END_PX = { near: 156, far: 141 } as const;
/** The way around comes down between the ends of the sign-in lane. */
const BESIDE_BRIDGE_PX = 108;

interface LaneProps {
  readonly model: JourneyModel;
  readonly place: LanePlace;
  /** The lane beside which a way around runs. */
  readonly signIn: LanePlace;
}

/** One lane: its line up to the cut or the end, its name, its figure, its two ends. */
export function WideLane({ model, place, signIn }: LaneProps) {
  const { lane, farY: y } = place;
  const around = model.lanes.find(({ state }) => state === 'detour');
  // The words of the way around stand where the figure of the sign-in lane would.
  const beside = lane.id === 'sign-in' && around !== undefined;
  return (
    <g>
      <LaneLine model={model} place={place} signIn={signIn} />
      <Text x={WIDE.fanTo} y={y - 10} kind="name">
        {lane.name}{' '}
        <tspan className="t-port">
          {beside && lane.figure !== '' ? `${lane.port} · ${lane.figure}` : lane.port}
        </tspan>
      </Text>
      {beside ? (
        <Text x={WIDE.fanTo} y={y + 27} kind="name" tone="warn">
          {around.name}: {around.word}
        </Text>
      ) : lane.state === 'detour' ? null : (
        <Text x={WIDE.fanTo} y={y + 20} kind="figure" tone={figureTone(lane)}>
          {lane.figure}
        </Text>
      )}
      <WideEnd x={WIDE.ends[0]} y={y} end={lane.near} room={beside ? BESIDE_BRIDGE_PX : END_PX.near} />
      <WideEnd x={WIDE.ends[1]} y={y} end={lane.far} room={END_PX.far} />
    </g>
  );
}

function figureTone({ tone, failedSoFar }: Lane): string {
  if (failedSoFar > 0) return 'fail';
  return tone === 'pass' || tone === 'running' || tone === 'not-tested' ? 'quiet' : tone;
}

/** A lane as its state has it: whole, whole and split, cut, around, or stopped before it begins. */
function LaneLine({ model, place, signIn }: LaneProps) {
  const { lane } = place;
  const [from, [near, far]] = [WIDE.stations.computer, WIDE.ends];
  if (model.trunkCut !== null) {
    const stop = trunkCutX(model, model.trunkCut);
    return (
      <>
        <Line d={lanePath(place, stop + 18, far - 8)} tone="not-tested" />
        <Line d={lanePath(place, from, stop)} tone="fail" />
      </>
    );
  }
  if (lane.state === 'cut' && lane.cut === null)
    return <Line d={lanePath(place, from, far - 7)} tone="not-tested" />;
  if (lane.strands !== null) return <Strands place={place} signIn={signIn} strands={lane.strands} />;
  if (lane.cut !== null) return <CutLine place={place} signIn={signIn} stop={cutX(lane.cut)} />;
  return (
    <>
      <Line d={lanePath(place, from, near)} tone={lane.tone} />
      <Line d={lanePath(place, near, far - 7)} tone={lane.far.tone === 'running' ? 'running' : lane.tone} />
    </>
  );
}

/** Red up to the disc and dotted behind it; where 443 goes around, an amber bridge over the cut. */
function CutLine({ place, signIn, stop }: Omit<LaneProps, 'model'> & { stop: number }) {
  const [near, far] = WIDE.ends;
  const isAround = place.lane.state === 'detour';
  return (
    <>
      <Line d={lanePath(place, stop + 18, isAround ? near - 8 : far - 8)} tone="not-tested" />
      <Line d={lanePath(place, isAround ? WIDE.fanFrom : WIDE.stations.computer, stop)} tone="fail" />
      {isAround ? <Line d={bridgePath(place, signIn)} tone="warn" /> : null}
      <CutDisc x={stop} y={stop < WIDE.fanFrom ? place.nearY : place.farY} />
    </>
  );
}

interface StrandsProps extends Omit<LaneProps, 'model'> {
  readonly strands: NonNullable<Lane['strands']>;
}

/** TCP passes as far as the servers; UDP is cut, or proves nothing. The trunk is the foot of both. */
function Strands({ place, signIn, strands }: StrandsProps) {
  const { lane } = place;
  const [near, far] = WIDE.ends;
  const { tcp, udp } = strandsOf(place);
  const stop = cutX(lane.cut ?? { side: 'path', proven: false });
  const isCut = strands.udp === 'fail';
  const isWhole = lane.state !== 'cut' && lane.state !== 'detour';
  return (
    <>
      <UdpStrand place={udp} stop={isCut ? stop : null} />
      <Line d={lanePath(tcp, WIDE.fanFrom, near - 7)} tone={isWhole ? lane.tone : strands.tcp} />
      <Line d={lanePath(place, near + 7, far - 7)} tone={isWhole ? lane.tone : 'not-tested'} />
      <Line d={lanePath(place, WIDE.stations.computer, WIDE.fanFrom)} tone={lane.tone} />
      {lane.state === 'detour' ? <Line d={bridgePath(place, signIn)} tone="warn" /> : null}
      {isCut ? <CutDisc x={stop} y={udp.farY} small /> : null}
    </>
  );
}

function UdpStrand({
  place,
  stop,
}: {
  readonly place: Parameters<typeof lanePath>[0];
  readonly stop: number | null;
}) {
  const end = WIDE.ends[0] - 8;
  if (stop === null) return <Line d={lanePath(place, WIDE.fanFrom, end)} tone="unproven" />;
  return (
    <>
      <Line d={lanePath(place, stop + 16, end)} tone="not-tested" />
      <Line d={lanePath(place, WIDE.fanFrom, stop)} tone="fail" />
    </>
  );
}

function WideEnd({ x, y, end, room }: { x: number; y: number; end: LaneEnd; room: number }) {
  return (
    <>
      <End x={x} y={y} tone={end.tone} />
      <Text x={x - 7} y={y + 25} kind="name">
        {end.name}
      </Text>
      <Text x={x - 7} y={y + 41} kind="figure" tone={endTone(end.tone)}>
        {textWidth(end.text) > room ? end.short : end.text}
      </Text>
    </>
  );
}

function endTone(tone: LineTone): string {
  if (tone === 'fail' || tone === 'unproven') return tone;
  return tone === 'pass' || tone === 'warn' ? 'soft' : 'quiet';
}
