/** Where things stand in the chart: a linear axis of time, a square-root scale of delays, a height for each state. Pure. */
import type { Span } from '../../../src/history/bands.ts';
import { msOfUnits } from '../../../src/history/line.ts';
import type { ResultOf } from '../../../src/contract/index.ts';
import type { Protocol } from '../../../src/core/words.ts';
import { dayOf, startOf, type Zone } from './period.ts';
import type { Mark, Run, State } from './states.ts';

/** The part of the picture in which time runs. */
export interface Axis extends Span {
  readonly left: number;
  readonly right: number;
}

export function xOf(ms: number, { fromMs, toMs, left, right }: Axis): number {
  return round(left + ((ms - fromMs) / (toMs - fromMs)) * (right - left));
}

export function msAt(x: number, { fromMs, toMs, left, right }: Axis): number {
  const share = Math.max(0, Math.min(1, (x - left) / (right - left)));
  return Math.round(fromMs + share * (toMs - fromMs));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** In px; what was not watched is a line and has none. */
export const HEIGHT: Readonly<Record<Exclude<State, 'not-watched'>, number>> = {
  ready: 5,
  degraded: 13,
  'not-ready': 22,
  unknown: 22,
};
const SHORTEST_PX = 3;

export interface DrawnMark {
  readonly state: State;
  readonly x: number;
  readonly width: number;
}

/** A short mark is 3 px wide, or nobody sees it. */
export function drawnMarks(marks: readonly Mark[], axis: Axis): readonly DrawnMark[] {
  return marks.map(({ fromMs, toMs, state }) => {
    const [from, to] = [xOf(fromMs, axis), xOf(toMs, axis)];
    const width = Math.max(to - from, state === 'not-watched' ? 0 : SHORTEST_PX);
    return { state, x: Math.min(from, axis.right - width), width: round(width) };
  });
}

const RANK: readonly State[] = ['not-watched', 'ready', 'degraded', 'unknown', 'not-ready'];

/**
 * Worst last: it is drawn over its neighbours where they are less than its 3 px away. Marks of one state that touch are one: a month of
 * hours has hundreds within a pixel or three.
 */
export function worstLast(marks: readonly DrawnMark[]): readonly DrawnMark[] {
  const sorted = [...marks].sort((a, b) => RANK.indexOf(a.state) - RANK.indexOf(b.state) || a.x - b.x);
  const drawn: DrawnMark[] = [];
  for (const mark of sorted) {
    const last = drawn.at(-1);
    const touches = last?.state === mark.state && mark.x <= last.x + last.width + TOUCH_PX;
    if (last !== undefined && touches)
      drawn[drawn.length - 1] = { ...last, width: round(Math.max(last.width, mark.x + mark.width - last.x)) };
    else drawn.push(mark);
  }
  return drawn;
}

const TOUCH_PX = 0.15;

export interface Scale {
  readonly top: number;
  readonly bottom: number;
}

/** The hardest documented limit is 400 ms; what is beyond stands at the top. */
const TOP_MS = 430;

export function yOf(ms: number, { top, bottom }: Scale): number {
  return round(bottom - Math.sqrt(Math.max(0, Math.min(ms, TOP_MS)) / TOP_MS) * (bottom - top));
}

interface Point {
  readonly x: number;
  readonly spread: NonNullable<Run['spread']>;
}

export interface Smoke {
  /** p5 to p95. */
  readonly light: string;
  /** p25 to p75. */
  readonly dark: string;
  readonly median: string;
}

/** Runs that are nearer than this are drawn as one: from the lowest to the highest of them, with their middle median. */
const NEAR_PX = 1.5;
/** A run with nobody beside it, as a bar so wide. */
const ALONE_PX = 3;

/** `runs` oldest first; a gap in which nobody watched, or a run without an answer, ends a piece. Never bridged, never 0. */
export function smokeOf(
  runs: readonly Run[],
  gaps: readonly Span[],
  { axis, scale }: { axis: Axis; scale: Scale },
): Smoke {
  const pieces = piecesOf(runs, gaps, axis).map(widened);
  const y = (units: number) => yOf(msOfUnits(units), scale);
  const area = (low: 'p5' | 'p25', high: 'p95' | 'p75') =>
    pieces
      .map((piece) => {
        const upper = piece.map(({ x, spread }) => `${x} ${y(spread[high])}`);
        const lower = piece.map(({ x, spread }) => `${x} ${y(spread[low])}`);
        return `M${[...upper, ...lower.reverse()].join('L')}Z`;
      })
      .join('');
  const median = pieces
    .map((piece) => `M${piece.map(({ x, spread }) => `${x} ${y(spread.median)}`).join('L')}`)
    .join('');
  return { light: area('p5', 'p95'), dark: area('p25', 'p75'), median };
}

function piecesOf(runs: readonly Run[], gaps: readonly Span[], axis: Axis): readonly Point[][] {
  const pieces: Point[][] = [];
  let piece: Point[] = [];
  let before = -Infinity;
  for (const { at, spread } of runs) {
    const atMs = Date.parse(at);
    const isCut = gaps.some(({ fromMs }) => fromMs >= before && fromMs < atMs);
    before = atMs;
    if (spread === null || isCut) piece = [];
    if (spread === null || xOf(atMs, axis) !== within(xOf(atMs, axis), axis)) continue;
    if (piece.length === 0) pieces.push(piece);
    add(piece, { x: xOf(atMs, axis), spread });
  }
  return pieces;
}

function within(x: number, { left, right }: Axis): number {
  return Math.max(left, Math.min(right, x));
}

function add(piece: Point[], point: Point): void {
  const last = piece.at(-1);
  if (last === undefined || point.x - last.x >= NEAR_PX) {
    piece.push(point);
    return;
  }
  const [a, b] = [last.spread, point.spread];
  const spread = {
    min: Math.min(a.min, b.min),
    p5: Math.min(a.p5, b.p5),
    p25: Math.min(a.p25, b.p25),
    median: (a.median + b.median) / 2,
    p75: Math.max(a.p75, b.p75),
    p95: Math.max(a.p95, b.p95),
    max: Math.max(a.max, b.max),
  };
  piece[piece.length - 1] = { x: last.x, spread };
}

function widened(piece: readonly Point[]): readonly Point[] {
  const [only] = piece;
  if (piece.length > 1 || only === undefined) return piece;
  return [
    { ...only, x: round(only.x - ALONE_PX / 2) },
    { ...only, x: round(only.x + ALONE_PX / 2) },
  ];
}

export interface LimitLine {
  readonly ms: number;
  readonly protocol: Protocol;
  readonly kind: 'best' | 'ends';
}

/** Where a protocol leaves its best band, and where a session ends; the highest first. */
export function limitLines(
  limits: ResultOf<'history.span'>['limits'],
  protocols: readonly Protocol[],
): readonly LimitLine[] {
  const lines = protocols.flatMap((protocol) =>
    limits[protocol].flatMap(({ band, fromMs, toMs }): LimitLine[] =>
      band === 'best' && toMs !== null
        ? [{ ms: toMs, protocol, kind: 'best' }]
        : band === 'terminated'
          ? [{ ms: fromMs, protocol, kind: 'ends' }]
          : [],
    ),
  );
  return lines.filter(({ ms }) => ms < TOP_MS).sort((a, b) => b.ms - a.ms);
}

/** Labels that stand below each other without touching; `ys` from the top. */
export function spreadOut(ys: readonly number[], leastPx: number): readonly number[] {
  const placed: number[] = [];
  for (const y of ys) placed.push(Math.max(y, (placed.at(-1) ?? -Infinity) + leastPx));
  return placed;
}

/** Those that keep clear of the ones before them in the list. */
export function clearOf(
  ys: readonly { readonly y: number; readonly ms: number }[],
  leastPx: number,
): readonly { readonly y: number; readonly ms: number }[] {
  return ys.reduce<{ readonly y: number; readonly ms: number }[]>(
    (kept, one) => (kept.every(({ y }) => Math.abs(y - one.y) >= leastPx) ? [...kept, one] : kept),
    [],
  );
}

/** Whole hours at which the axis has a line; each is a full hour of the wall also where the clocks are set. */
export function hourTicks(
  { fromMs, toMs, left, right }: Axis,
  zone: Zone,
  leastPx: number,
): readonly number[] {
  const day = dayOf(fromMs, zone);
  const everyHours =
    [1, 2, 3, 4, 6, 12].find((hours) => (right - left) / ((toMs - fromMs) / 3_600_000 / hours) >= leastPx) ??
    24;
  const start = startOf(day, zone);
  const ticks: number[] = [];
  for (let hour = 0; hour <= 26; hour += everyHours) {
    const at = start + hour * 3_600_000;
    if (at >= fromMs && at <= toMs) ticks.push(at);
  }
  return ticks;
}

/** What is drawn of a day: the hours in which somebody watched, at least six, until now. */
const LEAST_HOURS = 6;
const HOUR_MS = 3_600_000;

export function rangeOf(marks: readonly Mark[], day: Span, nowMs: number): Span {
  const watched = marks.filter(({ state }) => state !== 'not-watched');
  const [first, last] = [watched[0], watched.at(-1)];
  if (first === undefined || last === undefined) return day;
  const floor = (ms: number) => day.fromMs + Math.floor((ms - day.fromMs) / HOUR_MS) * HOUR_MS;
  const until = nowMs >= day.fromMs && nowMs < day.toMs ? Math.min(last.toMs, nowMs) : last.toMs;
  const toMs = Math.min(day.toMs, floor(until - 1) + HOUR_MS);
  const fromMs = Math.max(day.fromMs, Math.min(floor(first.fromMs), toMs - LEAST_HOURS * HOUR_MS));
  return { fromMs, toMs: Math.min(day.toMs, Math.max(toMs, fromMs + LEAST_HOURS * HOUR_MS)) };
}

/** On a phone five hours of it: those with the moment in them, else the last. */
export function windowOf(range: Span, atMs: number | null): Span {
  const lengthMs = 5 * HOUR_MS;
  if (range.toMs - range.fromMs <= lengthMs) return range;
  const last = { fromMs: range.toMs - lengthMs, toMs: range.toMs };
  if (atMs === null || atMs >= last.fromMs) return last;
  const fromMs = Math.max(
    range.fromMs,
    range.fromMs + Math.floor((atMs - range.fromMs) / HOUR_MS - 2) * HOUR_MS,
  );
  return { fromMs, toMs: fromMs + lengthMs };
}
