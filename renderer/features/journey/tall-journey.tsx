import { useWords } from '../../words/words-context.tsx';
import type { Words } from '../../words/en.ts';
import type { ColumnSide, JourneyModel, Lane } from './journey-model.ts';
import {
  clip,
  columnTitle,
  computerText,
  figureLines,
  lanText,
  routerText,
  tunnelText,
  vpnText,
} from './journey-text.ts';
import { CutDisc, End, Line, Station } from './line.tsx';
import { cutHeight, endY, laneCuts, TALL, tallPlaces, type TallPlaces } from './tall-places.ts';
import { TallPlace, TallSection } from './tall-section.tsx';
import { Text } from './text.tsx';

/** The same journey from top to bottom, for narrow windows (446 wide). PCoIP runs left, so that lanes leave without crossing. */
export function TallJourney({ model }: { model: JourneyModel }) {
  const words = useWords();
  const places = tallPlaces(model);
  const lanes = [...model.lanes].reverse();
  const { trunkCut } = model;
  const stops = trunkCut === null ? laneCuts(places, lanes) : lanes.map(() => cutHeight(places, trunkCut));
  const tracks = lanes.some(({ state }) => state === 'detour') ? TALL.aroundX : TALL.nearX;
  return (
    <svg className="journey-tall" viewBox={`0 0 ${TALL.width} ${places.height}`} aria-hidden="true">
      {sectionsOf(places).map(([side, from, to]) => (
        <TallSection
          key={side}
          from={from}
          to={to}
          tone={model.fault?.side === side ? model.fault.tone : null}
          title={columnTitle(words, model, side)}
        />
      ))}
      {lanes.map((lane, index) => (
        <TallLane
          key={lane.id}
          lane={lane}
          nearX={TALL.nearX[index] ?? TALL.stationX}
          x={tracks[index] ?? TALL.stationX}
          stop={stops[index] ?? null}
          endY={endY(places, index, lanes.length)}
        />
      ))}
      <TallStations model={model} words={words} places={places} />
      {trunkCut === null
        ? stops.map((y, index) => (y === null ? null : <CutDisc key={index} x={tracks[index] ?? 0} y={y} />))
        : null}
      <TallCut model={model} places={places} />
    </svg>
  );
}

function sectionsOf({ amazon, height }: TallPlaces): readonly (readonly [ColumnSide, number, number])[] {
  return [
    ['this-machine', 0, 91],
    ['local-network', 91, TALL.path],
    ['path', TALL.path, amazon],
    ['service', amazon, height],
  ];
}

interface TallPartProps {
  readonly model: JourneyModel;
  readonly words: Words;
  readonly places: TallPlaces;
}

function TallStations({ model, words, places }: TallPartProps) {
  const lan = lanText(words, model);
  const tunnel = tunnelText(words, model);
  const vpn = vpnText(words, model);
  const computer = computerText(words, model);
  const cutOff = model.router === null;
  return (
    <>
      <Station x={TALL.stationX} y={TALL.computer} upright={false} />
      <TallPlace y={50} text={{ name: clip(computer.name, 40), what: clip(computer.what, 50) }} />
      <Text x={83} y={138} kind="figure" tone="soft">
        {cutOff ? lan.name : `${lan.name} · ${lan.line}`}
      </Text>
      <Station x={TALL.stationX} y={TALL.router} upright={false} missing={cutOff} />
      <TallPlace y={170} text={routerText(words, model)} />
      <Text x={83} y={254} kind="figure" tone="soft">
        {clip([tunnel.name, tunnel.lines.join(' '), proxyLine(words, model)].filter(Boolean).join(' · '), 54)}
      </Text>
      {vpn === null ? null : (
        <>
          <Station x={TALL.stationX} y={places.vpn} upright={false} />
          <TallPlace y={places.vpn - 1} text={vpn} />
        </>
      )}
    </>
  );
}

function proxyLine({ journey }: Words, { proxy }: JourneyModel): string {
  return proxy === null ? '' : `${journey.proxy} ${proxy}`;
}

interface TallLaneProps {
  readonly lane: Lane;
  /** Its track in the trunk, and behind the router. */
  readonly nearX: number;
  readonly x: number;
  /** Where it is cut; null: it is not. */
  readonly stop: number | null;
  readonly endY: number;
}

function TallLane(props: TallLaneProps) {
  const { lane, endY } = props;
  const failed = lane.failedSoFar > 0;
  return (
    <>
      <TallLine {...props} />
      <End x={90} y={endY} tone={lane.tone === 'running' ? lane.near.tone : lane.tone} />
      <Text x={109} y={endY + 5} kind="place">
        {lane.name}{' '}
        <tspan className="t-port">{[lane.port, failed ? '' : lane.figure].filter(Boolean).join(' · ')}</tspan>
        {failed ? <tspan className="t-port t-fail"> · {lane.figure}</tspan> : null}
      </Text>
      {[lane.near, lane.far].map((end, index) => (
        <Text key={end.name} x={109} y={endY + 23 + index * 17} kind="figure" tone={endTone(end.tone)}>
          {end.name}: {end.text}
        </Text>
      ))}
    </>
  );
}

function endTone(tone: Lane['tone']): string {
  if (tone === 'fail' || tone === 'unproven') return tone;
  return tone === 'not-tested' ? 'quiet' : 'soft';
}

/** Red up to the cut and dotted behind it; a way around has its own track beside. */
function TallLine({ lane, nearX, x, stop, endY }: TallLaneProps) {
  const bend = TALL.path + 6;
  const along = (to: number, from: number = TALL.computer) => trackPath([nearX, x], { from, to, bend });
  const turn = (at: number) => `V${endY - 10}Q${at} ${endY} ${at + 10} ${endY}H83`;
  if (stop === null) {
    const isStopped = lane.state === 'cut';
    return <Line d={along(bend + 24) + turn(x)} tone={isStopped ? 'not-tested' : lane.tone} />;
  }
  if (lane.state === 'detour')
    return (
      <>
        <Line d={`M${x} ${stop + 16}V${stop + 40}`} tone="not-tested" />
        <Line d={along(stop)} tone="fail" />
        <Line
          d={
            trackPath([nearX, TALL.bridgeX], { from: TALL.computer, to: bend + 24, bend }) +
            turn(TALL.bridgeX)
          }
          tone="warn"
        />
      </>
    );
  return (
    <>
      <Line
        d={`M${stop < bend ? nearX : x} ${stop + 16}${stop < bend ? `V${bend}C${nearX} ${bend + 12} ${x} ${bend + 12} ${x} ${bend + 24}` : ''}${turn(x)}`}
        tone="not-tested"
      />
      <Line d={along(stop)} tone="fail" />
    </>
  );
}

/** Straight down the trunk, an S to the lane's own track where that is another one, straight on. */
function trackPath(
  [nearX, x]: readonly [number, number],
  { from, to, bend }: { from: number; to: number; bend: number },
): string {
  if (nearX === x || to <= bend) return `M${nearX} ${from}V${to}`;
  return `M${nearX} ${from}V${bend}C${nearX} ${bend + 12} ${x} ${bend + 12} ${x} ${bend + 24}V${to}`;
}

/** What ends, how and where; the bracket where no place is proven. */
function TallCut({ model, places }: Omit<TallPartProps, 'words'>) {
  const { trunkCut, note } = model;
  const cut = trunkCut ?? model.lanes.find((lane) => lane.cut !== null)?.cut ?? null;
  if (cut === null || note === null) return null;
  const y = cutHeight(places, cut);
  return (
    <>
      {trunkCut === null ? null : (
        <>
          <path d={`M8 ${y}H58`} className="cut-bar" />
          <CutDisc x={TALL.stationX} y={y} />
        </>
      )}
      {y === places.pathCut ? (
        <PathNote note={note} y={y} proven={cut.proven} />
      ) : (
        <SideNote note={note} y={y} />
      )}
    </>
  );
}

interface NoteProps {
  readonly note: NonNullable<JourneyModel['note']>;
  readonly y: number;
}

function PathNote({ note, y, proven }: NoteProps & { readonly proven: boolean }) {
  return (
    <>
      {proven ? null : <path d={`M74 ${y - 41}h4v88h-4`} className="bracket" />}
      <Text x={86} y={y - 6} kind="bold" tone="fail">
        {clip(note.title, 46)}
      </Text>
      <Text x={86} y={y + 12} kind="figure">
        {clip(note.detail, 52)}
      </Text>
      {(proven ? [] : figureLines(note.where, TALL.width - 86 - 14, 2)).map((line, index) => (
        <Text key={line} x={86} y={y + 29 + index * 16} kind="figure" tone="soft">
          {line}
        </Text>
      ))}
    </>
  );
}

function SideNote({ note, y }: NoteProps) {
  return (
    <>
      <Text x={236} y={y - 4} kind="bold" tone="fail">
        {clip(note.title, 28)}
      </Text>
      <Text x={236} y={y + 13} kind="figure">
        {clip(note.detail, 30)}
      </Text>
    </>
  );
}
