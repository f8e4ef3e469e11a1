import { StatusIcon } from '../../ui/status-icon.tsx';
import { useWords } from '../../words/words-context.tsx';
import type { JourneyModel, Lane } from './journey-model.ts';
import { noteCut } from './journey-text.ts';
import { CutDisc, End, Line, Station } from './line.tsx';
import {
  cutHeight,
  TALL,
  tallPlaces,
  type TallEnd,
  type TallPlaces,
  type TallSection,
} from './tall-places.ts';
import { Text } from './text.tsx';

/** The same journey from top to bottom, for narrow windows and paper. PCoIP runs left, so that lanes leave without crossing. */
export function TallJourney({ model, width }: { model: JourneyModel; width: number }) {
  const words = useWords();
  const places = tallPlaces(words, model, width);
  const lanes = [...model.lanes].reverse();
  const ends = [...places.ends].reverse();
  const stop = cutHeight(places);
  return (
    <svg className="journey-tall" viewBox={`0 0 ${width} ${places.height}`} aria-hidden="true">
      {places.sections.map((section) => (
        <Section key={section.side} section={section} width={width} />
      ))}
      {lanes.map((lane, index) => (
        <TallLane
          key={lane.id}
          lane={lane}
          track={{ near: TALL.nearX[index] ?? 0, far: TALL.farX[index] ?? 0 }}
          places={places}
          end={ends[index] ?? { y: 0, tone: 'not-tested' }}
          stop={model.trunkCut === null && lane.cut === null ? null : stop}
        />
      ))}
      <Station x={TALL.stationX} y={places.computerY} upright={false} />
      <Station x={TALL.stationX} y={places.routerY} upright={false} missing={model.router === null} />
      {places.vpnY === null ? null : (
        <Station x={TALL.stationX + 16} y={places.vpnY} upright={false} wide={88} />
      )}
      {places.texts.map(({ x, y, kind, tone, text, more }) => (
        <Text key={y} x={x} y={y} kind={kind} {...(tone === null ? {} : { tone })}>
          {text}
          {more === undefined ? null : <tspan className={`t-port t-${more.tone}`}> {more.text}</tspan>}
        </Text>
      ))}
      <Cut model={model} places={places} lanes={lanes} stop={stop} />
    </svg>
  );
}

/** A band with its title, tinted where the fault is. */
function Section({ section: { from, to, title, tone }, width }: { section: TallSection; width: number }) {
  return (
    <>
      {tone === null ? null : (
        <rect x="0" y={from} width={width} height={to - from} className={`fault-${tone}`} />
      )}
      {from === 0 ? null : <path d={`M0 ${from}H${width}`} className="divider" />}
      {tone === null ? null : (
        <g transform={`translate(${TALL.textX - 1} ${from + 13})`}>
          <StatusIcon tone={tone} />
        </g>
      )}
      <Text
        x={tone === null ? TALL.textX : TALL.textX + 22}
        y={from + 25}
        kind="column"
        {...(tone === null ? {} : { tone })}
      >
        {title}
      </Text>
    </>
  );
}

interface Track {
  readonly near: number;
  readonly far: number;
}

interface TallLaneProps {
  readonly lane: Lane;
  readonly track: Track;
  readonly places: TallPlaces;
  readonly end: TallEnd;
  /** Where it is cut; null: it is not. */
  readonly stop: number | null;
}

function TallLane(props: TallLaneProps) {
  return (
    <>
      <TallLine {...props} />
      <End x={TALL.ringX} y={props.end.y} tone={props.end.tone} />
    </>
  );
}

/** Red up to the cut and dotted behind it; a way around and a second strand have their own tracks beside. */
function TallLine({ lane, track, places, end, stop }: TallLaneProps) {
  const around = { near: track.near, far: TALL.bridgeX };
  if (lane.strands !== null) return <Strands {...{ lane, track, places, end, stop }} />;
  if (stop === null) {
    const tone = lane.state === 'cut' ? 'not-tested' : lane.tone;
    return <Line d={whole(places, track, end)} tone={tone} />;
  }
  if (lane.state === 'detour')
    return (
      <>
        <Line d={`M${track.far} ${stop + 16}V${stop + 44}`} tone="not-tested" />
        <Line d={part(places, track, { to: stop })} tone="fail" />
        <Line d={whole(places, around, end)} tone="warn" />
      </>
    );
  return (
    <>
      <Line
        d={part(places, track, { from: stop + 16, to: end.y - 10 }) + turn(track.far, end)}
        tone="not-tested"
      />
      <Line d={part(places, track, { to: stop })} tone="fail" />
    </>
  );
}

/** TCP passes as far as the servers; UDP is cut, or proves nothing. The trunk is the foot of both. */
function Strands({ lane, track, places, end, stop }: TallLaneProps) {
  if (lane.strands === null) return null;
  const { tcp, udp } = lane.strands;
  const beside = { near: track.near, far: track.far + TALL.strand };
  const isWhole = lane.state !== 'cut' && lane.state !== 'detour';
  const bend = places.bendY;
  return (
    <>
      <Line
        d={part(places, beside, { from: bend, to: end.y - 10 }) + turn(beside.far, end)}
        tone={isWhole ? lane.tone : tcp}
      />
      {udp === 'fail' && stop !== null ? (
        <Line d={part(places, track, { from: bend, to: stop })} tone="fail" />
      ) : (
        <Line d={part(places, track, { from: bend, to: end.y - 10 }) + turn(track.far, end)} tone={udp} />
      )}
      <Line d={part(places, track, { to: bend })} tone={lane.tone} />
      {lane.state === 'detour' ? (
        <Line d={whole(places, { near: track.near, far: TALL.bridgeX }, end)} tone="warn" />
      ) : null}
    </>
  );
}

function whole(places: TallPlaces, track: Track, end: TallEnd): string {
  return part(places, track, { to: end.y - 10 }) + turn(track.far, end);
}

function turn(x: number, { y }: TallEnd): string {
  return `Q${x} ${y} ${x + 10} ${y}H${TALL.ringX - 7}`;
}

/** Straight down the trunk, an S to the lane's own track behind the router, straight on; from one height to another. */
function part(
  { computerY, bendY }: TallPlaces,
  { near, far }: Track,
  { from = computerY, to }: { from?: number; to: number },
): string {
  const bent = bendY + 24;
  const bend = `V${bendY}C${near} ${bendY + 12} ${far} ${bendY + 12} ${far} ${bent}V${to}`;
  if (to <= bendY) return `M${near} ${from}V${to}`;
  return from >= bent ? `M${far} ${from}V${to}` : `M${near} ${from}${bend}`;
}

interface CutProps {
  readonly model: JourneyModel;
  readonly places: TallPlaces;
  readonly lanes: readonly Lane[];
  readonly stop: number | null;
}

/** The discs, or a bar over the whole trunk; the bracket where no place is proven. */
function Cut({ model, places, lanes, stop }: CutProps) {
  if (stop === null || places.note === null) return null;
  const isBehind = stop > places.bendY;
  const { from, to } = places.note;
  return (
    <>
      {noteCut(model)?.proven === false ? (
        <path d={`M${TALL.textX - 12} ${from}h4v${to - from}h-4`} className="bracket" />
      ) : null}
      {model.trunkCut === null ? (
        <Discs lanes={lanes} stop={stop} isBehind={isBehind} />
      ) : (
        <>
          <path d={`M${isBehind ? 8 : 6} ${stop}H${isBehind ? 90 : 56}`} className="cut-bar" />
          <CutDisc x={isBehind ? 47 : TALL.stationX} y={stop} />
        </>
      )}
    </>
  );
}

function Discs({ lanes, stop, isBehind }: Pick<CutProps, 'lanes'> & { stop: number; isBehind: boolean }) {
  const tracks = isBehind ? TALL.farX : TALL.nearX;
  return lanes.map(({ id, cut, strands }, index) =>
    cut === null ? null : (
      <CutDisc key={id} x={tracks[index] ?? 0} y={discY(stop, index, isBehind)} small={strands !== null} />
    ),
  );
}

/** In the trunk lanes are 12 apart and a disc is 26 wide: discs go in steps. */
function discY(stop: number, index: number, isBehind: boolean): number {
  return isBehind ? stop : stop - (index - 1) * 26;
}
