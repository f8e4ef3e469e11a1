/** How the picture of a day is laid out in the width that it has. Pure. */
import type { Protocol } from '../../../src/core/words.ts';
import { textWidth } from '../journey/journey-text.ts';
import { networkSegments, vpnSegments, gapsOf, type DayModel } from './day-model.ts';
import { limitLines, windowOf, type Axis, type LimitLine, type Scale } from './geometry.ts';
import type { Say } from './say.ts';
import { lanesOf, marksOf, type Lane, type Mark } from './states.ts';

export interface ChartPlace {
  readonly width: number;
  readonly height: number;
  /** Names of the limits stand right of the plot. */
  readonly isWide: boolean;
  readonly axis: Axis;
  readonly lanes: readonly { readonly lane: Lane; readonly foot: number }[];
  readonly protocols: readonly Protocol[];
  /** Line of the words below the bands. */
  readonly wordsY: number;
  readonly plot: Scale;
  readonly lostY: number;
  /** Top of each rail; null: there is nothing on it. */
  readonly rails: Readonly<Record<'network' | 'vpn' | 'changes' | 'checks', number | null>>;
  /** Where the axis of time stands. */
  readonly foot: number;
}

const WIDE_PX = 640;
const LANE_PX = 30;
const RAIL_PX = 26;

export function chartPlace(
  model: DayModel,
  say: Say,
  { width, cursorMs }: { width: number; cursorMs: number | null },
): ChartPlace {
  const isWide = width >= WIDE_PX;
  const lanes = lanesOf(model.bands).map((lane, index) => ({ lane, foot: 26 + index * LANE_PX }));
  const protocols = lanes.flatMap(({ lane }) => (lane === 'overall' ? [] : [lane]));
  const wordsY = (lanes.at(-1)?.foot ?? 26) + 18;
  const top = wordsY + 18;
  const plot = { top, bottom: top + (isWide ? 176 : 136) };
  const lostY = plot.bottom + 30;
  const rails = railsFrom(model, lostY + 14);
  const rest = Object.values(rails).flatMap((y) => y ?? []);
  const foot = (rest.length > 0 ? Math.max(...rest) + RAIL_PX : lostY + 8) + 2;
  const shown = isWide ? model.range : windowOf(model.range, cursorMs);
  const right = isWide ? width - rightPx(model, say, protocols) : width - 4;
  return {
    ...{ width, isWide, lanes, protocols, wordsY, plot, lostY, rails, foot },
    height: foot + 26,
    axis: { ...shown, left: leftPx(say), right },
  };
}

function railsFrom(model: DayModel, y: number): ChartPlace['rails'] {
  const gaps = gapsOf(model);
  const has = {
    network: networkSegments(model.runs, gaps).length > 0,
    vpn: vpnSegments(model.runs, gaps).length > 0,
    changes: model.changes.length > 0,
    checks: model.reports.length > 0,
  };
  let next = y;
  const place = (is: boolean): number | null => {
    if (!is) return null;
    next += RAIL_PX;
    return next - RAIL_PX;
  };
  return {
    network: place(has.network),
    vpn: place(has.vpn),
    changes: place(has.changes),
    checks: place(has.checks),
  };
}

function leftPx({ text }: Say): number {
  return Math.max(58, ...[...Object.values(text.rail), text.lost].map(textWidth)) + 8;
}

function rightPx(model: DayModel, say: Say, protocols: readonly Protocol[]): number {
  const names = limitLines(model.limits, protocols).map((line) => limitName(say, line));
  return Math.max(72, ...names.map(textWidth)) + 10;
}

export function limitName({ text, words }: Say, { ms, protocol, kind }: LimitLine): string {
  const name = words.vocabulary.laneName[protocol];
  return kind === 'best' ? text.limitBest(ms, name) : text.limitEnds(ms, name);
}

export function bandsOfLane(model: DayModel, lane: Lane, axis: Axis): readonly Mark[] {
  return marksOf(model.bands[lane] ?? [], axis);
}
