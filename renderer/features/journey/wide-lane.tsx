import { useWords } from '../../words/words-context.tsx';
import { cutX, lanePath, trunkCutX, WIDE, type LanePlace } from './geometry.ts';
import type { JourneyModel, Lane, LineTone } from './journey-model.ts';
import { laneText, type EndText } from './journey-text.ts';
import { End, Line } from './line.tsx';
import { Text } from './text.tsx';
import { LaneCut } from './wide-cut.tsx';

/** One lane: its line up to the cut or the end, its name, its figure, its two ends. */
export function WideLane({ model, place }: { model: JourneyModel; place: LanePlace }) {
  const words = useWords();
  const { lane, farY: y } = place;
  const text = laneText(words, model, lane);
  const stop = stopOf(model, place);
  return (
    <g>
      <LaneLine place={place} stop={stop} tone={lane.tone} farTone={lane.far.tone} />
      <Text x={WIDE.fanTo} y={y - 10} kind="name">
        {text.name} <tspan className="t-port">{text.port}</tspan>
      </Text>
      {text.cut === null ? (
        <Text x={WIDE.fanTo} y={y + 20} kind="figure" tone={figureTone(lane)}>
          {text.figure}
        </Text>
      ) : null}
      <WideEnd x={WIDE.ends[0]} y={y} text={text.near} />
      <WideEnd x={WIDE.ends[1]} y={y} text={text.far} />
      {model.trunkCut === null && text.cut !== null && stop !== null && !isProxyCut(model, place) ? (
        <LaneCut place={place} x={stop} text={text} saidBelow={isSaidBelow(model, place)} />
      ) : null}
    </g>
  );
}

function figureTone({ tone, failedSoFar }: Lane): string {
  if (failedSoFar > 0) return 'fail';
  return tone === 'warn' ? 'warn' : 'quiet';
}

/** The station of the proxy says it. */
function isProxyCut({ proxy }: JourneyModel, { lane }: LanePlace): boolean {
  return proxy !== null && lane.cut?.reason === 'proxy';
}

/** Lanes that are cut alike, one under the other, have one bracket: under the lowest. */
function isSaidBelow({ lanes }: JourneyModel, { lane }: LanePlace): boolean {
  const below = lanes.slice(lanes.indexOf(lane) + 1);
  return below.some(({ cut }) => cut?.reason === lane.cut?.reason && cut?.side === lane.cut?.side);
}

function stopOf(model: JourneyModel, { lane }: LanePlace): number | null {
  if (model.trunkCut !== null)
    return trunkCutX(model.trunkCut, model.vpn !== null && model.vpn !== 'unknown');
  return lane.cut === null ? null : cutX(lane.cut, model.proxy !== null);
}

/** Red up to the cut and dotted behind it; without a cut one line, whose last piece may have a status of its own. */
function LaneLine(props: { place: LanePlace; stop: number | null; tone: LineTone; farTone: LineTone }) {
  const { place, stop, tone, farTone } = props;
  const from = WIDE.stations.computer;
  const [near, far] = WIDE.ends;
  if (stop !== null && (tone === 'fail' || place.lane.cut === null)) {
    return (
      <>
        <Line d={lanePath(place, stop + 18, far - 8)} tone="not-tested" />
        <Line d={lanePath(place, from, stop)} tone="fail" />
      </>
    );
  }
  const last = farTone === 'not-tested' || farTone === 'running' ? farTone : tone;
  return (
    <>
      <Line d={lanePath(place, from, near)} tone={tone} />
      <Line d={lanePath(place, near, far - 7)} tone={tone === 'running' ? 'running' : last} />
    </>
  );
}

function WideEnd({ x, y, text }: { x: number; y: number; text: EndText }) {
  return (
    <>
      <End x={x} y={y} tone={text.tone} />
      <Text x={x - 7} y={y + 25} kind="name">
        {text.name}
      </Text>
      <Text x={x - 7} y={y + 41} kind="figure" tone={endTone(text.tone)}>
        {text.text}
      </Text>
    </>
  );
}

function endTone(tone: LineTone): string {
  if (tone === 'fail' || tone === 'unproven') return tone;
  return tone === 'pass' || tone === 'warn' ? 'soft' : 'quiet';
}
