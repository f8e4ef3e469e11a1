/** The picture of a day: verdicts, smoke of the round trips, lost samples, rails of what changed, a cursor. Drawn 1:1 in its width. */
import { useId, useMemo } from 'react';
import { bandsOfLane, type ChartPlace } from './chart-place.ts';
import { Band } from './band.tsx';
import { gapsOf, networkSegments, vpnSegments, type DayModel, type Segment } from './day-model.ts';
import { number } from '../../words/format.ts';
import { textWidth } from '../journey/journey-text.ts';
import {
  clearOf,
  drawnMarks,
  hourTicks,
  limitLines,
  smokeOf,
  spreadOut,
  xOf,
  yOf,
  type Axis,
} from './geometry.ts';
import { laneName } from './headline.ts';
import { limitName } from './chart-place.ts';
import type { Say } from './say.ts';
import { changeGroups, changeText } from './change-text.ts';

interface PartProps {
  readonly model: DayModel;
  readonly place: ChartPlace;
  readonly say: Say;
}

interface DayChartProps extends PartProps {
  readonly label: string;
  readonly cursorMs: number;
  /** False while nobody chose a moment. */
  readonly hasCursor: boolean;
}

export function DayChart({ model, place, say, label, cursorMs, hasCursor }: DayChartProps) {
  return (
    <svg viewBox={`0 0 ${place.width} ${place.height}`} role="img" aria-label={label} className="ot-chart">
      <Grid {...{ model, place, say }} tabX={hasCursor ? xOf(cursorMs, place.axis) : null} />
      <Bands model={model} place={place} say={say} />
      <SmokePlot model={model} place={place} say={say} />
      <LostRail model={model} place={place} say={say} />
      <Rails model={model} place={place} say={say} />
      {hasCursor ? <Cursor atMs={cursorMs} place={place} say={say} /> : null}
    </svg>
  );
}

/** Half of the tab and half of a time. */
const TAB_CLEAR_PX = 44;

/** The hour that the cursor's own time would lie on is not written. */
function Grid({ model, place, say, tabX }: PartProps & { readonly tabX: number | null }) {
  const { axis, plot, foot } = place;
  const ticks = hourTicks(axis, model.zone, 58);
  return ticks.map((atMs, index) => {
    const x = xOf(atMs, axis);
    const anchor = index === 0 && x < 20 ? 'start' : x > place.width - 20 ? 'end' : 'middle';
    return (
      <g key={atMs}>
        <path className="ot-grid" d={`M${x} ${plot.top - 12}V${foot}`} />
        {tabX !== null && Math.abs(x - tabX) < TAB_CLEAR_PX ? null : (
          <text x={x} y={foot + 18} textAnchor={anchor} className="axis ot-axis">
            {say.clock(atMs)}
          </text>
        )}
      </g>
    );
  });
}

function Bands({ model, place, say }: PartProps) {
  const { axis, lanes, wordsY } = place;
  return (
    <>
      {lanes.map(({ lane, foot }) => (
        <g key={lane}>
          <text x="0" y={foot - 4} className="axis axis-strong ot-label">
            {laneName(say, lane)}
          </text>
          <Band marks={bandsOfLane(model, lane, axis)} axis={axis} foot={foot} />
        </g>
      ))}
      {stateWords({ model, place, say }).map(({ x, text }) => (
        <text key={x} x={x} y={wordsY} textAnchor="middle" className="axis ot-axis">
          {text}
        </text>
      ))}
    </>
  );
}

/** A word below what has room for it: why nobody watched, and each state that is not ready. */
function stateWords({
  model,
  place,
  say,
}: PartProps): readonly { readonly x: number; readonly text: string }[] {
  const { axis } = place;
  const gaps = gapsOf(model);
  const drawn = drawnMarks(
    model.marks
      .filter(({ toMs, fromMs }) => toMs > axis.fromMs && fromMs < axis.toMs)
      .map((mark) => ({
        ...mark,
        fromMs: Math.max(mark.fromMs, axis.fromMs),
        toMs: Math.min(mark.toMs, axis.toMs),
      })),
    axis,
  );
  let until = 0;
  return drawn.flatMap(({ state, x, width }) => {
    if (state === 'ready') return [];
    const gap = gaps.find(
      ({ fromMs, toMs }) => xOf(fromMs, axis) <= x + 0.2 && xOf(toMs, axis) >= x + width - 0.2,
    );
    const text =
      state === 'not-watched'
        ? say.text.gap[gap?.reason ?? 'not-watched']
        : say.words.vocabulary.verdict[state];
    const half = textWidth(text) / 2;
    const middle = x + width / 2;
    const hasRoom = state !== 'not-watched' || width >= half * 2;
    if (
      !hasRoom ||
      middle - half < until ||
      middle - half < axis.left - 30 ||
      middle + half > axis.right + 30
    )
      return [];
    until = middle + half + 6;
    return [{ x: Math.round(middle), text }];
  });
}

function SmokePlot({ model, place, say }: PartProps) {
  const { axis, plot, isWide } = place;
  const hatch = useId();
  const gaps = useMemo(() => gapsOf(model), [model]);
  const smoke = useMemo(() => smokeOf(model.runs, gaps, { axis, scale: plot }), [model, gaps, axis, plot]);
  const lines = limitLines(model.limits, place.protocols);
  const numbers = clearOf(
    [0, ...lines.map(({ ms }) => ms).reverse(), 50, 25].map((ms) => ({ ms, y: yOf(ms, plot) })),
    13,
  );
  const names = spreadOut(
    lines.map(({ ms }) => yOf(ms, plot)),
    13,
  );
  return (
    <>
      <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V6" className="ot-hatch" />
      </pattern>
      {gaps.map(({ fromMs, toMs }) => (
        <Hatched key={fromMs} from={fromMs} to={toMs} axis={axis} plot={plot} fill={`url(#${hatch})`} />
      ))}
      <path d={smoke.light} className="ot-smoke-light" />
      <path d={smoke.dark} className="ot-smoke-dark" />
      <path d={smoke.median} className="ot-median" />
      {lines.map((line, index) => (
        <g key={`${line.protocol} ${line.kind}`}>
          <path className="limit" d={`M${axis.left} ${yOf(line.ms, plot)}H${axis.right}`} />
          {isWide ? (
            <text x={axis.right + 8} y={(names[index] ?? 0) + 4} className="axis ot-axis">
              {limitName(say, line)}
            </text>
          ) : null}
        </g>
      ))}
      <path className="axis-line" d={`M${axis.left} ${plot.bottom}H${axis.right}`} />
      {numbers.map(({ ms, y }) => (
        <text key={ms} x={axis.left - 8} y={y + 4} textAnchor="end" className="axis ot-axis">
          {ms === 0 ? say.text.zero : ms}
        </text>
      ))}
    </>
  );
}

interface HatchedProps {
  readonly from: number;
  readonly to: number;
  readonly axis: Axis;
  readonly plot: ChartPlace['plot'];
  readonly fill: string;
}

function Hatched({ from, to, axis, plot, fill }: HatchedProps) {
  const [left, right] = [xOf(Math.max(from, axis.fromMs), axis), xOf(Math.min(to, axis.toMs), axis)];
  if (right - left < 1) return null;
  return <rect x={left} y={plot.top} width={right - left} height={plot.bottom - plot.top} fill={fill} />;
}

function LostRail({ model, place, say }: PartProps) {
  const { axis, lostY, isWide } = place;
  const { words, text } = say;
  const ticks = model.runs.flatMap(({ at, lost }) => {
    const atMs = Date.parse(at);
    return lost === 0 || atMs < axis.fromMs || atMs > axis.toMs
      ? []
      : [`M${xOf(atMs, axis)} ${lostY}v${-Math.min(18, 3 + 2 * lost)}`];
  });
  const { lost, sent } = model.figures;
  return (
    <>
      <text x="0" y={lostY - 2} className="axis axis-strong ot-label">
        {text.lost}
      </text>
      <path className="ot-grid" d={`M${axis.left} ${lostY + 0.5}H${axis.right}`} />
      <path className="lost-tick" d={ticks.join('')} />
      {isWide ? (
        <text x={axis.right + 8} y={lostY - 2} className="axis ot-axis">
          {text.lostOf(number(words, lost), number(words, sent))}
        </text>
      ) : null}
    </>
  );
}

function Rails({ model, place, say }: PartProps) {
  const { text } = say;
  const gaps = useMemo(() => gapsOf(model), [model]);
  const { rails } = place;
  return (
    <>
      {rails.network === null ? null : (
        <Rail
          y={rails.network}
          label={text.rail.network}
          segments={networkSegments(model.runs, gaps)}
          {...{ place, say }}
        />
      )}
      {rails.vpn === null ? null : (
        <Rail
          y={rails.vpn}
          label={text.rail.vpn}
          segments={vpnSegments(model.runs, gaps)}
          {...{ place, say }}
        />
      )}
      {rails.changes === null ? null : <Changes y={rails.changes} {...{ model, place, say }} />}
      {rails.checks === null ? null : <Reports y={rails.checks} {...{ model, place, say }} />}
    </>
  );
}

interface RailProps {
  readonly y: number;
  readonly label: string;
  readonly segments: readonly Segment[];
  readonly place: ChartPlace;
  readonly say: Say;
}

function Rail({ y, label, segments, place: { axis }, say }: RailProps) {
  return (
    <>
      <text x="0" y={y + 11} className="axis axis-strong ot-label">
        {label}
      </text>
      {segments
        .filter(({ fromMs, toMs }) => toMs > axis.fromMs && fromMs < axis.toMs)
        .map(({ fromMs, toMs, name }) => {
          const [left, right] = [
            xOf(Math.max(fromMs, axis.fromMs), axis),
            xOf(Math.min(toMs, axis.toMs), axis),
          ];
          const text = name === '' ? '' : say.text.networkName(name);
          return (
            <g key={fromMs}>
              <rect
                className="ot-rail"
                x={left}
                y={y}
                width={Math.max(3, right - left - 1.5)}
                height="14"
                rx="3"
              />
              {text !== '' && right - left > textWidth(text) + 10 ? (
                <text x={left + 5} y={y + 11} className="axis ot-rail-text">
                  {text}
                </text>
              ) : null}
            </g>
          );
        })}
    </>
  );
}

function Changes({ model, place, say, y }: PartProps & { readonly y: number }) {
  const { axis, width } = place;
  const groups = changeGroups(model.changes, axis);
  return (
    <>
      <text x="0" y={y + 11} className="axis axis-strong ot-label">
        {say.text.rail.changes}
      </text>
      {groups.map(({ x, changes }, index) => {
        const text = changes.length > 1 ? say.text.changes(changes.length) : changeText(say, changes[0]);
        const until = (groups[index + 1]?.x ?? width + 6) - 8;
        return (
          <g key={x}>
            <circle cx={x} cy={y + 7} r="4.5" className="ot-dot" />
            {x + 8 + textWidth(text) <= until ? (
              <text x={x + 8} y={y + 11} className="axis ot-axis">
                {text}
              </text>
            ) : null}
          </g>
        );
      })}
    </>
  );
}

function Reports({ model, place, say, y }: PartProps & { readonly y: number }) {
  const { axis } = place;
  return (
    <>
      <text x="0" y={y + 11} className="axis axis-strong ot-label">
        {say.text.rail.checks}
      </text>
      {model.reports
        .map(({ at }) => Date.parse(at))
        .filter((atMs) => atMs >= axis.fromMs && atMs <= axis.toMs)
        .map((atMs) => (
          <circle key={atMs} cx={xOf(atMs, axis)} cy={y + 7} r="4" className="ot-report" />
        ))}
    </>
  );
}

function Cursor({
  atMs,
  place,
  say,
}: {
  readonly atMs: number;
  readonly place: ChartPlace;
  readonly say: Say;
}) {
  const { axis, plot, foot, width } = place;
  const x = xOf(atMs, axis);
  const left = Math.max(0, Math.min(x - 23, width - 46));
  return (
    <>
      <path className="ot-cursor" d={`M${x} ${plot.top - 12}V${foot + 6}`} />
      <rect className="ot-cursor-tab" x={left} y={foot + 4} width="46" height="18" rx="4" />
      <text x={left + 23} y={foot + 17} textAnchor="middle" className="axis ot-cursor-text">
        {say.clock(atMs)}
      </text>
    </>
  );
}
