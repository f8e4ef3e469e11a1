/** One ordered list, the first that explains, and how much may be said of it. Pure. */
import { z } from 'zod';
import type { Span } from '../history/bands.ts';
import { EXPLAINS, SOURCES, timelineEvent, type Source, type TimelineEvent } from './event.ts';

/** `nothing`: no change, and every source was read. `unknown`: no change was seen, and not every source was read. */
const ANSWERS = ['because', 'before', 'nothing', 'unknown'] as const;

export const timelineDocument = z.object({
  schema: z.literal('preflight.timeline/1'),
  at: z.iso.datetime(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  answer: z.enum(ANSWERS),
  /** Place in `events` of the first that explains; null where none does. */
  first: z.number().int().nullable(),
  events: z.array(timelineEvent),
  /** Of each source whether it was read for the whole window. */
  sources: z.record(z.enum(SOURCES), z.boolean()),
});
export type Timeline = z.infer<typeof timelineDocument>;

/** `14:05` is a minute: what happened up to its end may be meant. */
const MINUTE_MS = 60_000;
/** Changes that follow each other so closely are one burst: a roam, then the route, then the VPN. */
const BURST_MS = 60_000;
/** Several programs tell of one change. */
const SAME_MS = 2000;

export interface Gathered {
  readonly events: readonly TimelineEvent[];
  readonly read: ReadonlySet<Source>;
}

export function tellTimeline(atMs: number, { fromMs, toMs }: Span, { events, read }: Gathered): Timeline {
  const ordered = onceEach(events.filter((one) => momentOf(one) >= fromMs && momentOf(one) < toMs));
  const first = firstThatExplains(ordered, atMs + MINUTE_MS);
  const isAll = SOURCES.every((source) => read.has(source));
  const answer: Timeline['answer'] =
    first === null ? (isAll ? 'nothing' : 'unknown') : covers(ordered, first, toMs) ? 'because' : 'before';
  return {
    schema: 'preflight.timeline/1',
    ...{ at: iso(atMs), from: iso(fromMs), to: iso(toMs), answer, first, events: [...ordered] },
    sources: Object.fromEntries(SOURCES.map((source) => [source, read.has(source)])) as Timeline['sources'],
  };
}

const iso = (ms: number): string => new Date(ms).toISOString();
const momentOf = ({ at }: TimelineEvent): number => Date.parse(at);

/** By time; of one change that several told, the first one that told it. */
function onceEach(events: readonly TimelineEvent[]): readonly TimelineEvent[] {
  const ordered = [...events].sort((a, b) => momentOf(a) - momentOf(b));
  const told: TimelineEvent[] = [];
  for (const one of ordered) {
    const isTold = told.some(
      (other) =>
        other.kind === one.kind &&
        (other.interface === null || one.interface === null || other.interface === one.interface) &&
        one.source !== 'samples' &&
        momentOf(one) - momentOf(other) <= SAME_MS,
    );
    if (!isTold) told.push(one);
  }
  return told;
}

/** The first of the last burst before `untilMs`. */
function firstThatExplains(events: readonly TimelineEvent[], untilMs: number): number | null {
  let first: number | null = null;
  for (let at = events.length - 1; at >= 0; at -= 1) {
    const one = events[at];
    if (one === undefined || EXPLAINS[one.kind] === undefined || momentOf(one) >= untilMs) continue;
    const next = first === null ? undefined : events[first];
    if (next !== undefined && momentOf(next) - momentOf(one) > BURST_MS) break;
    first = at;
  }
  return first;
}

/** A span without link, route, address or power that begins in the burst and has lost samples of ours in it. */
function covers(events: readonly TimelineEvent[], first: number, toMs: number): boolean {
  const lost = events.filter(({ kind }) => kind === 'samples-lost').map(momentOf);
  return events.slice(first).some((begin, place) => {
    const ends = EXPLAINS[begin.kind];
    if (ends === undefined || ends.length === 0) return false;
    const end = events
      .slice(first + place + 1)
      .find((one) => ends.includes(one.kind) && isOfSame(begin, one));
    const untilMs = end === undefined ? toMs : momentOf(end);
    return lost.some((ms) => ms >= momentOf(begin) && ms <= untilMs);
  });
}

function isOfSame(a: TimelineEvent, b: TimelineEvent): boolean {
  return a.interface === null || b.interface === null || a.interface === b.interface;
}
