import { WIDE, type LanePlace } from './geometry.ts';
import { clip, textWidth, type LaneText } from './journey-text.ts';
import { CutDisc } from './line.tsx';
import { Text } from './text.tsx';

interface CutProps {
  readonly place: LanePlace;
  readonly x: number;
  readonly text: LaneText;
}

const BRACKET_END = 782;
/** The estimate of a text's width is on the safe side; in this size letters are a little narrower. */
const NARROWER = 0.93;

/** Never a point: the bracket spans everything that the cut could be. A cut in the trunk is named below the links. */
export function LaneCut({ place, x, text, saidBelow }: CutProps & { saidBelow: boolean }) {
  if (x < WIDE.fanFrom) return <NearCut place={place} x={x} text={text} />;
  return (
    <>
      <CutDisc x={x} y={place.farY} />
      {saidBelow ? null : <Bracket place={place} text={text} />}
    </>
  );
}

/** Under the lowest lane there is room for everything; between two lanes only for what fits above the next name. */
function Bracket({ place, text }: Omit<CutProps, 'x'>) {
  return place.farY > WIDE.trunkY ? (
    <BracketBelow from={541} y={place.farY + 17} textY={place.farY + 40} anchor="middle" text={text} />
  ) : (
    <BracketBelow from={606} y={place.farY + 15} textY={place.farY + 36} anchor="start" text={text} />
  );
}

interface BracketProps {
  readonly from: number;
  readonly y: number;
  readonly textY: number;
  readonly anchor: 'start' | 'middle';
  readonly text: LaneText;
}

function BracketBelow({ from, y, textY, anchor, text }: BracketProps) {
  const { title, detail } = text.cut ?? { title: '', detail: '' };
  const fits = textWidth(`${title} ${detail}`) * NARROWER <= BRACKET_END - from;
  return (
    <>
      <path d={`M${from} ${y}v6H${BRACKET_END}v-6`} className="bracket" />
      <Text x={anchor === 'middle' ? (from + BRACKET_END) / 2 : from} y={textY} kind="bold" anchor={anchor}>
        <tspan className="t-fail">{title}</tspan>
        {fits ? <tspan dx="6">{detail}</tspan> : null}
      </Text>
    </>
  );
}

function NearCut({ place, x, text }: CutProps) {
  const middle = Math.max(74, x - 20);
  return (
    <>
      <CutDisc x={x} y={place.nearY} />
      <Text x={middle} y={234} kind="bold" anchor="middle" tone="fail">
        {text.cut?.title}
      </Text>
      <Text x={middle} y={250} kind="figure" anchor="middle">
        {text.name}: {text.cut?.detail}
      </Text>
    </>
  );
}

/** The one place of the way that answers for itself: a station on the sign-in lane alone, or the disc when it is what stops the lane. */
export function ProxyStation({ place, name, word }: { place: LanePlace; name: string; word: string }) {
  const isCut = place.lane.cut?.reason === 'proxy';
  const y = place.farY;
  return (
    <>
      {isCut ? (
        <CutDisc x={WIDE.proxyX} y={y} />
      ) : (
        <rect x={WIDE.proxyX - 7} y={y - 12} width="14" height="24" rx="7" className="station" />
      )}
      <Text x={BRACKET_END} y={y + 25} kind="name" anchor="end" {...(isCut ? { tone: 'fail' } : {})}>
        {word}
      </Text>
      <Text x={BRACKET_END} y={y + 39} kind="figure" anchor="end" tone="soft">
        {clip(name, 25)}
      </Text>
    </>
  );
}
