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
import { TallPlace, TallSection } from './tall-section.tsx';
import { Text } from './text.tsx';

const LANE_X = [19, 33, 47];
const STATION_X = 33;
const Y = { computer: 55, router: 172, vpn: 287, pathCut: 344, amazon: 397 };
const SECTIONS: readonly (readonly [ColumnSide, number, number])[] = [
  ['this-machine', 0, 91],
  ['local-network', 91, 208],
  ['path', 208, 397],
  ['service', 397, 0],
];

/** The same journey from top to bottom, for narrow windows (446 wide). PCoIP runs left, so that lanes leave without crossing. */
export function TallJourney({ model }: { model: JourneyModel }) {
  const words = useWords();
  const height = 419 + model.lanes.length * 91;
  const lanes = [...model.lanes].reverse();
  return (
    <svg className="journey-tall" viewBox={`0 0 446 ${height}`} aria-hidden="true">
      {SECTIONS.map(([side, from, to]) => (
        <TallSection
          key={side}
          from={from}
          to={to === 0 ? height : to}
          fault={model.faults.find((fault) => fault.side === side)?.severity ?? null}
          title={columnTitle(words, model, side)}
        />
      ))}
      {lanes.map((lane, index) => (
        <TallLane
          key={lane.id}
          model={model}
          lane={lane}
          x={LANE_X[index] ?? 47}
          endY={461 + (lanes.length - 1 - index) * 91}
        />
      ))}
      <TallStations model={model} words={words} />
      <TallCuts model={model} words={words} lanes={lanes} />
    </svg>
  );
}

function TallStations({ model, words }: { model: JourneyModel; words: Words }) {
  const lan = lanText(words, model);
  const tunnel = tunnelText(words, model);
  const vpn = vpnText(words, model);
  const offline = model.trunkCut?.reason === 'offline';
  return (
    <>
      <Station x={STATION_X} y={Y.computer} upright={false} />
      <TallPlace y={50} text={computerText(words, model)} />
      <Text x={83} y={138} kind="figure" tone="soft">
        {offline ? lan.name : `${lan.name} · ${lan.line}`}
      </Text>
      <Station x={STATION_X} y={Y.router} upright={false} missing={offline || model.router === null} />
      <TallPlace y={170} text={routerText(words, model)} />
      <Text x={83} y={254} kind="figure" tone="soft">
        {clip([tunnel.name, tunnel.lines.join(' '), proxyLine(words, model)].filter(Boolean).join(' · '), 54)}
      </Text>
      {vpn === null ? null : (
        <>
          <Station x={STATION_X} y={Y.vpn} upright={false} />
          <TallPlace y={286} text={vpn} />
        </>
      )}
    </>
  );
}

function proxyLine({ journey }: Words, { proxy }: JourneyModel): string {
  return proxy === null ? '' : `${journey.proxy} ${proxy}`;
}

function cutY(model: JourneyModel, lane: Lane): number | null {
  const cut = model.trunkCut ?? lane.cut;
  if (cut === null) return null;
  if (cut.reason === 'offline') return 118;
  return { 'this-machine': 78, 'local-network': 196, path: Y.pathCut, service: 420 }[cut.side];
}

function TallLane({ model, lane, x, endY }: { model: JourneyModel; lane: Lane; x: number; endY: number }) {
  const words = useWords();
  const text = laneText(words, model, lane);
  const stop = cutY(model, lane);
  const toEnd = (from: number) => `M${x} ${from}V${endY - 10}Q${x} ${endY} ${x + 10} ${endY}H83`;
  return (
    <>
      {stop === null ? (
        <Line d={toEnd(Y.computer)} tone={lane.tone} />
      ) : (
        <>
          <Line d={toEnd(stop + 16)} tone="not-tested" />
          <Line d={`M${x} ${Y.computer}V${stop}`} tone="fail" />
        </>
      )}
      <End x={90} y={endY} tone={lane.near.tone} />
      <Text x={109} y={endY + 5} kind="place">
        {text.name} <tspan className="t-port">{[text.port, text.figure].filter(Boolean).join(' · ')}</tspan>
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

function TallCuts({ model, words, lanes }: { model: JourneyModel; words: Words; lanes: readonly Lane[] }) {
  if (model.trunkCut !== null) {
    const y = cutY(model, lanes[0] as Lane) ?? 0;
    return <TrunkCut y={y} text={cutText(words, model.trunkCut)} />;
  }
  const cut = lanes.filter((lane) => lane.cut !== null);
  const [first] = cut;
  const names = cut.map(({ id }) => words.journey.lanes[id]).join(', ');
  return (
    <>
      {cut.map((lane) => (
        <CutDisc key={lane.id} x={LANE_X[lanes.indexOf(lane)] ?? 47} y={cutY(model, lane) ?? 0} />
      ))}
      {first?.cut && first.cut.side === 'path' ? (
        <>
          <path d="M66 303h5v82h-5" className="bracket" />
          <Text x={83} y={344} kind="place" tone="fail">
            {words.journey.laneStopped(names)}
          </Text>
          <Text x={83} y={361} kind="figure">
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
      <CutDisc x={STATION_X} y={y} />
      <Text x={236} y={y - 11} kind="bold" tone="fail">
        {text.title}
      </Text>
      <Text x={236} y={y + 6} kind="figure">
        {clip(text.detail, 30)}
      </Text>
    </>
  );
}
