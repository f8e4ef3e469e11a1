import { dataFolder } from '../../engine/data-folder.ts';
import { toldAround } from '../../engine/timeline.ts';
import { overTime } from '../../history/over-time.ts';
import { renderJson } from '../../report/render-json.ts';
import { painterFor, type TextStyle } from '../../report/text-style.ts';
import { wrapText } from '../../core/wrap-text.ts';
import { answerText, eventText, sourcesText } from '../../timeline/say.ts';
import type { Timeline } from '../../timeline/tell.ts';
import { vocabularyOf } from '../../words/languages.ts';
import type { CommandAction } from '../command-definition.ts';
import { prepareDelivery } from '../deliver.ts';
import { EXIT } from '../exit-codes.ts';
import { oneOf } from '../given-options.ts';
import { textStyleFor } from '../terminal-style.ts';
import { UsageError, quoted } from '../usage-error.ts';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };
const [LEAST_MS, MOST_MS] = [60_000, 7_200_000];

/** `preflight timeline`. */
export const timeline: CommandAction = async ({ options, context }) => {
  const atMs = momentOf(oneOf(options, 'at'), Date.now());
  const windowMs = windowOf(oneOf(options, 'window') ?? '10m');
  const deliver = await prepareDelivery(options, context);
  const { env, interrupt: signal } = context;
  const history = overTime(dataFolder(env));
  const told = await toldAround({ atMs, windowMs, env, lines: (span) => history.lines(span), signal });
  const style = textStyleFor(context, options);
  await deliver(oneOf(options, 'format') === 'json' ? renderJson(told) : renderTimeline(told, style));
  return told.first === null ? EXIT.no : EXIT.ok;
};

const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const WHOLE = /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d)(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?$/;

/** In the zone of this computer where none is named. Throws `UsageError`. */
export function momentOf(text: string | null, nowMs: number): number {
  if (text === null) throw new UsageError('--at is needed: when it froze, such as 14:05');
  const atMs = clockToday(text, nowMs) ?? dated(text);
  if (Number.isNaN(atMs))
    throw new UsageError(`--at: ${quoted(text)} is no time; accepted: 14:05 or 2026-11-29T14:05`);
  if (isLeftOut(text, atMs))
    throw new UsageError(`--at: ${quoted(text)} was left out that day: the clocks were set forward`);
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

/** NaN where the text is no date and time. `Date.parse` alone takes 30 February for 2 March. */
function dated(text: string): number {
  const wall = WHOLE.exec(text)?.[1]?.replace(' ', 'T');
  const named = Date.parse(`${wall ?? ''}Z`);
  const isNamed = !Number.isNaN(named) && new Date(named).toISOString().slice(0, 16) === wall;
  return isNamed ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
}

/** A time without a zone that the wall did not have: the system moves on to the next one. */
function isLeftOut(text: string, atMs: number): boolean {
  const [, hour, minute] = /(?:^|[T ])(\d{1,2}):(\d\d)(?::\d\d)?$/.exec(text) ?? [];
  const wall = new Date(atMs);
  return hour !== undefined && (Number(hour) !== wall.getHours() || Number(minute) !== wall.getMinutes());
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
  const vocabulary = vocabularyOf(style.language);
  const paint = painterFor(style);
  const rows = told.events.map((one, at) => {
    const row = `${at === told.first ? (style.unicode ? '▶' : '>') : ' '} ${clock(one.at)}  ${eventText(one, vocabulary)}`;
    return at === told.first ? paint('strong', row) : row;
  });
  return `${[
    ...wrapText(answerText(told, vocabulary, clock), style.width),
    ...(isTwice(Date.parse(told.at)) ? wrapText(vocabulary.timeline.twice(clock(told.at)), style.width) : []),
    ...(rows.length > 0 ? ['', ...rows] : []),
    '',
    ...wrapText(`${sourcesText(told, vocabulary).join('; ')} (${spanOf(told)})`, style.width),
  ].join('\n')}\n`;
}

/** Of the wall, in this computer's zone. */
function clock(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 8);
}

/** `2026-11-29 13:55-14:15 UTC+1`: a bare 14:05 may have been yesterday's. */
function spanOf({ from, to }: Timeline): string {
  const day = new Date(from).toLocaleDateString('sv-SE');
  return `${day} ${clock(from).slice(0, 5)}-${clock(to).slice(0, 5)} ${zoneOf(from)}`;
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
