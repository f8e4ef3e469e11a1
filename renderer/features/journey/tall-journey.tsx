import { useWords } from '../../words/words-context.tsx';
import type { Words } from '../../words/en.ts';
import type { ColumnSide, JourneyModel, Lane } from './journey-model.ts';
import {
  clip,
  columnTitle,
  computerText,
  cutText,
  lanText,
  laneText,
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
  return (
    <svg className="journey-tall" viewBox={`0 0 ${TALL.width} ${places.height}`} aria-hidden="true">
      {sectionsOf(places).map(([side, from, to]) => (
        <TallSection
          key={side}
          from={from}
          to={to}
          fault={model.faults.find((fault) => fault.side === side)?.severity ?? null}
          title={columnTitle(words, model, side)}
        />
      ))}
      {lanes.map((lane, index) => (
        <TallLane
          key={lane.id}
          model={model}
          lane={lane}
          x={laneX(index)}
          stop={stops[index] ?? null}
          endY={endY(places, index, lanes.length)}
        />
      ))}
      <TallStations model={model} words={words} places={places} />
      <TallCuts model={model} words={words} lanes={lanes} stops={stops} places={places} />
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

function laneX(index: number): number {
  return TALL.laneX[index] ?? 47;
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
  const offline = model.trunkCut?.reason === 'offline';
  return (
    <>
      <Station x={TALL.stationX} y={TALL.computer} upright={false} />
      <TallPlace y={50} text={{ name: clip(computer.name, 40), what: clip(computer.what, 50) }} />
      <Text x={83} y={138} kind="figure" tone="soft">
        {offline ? lan.name : `${lan.name} · ${lan.line}`}
      </Text>
      <Station x={TALL.stationX} y={TALL.router} upright={false} missing={offline || model.router === null} />
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
  readonly model: JourneyModel;
  readonly lane: Lane;
  readonly x: number;
  /** Where it is cut; null: it is not. */
  readonly stop: number | null;
  readonly endY: number;
}

function TallLane({ model, lane, x, stop, endY }: TallLaneProps) {
  const words = useWords();
  const text = laneText(words, model, lane);
  const toEnd = (from: number) => `M${x} ${from}V${endY - 10}Q${x} ${endY} ${x + 10} ${endY}H83`;
  return (
    <>
      {stop === null ? (
        <Line d={toEnd(TALL.computer)} tone={lane.tone} />
      ) : (
        <>
          <Line d={toEnd(stop + 16)} tone="not-tested" />
          <Line d={`M${x} ${TALL.computer}V${stop}`} tone="fail" />
        </>
      )}
      <End x={90} y={endY} tone={lane.near.tone} />
      <Text x={109} y={endY + 5} kind="place">
        {text.name}{' '}
        <tspan className="t-port">
          {[text.port, lane.failedSoFar > 0 ? '' : text.figure].filter(Boolean).join(' · ')}
        </tspan>
        {lane.failedSoFar > 0 ? <tspan className="t-port t-fail"> · {text.figure}</tspan> : null}
      </Text>
      {[text.near, text.far].map((end, index) => (
        <Text
          key={end.name}
          x={109}
          y={endY + 23 + index * 17}
          kind="figure"
          tone={
            end.tone === 'fail' || end.tone === 'unproven'
              ? end.tone
              : end.tone === 'not-tested'
                ? 'quiet'
                : 'soft'
          }
        >
          {end.name}: {end.text}
        </Text>
      ))}
    </>
  );
}

interface TallCutsProps extends TallPartProps {
  readonly lanes: readonly Lane[];
  readonly stops: readonly (number | null)[];
}

function TallCuts({ model, words, places, lanes, stops }: TallCutsProps) {
  if (model.trunkCut !== null) {
    return <TrunkCut y={cutHeight(places, model.trunkCut)} text={cutText(words, model.trunkCut)} />;
  }
  const cut = lanes.filter((lane) => lane.cut !== null);
  const [first] = cut;
  const names = cut.map(({ id }) => words.journey.lanes[id]).join(', ');
  return (
    <>
      {stops.map((y, index) => (y === null ? null : <CutDisc key={index} x={laneX(index)} y={y} />))}
      {first?.cut && first.cut.side === 'path' ? (
        <>
          <path d={`M66 ${places.pathCut - 41}h5v82h-5`} className="bracket" />
          <Text x={83} y={places.pathCut} kind="place" tone="fail">
            {words.journey.laneStopped(names)}
          </Text>
          <Text x={83} y={places.pathCut + 17} kind="figure">
            {clip(cutText(words, first.cut).detail, 48)}
          </Text>
        </>
      ) : null}
    </>
  );
}

function TrunkCut({ y, text }: { y: number; text: { title: string; detail: string } }) {
  return (
    <>
      <path d={`M8 ${y}H58`} className="cut-bar" />
      <CutDisc x={TALL.stationX} y={y} />
      <Text x={236} y={y - 11} kind="bold" tone="fail">
        {text.title}
      </Text>
      <Text x={236} y={y + 6} kind="figure">
        {clip(text.detail, 30)}
      </Text>
    </>
  );
}
