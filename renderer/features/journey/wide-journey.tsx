import { useWords } from '../../words/words-context.tsx';
import { lanePlaces, trunkCutX, WIDE, type LanePlace } from './geometry.ts';
import type { JourneyModel } from './journey-model.ts';
import {
  clip,
  computerText,
  inTwoLines,
  lanText,
  routerText,
  textWidth,
  tunnelText,
  vpnText,
} from './journey-text.ts';
import { CutDisc, Station } from './line.tsx';
import { Text } from './text.tsx';
import { CutNote, ProxyStation } from './wide-cut.tsx';
import { WideColumns } from './wide-columns.tsx';
import { WideLane } from './wide-lane.tsx';

/** The journey from left to right. Lanes that fail are drawn last, above the others. */
export function WideJourney({ model }: { model: JourneyModel }) {
  const places = lanePlaces(model.lanes);
  const ordered = [...places].sort((a, b) => rank(a) - rank(b));
  return (
    <svg className="journey-wide" viewBox={`0 0 ${WIDE.width} ${WIDE.height}`} aria-hidden="true">
      <WideColumns model={model} />
      <InternetHeading />
      {ordered.map((place) => (
        <WideLane key={place.lane.id} model={model} place={place} signIn={places[0] ?? place} />
      ))}
      <Stations model={model} />
      <Proxy model={model} places={places} />
      <TrunkDisc model={model} />
      <CutNote model={model} />
    </svg>
  );
}

function rank({ lane }: LanePlace): number {
  return lane.tone === 'fail' ? 1 : 0;
}

function InternetHeading() {
  const words = useWords();
  const middle = (WIDE.fanTo + 782) / 2;
  const half = textWidth(words.journey.internet) / 2 + 9;
  return (
    <>
      <path d={`M${WIDE.fanTo} 44H${middle - half}M${middle + half} 44H782`} className="heading-line" />
      <Text x={middle} y={48} kind="what" anchor="middle">
        {words.journey.internet}
      </Text>
    </>
  );
}

function Stations({ model }: { model: JourneyModel }) {
  const words = useWords();
  const { computer, router, vpn } = WIDE.stations;
  const tunnel = vpnText(words, model);
  return (
    <>
      <Station x={computer} y={WIDE.trunkY} />
      <Computer model={model} />
      <Station x={router} y={WIDE.trunkY} missing={model.router === null} />
      <Place x={router} text={routerText(words, model)} />
      <LanLink model={model} />
      {tunnel === null ? null : (
        <>
          <Station x={vpn} y={WIDE.trunkY} />
          <Place x={vpn + 8} anchor="end" text={tunnel} />
        </>
      )}
      <TunnelLink model={model} />
    </>
  );
}

/** The narrowest column and the longest name: it grows upwards by a line, and the whole of it is there on hover. */
function Computer({ model }: { model: JourneyModel }) {
  const words = useWords();
  const { name, what } = computerText(words, model);
  const lines = inTwoLines(name, WIDE.edges[1] - 6);
  return (
    <g>
      <title>{[name, what].filter(Boolean).join(', ')}</title>
      {lines.map((line, index) => (
        <Text
          key={index}
          x={WIDE.stations.computer}
          y={92 - (lines.length - 1 - index) * 17}
          kind="place"
          anchor="middle"
        >
          {line}
        </Text>
      ))}
      <Text x={WIDE.stations.computer} y={109} kind="what" anchor="middle">
        {clip(what, 21)}
      </Text>
    </g>
  );
}

function Place(props: { x: number; anchor?: 'middle' | 'end'; text: { name: string; what: string } }) {
  const { x, anchor = 'middle', text } = props;
  return (
    <>
      <Text x={x} y={92} kind="place" anchor={anchor}>
        {text.name}
      </Text>
      <Text x={x} y={109} kind="what" anchor={anchor}>
        {text.what}
      </Text>
    </>
  );
}

function LanLink({ model }: { model: JourneyModel }) {
  const words = useWords();
  if (model.router === null) return null;
  const { name, line } = lanText(words, model);
  const x = 224;
  return (
    <>
      <Text x={x} y={191} kind="name" anchor="middle">
        {name}
      </Text>
      <Text x={x} y={208} kind="figure" anchor="middle" tone="soft">
        {line}
      </Text>
    </>
  );
}

function TunnelLink({ model }: { model: JourneyModel }) {
  const words = useWords();
  if (model.trunkCut !== null) return null;
  const { name, lines } = tunnelText(words, model);
  if (lines.length === 0) {
    return (
      <Text x={447} y={191} kind="name" anchor="middle">
        {name}
      </Text>
    );
  }
  return (
    <>
      <Text x={440} y={191} kind="name" anchor="middle">
        {name}
      </Text>
      <circle cx="377" cy="204" r="5.6" className="end end-not-tested" />
      <path d="M374.6 204h4.8" className="unmeasured-dash" />
      {lines.map((line, index) => (
        <Text key={line} x={391} y={208 + index * 16} kind="figure" tone="soft">
          {line}
        </Text>
      ))}
    </>
  );
}

function Proxy({ model, places }: { model: JourneyModel; places: readonly LanePlace[] }) {
  const words = useWords();
  const place = places.find(({ lane }) => lane.id === 'sign-in');
  if (model.proxy === null || model.trunkCut !== null || place === undefined) return null;
  // A sign-in that ends at the proxy of the local network never gets as far as the lane's own part.
  if (place.lane.cut !== null) return null;
  return <ProxyStation place={place} name={model.proxy} word={words.journey.proxy} />;
}

function TrunkDisc({ model }: { model: JourneyModel }) {
  return model.trunkCut === null ? null : (
    <CutDisc x={trunkCutX(model, model.trunkCut)} y={WIDE.trunkY} bar={26} />
  );
}
