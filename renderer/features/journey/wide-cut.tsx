import { bracketOf, noteX, WIDE, type LanePlace } from './geometry.ts';
import type { JourneyModel } from './journey-model.ts';
import { clip, noteCut, textWidth } from './journey-text.ts';
import { Text } from './text.tsx';

/** Under the lanes: what ends, how and where. Never a point that nobody proved: the bracket spans everything that it could be. */
export function CutNote({ model }: { model: JourneyModel }) {
  const cut = noteCut(model);
  if (model.note === null || cut === null) return null;
  const bracket = bracketOf(model, cut);
  const { title, detail, where } = model.note;
  // What does not fit to the right of the place begins further left, in the free foot of the picture; the words of the ends stand beside.
  const before = (most: number, text: string) =>
    Math.max(20, Math.min(noteX(model, cut), most - textWidth(text)));
  const titleX = before(WIDE.ends[0] - 14, `${title} ${detail}`);
  const x = before(WIDE.width - 20, where);
  return (
    <>
      {bracket === null ? null : (
        <path d={`M${bracket[0]} ${WIDE.noteY - 5}v6H${bracket[1]}v-6`} className="bracket" />
      )}
      <Text x={titleX} y={WIDE.noteY + 18} kind="bold">
        <tspan className="t-fail">{title}</tspan>
        {detail === '' ? null : <tspan dx="8">{detail}</tspan>}
      </Text>
      <Text x={x} y={WIDE.noteY + 36} kind="figure" tone="soft">
        {where}
      </Text>
    </>
  );
}

/** A station on the sign-in lane alone. */
export function ProxyStation({ place, name, word }: { place: LanePlace; name: string; word: string }) {
  const y = place.farY;
  return (
    <g>
      <title>{name}</title>
      <rect x={WIDE.proxyX - 7} y={y - 12} width="14" height="24" rx="7" className="station" />
      <Text x={782} y={y + 25} kind="name" anchor="end">
        {word}
      </Text>
      <Text x={782} y={y + 39} kind="figure" anchor="end" tone="soft">
        {clip(name, 25)}
      </Text>
    </g>
  );
}
