/** From bands and hours to what is drawn and told: stretches in which all protocols kept their state. Pure. */
import type { ResultOf } from '../../../src/contract/index.ts';
import { VERDICTS, type Protocol, type Verdict } from '../../../src/core/words.ts';
import type { Span } from '../../../src/history/bands.ts';

export type SpanResult = ResultOf<'history.span'>;
export type Run = SpanResult['runs'][number];
export type Lane = 'overall' | Protocol;
export type State = Verdict | 'not-watched';
export type Hour = ResultOf<'history.hours'>['hours'][number];

export interface Stretch extends Span {
  /** Of each lane that somebody asked about. */
  readonly states: Readonly<Partial<Record<Lane, State>>>;
  readonly worst: State;
}

export interface Mark extends Span {
  readonly state: State;
}

const RANK: Readonly<Record<State, number>> = {
  'not-watched': 0,
  ready: 1,
  degraded: 2,
  unknown: 3,
  'not-ready': 4,
};

export function worstOf(states: readonly State[]): State {
  return states.reduce((worst, state) => (RANK[state] > RANK[worst] ? state : worst), 'not-watched');
}

/** The protocols that were asked about; where none is told apart, the verdict of the whole. */
export function lanesOf(bands: SpanResult['bands']): readonly Lane[] {
  const asked = (['pcoip', 'dcv'] as const).filter((lane) => bands[lane] !== undefined);
  return asked.length > 0 ? asked : ['overall'];
}

/** Side by side over the span of the bands. */
export function stretchesOf(bands: SpanResult['bands']): readonly Stretch[] {
  const lanes = lanesOf(bands);
  const edges = [
    ...new Set(lanes.flatMap((lane) => (bands[lane] ?? []).flatMap(({ fromMs, toMs }) => [fromMs, toMs]))),
  ];
  edges.sort((a, b) => a - b);
  const places = new Map(lanes.map((lane) => [lane, 0]));
  return edges.slice(0, -1).map((fromMs, index) => {
    const states = Object.fromEntries(
      lanes.map((lane) => {
        const own = bands[lane] ?? [];
        let place = places.get(lane) ?? 0;
        while ((own[place]?.toMs ?? Infinity) <= fromMs) place += 1;
        places.set(lane, place);
        return [lane, own[place]?.state ?? 'not-watched'];
      }),
    ) as Record<Lane, State>;
    return { fromMs, toMs: edges[index + 1] ?? fromMs, states, worst: worstOf(Object.values(states)) };
  });
}

/** Neighbours of one state as one mark; `cut` to a span. */
export function marksOf(stretches: readonly (Mark | Stretch)[], { fromMs, toMs }: Span): readonly Mark[] {
  const marks: Mark[] = [];
  for (const one of stretches) {
    const state = 'worst' in one ? one.worst : one.state;
    const [from, to] = [Math.max(one.fromMs, fromMs), Math.min(one.toMs, toMs)];
    if (to <= from) continue;
    const last = marks.at(-1);
    if (last?.state === state && last.toMs === from) marks[marks.length - 1] = { ...last, toMs: to };
    else marks.push({ fromMs: from, toMs: to, state });
  }
  return marks;
}

export function totalMs(marks: readonly Mark[], state: State): number {
  return marks.filter((mark) => mark.state === state).reduce((sum, mark) => sum + mark.toMs - mark.fromMs, 0);
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const ORDER: readonly State[] = ['not-watched', 'ready', 'degraded', 'unknown', 'not-ready'];

/**
 * Hours as marks. How long each state held is known, in which order is not: what goes on from the hour before, or into the next one, stands
 * at that edge.
 */
export function marksOfHours(hours: readonly Hour[], span: Span): readonly Mark[] {
  const byHour = new Map(hours.map((hour) => [hour.at, hour]));
  const at = (hourMs: number): Readonly<Partial<Record<State, number>>> => {
    const minutes = byHour.get(hourMs)?.minutes;
    if (minutes === undefined) return { 'not-watched': 60 };
    const watched = minutes.reduce((sum, held) => sum + held, 0);
    const told = Object.fromEntries(VERDICTS.map((verdict, place) => [verdict, minutes[place] ?? 0]));
    return { ...told, 'not-watched': Math.max(0, 60 - watched) };
  };
  const worst = new Map(hours.map((hour) => [hour.at, knownWorst(hour)]));
  const marks: Mark[] = [];
  for (let hourMs = Math.floor(span.fromMs / HOUR_MS) * HOUR_MS; hourMs < span.toMs; hourMs += HOUR_MS) {
    const [now, next] = [at(hourMs), at(hourMs + HOUR_MS)];
    const fixed = worst.get(hourMs) ?? null;
    const before = marks.at(-1)?.state;
    const here = ORDER.filter(
      (state) => (now[state] ?? 0) > 0.001 && !(fixed !== null && state === 'not-ready'),
    );
    const first = here.find((state) => state === before);
    const last = here.filter((state) => state !== first).find((state) => (next[state] ?? 0) > 59.9);
    const middle = here.filter((state) => state !== first && state !== last);
    const parts = [first, ...middle, last].flatMap((state) =>
      state === undefined ? [] : [{ state, ms: (now[state] ?? 0) * MINUTE_MS }],
    );
    marks.push(...laidOut(hourMs, parts, fixed));
  }
  return marksOf(marks, span);
}

/** Where all of an hour that was not ready was one piece: it is known when. */
function knownWorst({ longestAt, longestMs, minutes }: Hour): Mark | null {
  const badMs = (minutes[VERDICTS.indexOf('not-ready')] ?? 0) * MINUTE_MS;
  if (longestAt === null || Math.abs(badMs - longestMs) > 1000) return null;
  return { fromMs: longestAt, toMs: longestAt + longestMs, state: 'not-ready' };
}

/** One part after the other, around the one whose place is known. */
function laidOut(
  hourMs: number,
  parts: readonly { readonly state: State; readonly ms: number }[],
  fixed: Mark | null,
): readonly Mark[] {
  const marks: Mark[] = [];
  let fromMs = hourMs;
  const put = (state: State, ms: number): void => {
    const toMs = Math.min(hourMs + HOUR_MS, fromMs + ms);
    marks.push({ fromMs, toMs, state });
    fromMs = toMs;
  };
  let isPut = fixed === null;
  const putFixed = (): void => {
    if (isPut || fixed === null) return;
    isPut = true;
    fromMs = fixed.fromMs;
    put(fixed.state, fixed.toMs - fixed.fromMs);
  };
  for (const { state, ms } of parts) {
    const room = isPut || fixed === null ? ms : Math.max(0, Math.min(ms, fixed.fromMs - fromMs));
    if (room > 0) put(state, room);
    if (!isPut && fixed !== null && fromMs >= fixed.fromMs - 1000) putFixed();
    if (ms > room) put(state, ms - room);
  }
  putFixed();
  return marks;
}
