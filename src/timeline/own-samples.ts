/** What this program saw itself in the window, and the client's log by its times. Pure. */
import { bandsOf, heldInto, type Span } from '../history/bands.ts';
import type { HistoryLine } from '../history/line.ts';
import { happened, type TimelineEvent } from './event.ts';

/** Runs with lost samples, and each change of the verdict. */
export function eventsOfSamples(
  lines: readonly HistoryLine[],
  { fromMs, toMs }: Span,
): readonly TimelineEvent[] {
  const events: TimelineEvent[] = [];
  let before: string | null = null;
  for (const line of lines) {
    const atMs = Date.parse(line.at);
    const lost = line.samples.filter((sample) => sample === null).length;
    const isHere = atMs >= fromMs && atMs < toMs;
    if (isHere && lost > 0)
      events.push(
        happened(atMs, { kind: 'samples-lost', source: 'samples', count: lost, of: line.samples.length }),
      );
    if (isHere && before !== null && before !== line.verdict)
      events.push(happened(atMs, { kind: 'verdict', source: 'samples', verdict: line.verdict }));
    before = line.verdict;
  }
  return events;
}

/** Whether somebody watched through the whole window. */
export function watchedThrough(lines: readonly HistoryLine[], span: Span): boolean {
  const bands = bandsOf(heldInto(lines, span.fromMs), 'overall', span);
  return bands.length > 0 && bands.every(({ state }) => state !== 'not-watched');
}

const WITH_TIME = /^\W{0,2}(\d{4}-\d\d-\d\dT\d\d:\d\d)[.:](\d\d)(?:\.\d+)?Z/;
const SHAPES = [
  ['session-start', /: \[[A-Z]+\] Received stream request\. Action = "STREAM"/],
  ['session-stream', /: \[[A-Z]+\] Launching dcvclient/],
  [
    'session-error',
    /: \[[A-Z]+\] (?:Received Stream response details from Solo|Failed to get Streaming details from native client) \{.*"ExceptionType"/,
  ],
] as const;
const LONGEST = 20_000;

export interface ClientRead {
  /** Null: no line begins with a time in a shape that is known. */
  readonly oldestMs: number | null;
  readonly events: readonly TimelineEvent[];
}

/** Shapes of a public sample (test/fixtures/client-log) get a kind; the other lines are counted, at the time of the first. */
export function eventsOfClientLogs(texts: readonly string[], { fromMs, toMs }: Span): ClientRead {
  const lines = texts.flatMap((text) => text.split('\n')).flatMap(timedLine);
  const oldestMs = lines.reduce<number | null>((oldest, { atMs }) => Math.min(oldest ?? atMs, atMs), null);
  const here = lines
    .filter(({ atMs }) => atMs >= fromMs && atMs < toMs)
    .map(({ atMs, line }) => ({ atMs, kind: SHAPES.find(([, shape]) => shape.test(line))?.[0] ?? null }));
  const known = here.flatMap(({ atMs, kind }) =>
    kind === null ? [] : [happened(atMs, { kind, source: 'client-log' })],
  );
  const others = here.filter(({ kind }) => kind === null).map(({ atMs }) => atMs);
  const firstMs = others.reduce((first, atMs) => Math.min(first, atMs), toMs);
  const rest = { kind: 'client-lines', source: 'client-log', count: others.length } as const;
  return { oldestMs, events: others.length > 0 ? [...known, happened(firstMs, rest)] : known };
}

function timedLine(line: string): readonly { readonly atMs: number; readonly line: string }[] {
  const [, minute, second] = line.length > LONGEST ? [] : (WITH_TIME.exec(line) ?? []);
  const atMs = Date.parse(`${String(minute)}:${String(second)}Z`);
  return Number.isNaN(atMs) ? [] : [{ atMs, line }];
}
