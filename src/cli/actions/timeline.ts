import { homedir } from 'node:os';
import { clientLogFolders } from '../../core/client-files.ts';
import { dataFolder } from '../../engine/data-folder.ts';
import { overTime } from '../../history/over-time.ts';
import { makeCommandRunner } from '../../net/command-runner.ts';
import { renderJson } from '../../report/render-json.ts';
import { painterFor, type TextStyle } from '../../report/text-style.ts';
import { wrapText } from '../../report/wrap-text.ts';
import { SOURCES, type TimelineEvent } from '../../timeline/event.ts';
import { gather } from '../../timeline/gather.ts';
import { tellTimeline, type Timeline } from '../../timeline/tell.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction, Invocation } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf } from '../given-options.ts';
import { textStyleFor } from '../terminal-style.ts';
import { UsageError, quoted } from '../usage-error.ts';

/** Who watched at the begin of the window was started before it. */
const BEFORE_MS = 6 * 3_600_000;
const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };
const [LEAST_MS, MOST_MS] = [60_000, 7_200_000];

/** `preflight timeline`. */
export const timeline: CommandAction = async (invocation) => {
  const { options, context } = invocation;
  const atMs = momentOf(oneOf(options, 'at'), Date.now());
  const windowMs = windowOf(oneOf(options, 'window') ?? '10m');
  const deliver = await prepareDelivery(options, context);
  const told = await toldAround(invocation, { atMs, windowMs });
  const style = textStyleFor(context, options);
  await deliver(oneOf(options, 'format') === 'json' ? renderJson(told) : renderTimeline(told, style));
  return told.first === null ? EXIT.no : EXIT.ok;
};

async function toldAround(
  { context }: Invocation,
  { atMs, windowMs }: { readonly atMs: number; readonly windowMs: number },
): Promise<Timeline> {
  const { env } = context;
  const span = { fromMs: atMs - windowMs, toMs: Math.min(atMs + windowMs, Date.now()) };
  const { platform } = process;
  const doors = {
    ...{ platform, commands: makeCommandRunner(), signal: context.interrupt },
    lines: await overTime(dataFolder(env)).lines({ ...span, fromMs: span.fromMs - BEFORE_MS }),
    logFolders: clientLogFolders({ platform, env, home: homedir() }),
  };
  return tellTimeline(atMs, span, await gather(doors, span));
}

const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const WHOLE = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?$/;

/** In the zone of this computer where none is named. Throws `UsageError`. */
export function momentOf(text: string | null, nowMs: number): number {
  if (text === null) throw new UsageError('--at is needed: when it froze, such as 14:05');
  const atMs =
    clockToday(text, nowMs) ?? (WHOLE.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN);
  if (Number.isNaN(atMs))
    throw new UsageError(`--at: ${quoted(text)} is no time; accepted: 14:05 or 2026-11-29T14:05`);
  if (atMs > nowMs) throw new UsageError(`--at: ${quoted(text)} is still to come`);
  return atMs;
}

/** The last one that was; null where the text is no bare time of the wall. */
function clockToday(text: string, nowMs: number): number | null {
  const [, hour, minute, second = '0'] = CLOCK.exec(text) ?? [];
  if (hour === undefined) return null;
  const on = (day: Date): number => day.setHours(Number(hour), Number(minute), Number(second), 0);
  const today = on(new Date(nowMs));
  if (today <= nowMs) return today;
  const yesterday = new Date(nowMs);
  yesterday.setDate(yesterday.getDate() - 1);
  return on(yesterday);
}

export function windowOf(text: string): number {
  const [, count, unit = ''] = /^(\d{1,4})([smh])$/.exec(text) ?? [];
  const ms = Number(count) * (UNIT_MS[unit] ?? Number.NaN);
  if (!(ms >= LEAST_MS && ms <= MOST_MS)) {
    throw new UsageError(`--window: ${quoted(text)} is not from 1m to 2h; accepted: such as 90s, 10m, 1h`);
  }
  return ms;
}

/** The answer first, then the list with the first that explains in bold, then what could be read. */
export function renderTimeline(told: Timeline, style: TextStyle): string {
  const words = vocabularyOf(style.language).timeline;
  const paint = painterFor(style);
  const rows = told.events.map((one, at) => {
    const row = `${at === told.first ? (style.unicode ? '▶' : '>') : ' '} ${clock(one.at)}  ${textOf(one, style)}`;
    return at === told.first ? paint('strong', row) : row;
  });
  const unread = SOURCES.filter((source) => !told.sources[source]);
  const read = words.read(SOURCES.length - unread.length, SOURCES.length);
  const names = unread.map((source) => words.source[source]);
  return `${[
    ...wrapText(answerOf(told, style), style.width),
    ...(isTwice(Date.parse(told.at)) ? wrapText(words.twice(clock(told.at)), style.width) : []),
    ...(rows.length > 0 ? ['', ...rows] : []),
    '',
    ...wrapText(
      `${read}${names.length > 0 ? `; ${words.unread(names)}` : ''} (${zoneOf(told.at)})`,
      style.width,
    ),
  ].join('\n')}\n`;
}

function answerOf({ answer, first, events, sources }: Timeline, style: TextStyle): string {
  const words = vocabularyOf(style.language).timeline;
  const one = first === null ? undefined : events[first];
  if (one === undefined || answer === 'nothing' || answer === 'unknown') {
    const read = SOURCES.filter((source) => sources[source]).length;
    return answer === 'nothing' ? words.nothing : words.unknown(read, SOURCES.length);
  }
  return words[answer](clock(one.at), textOf(one, style));
}

function textOf(
  { kind, count, of, verdict, interface: name }: TimelineEvent,
  { language }: TextStyle,
): string {
  const { timeline: words, verdict: verdicts } = vocabularyOf(language);
  switch (kind) {
    case 'samples-lost':
      return words.samplesLost(count ?? 0, of ?? 0);
    case 'client-lines':
      return words.clientLines(count ?? 0);
    case 'verdict':
      return words.verdict(
        Object.hasOwn(verdicts, verdict ?? '') ? verdicts[verdict as keyof typeof verdicts] : '–',
      );
    default:
      return name === null ? words.kind[kind] : words.on(words.kind[kind], name);
  }
}

/** Of the wall, in this computer's zone. */
function clock(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 8);
}

function zoneOf(iso: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'shortOffset' }).formatToParts(
    new Date(iso),
  );
  return (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
}

/** The same time of the wall comes again an hour later. */
function isTwice(atMs: number): boolean {
  return [1_800_000, 3_600_000].some((later) => {
    const [one, other] = [new Date(atMs), new Date(atMs + later)];
    return one.getTimezoneOffset() * 60_000 + later === other.getTimezoneOffset() * 60_000;
  });
}
