/** The live view of a watch: how it stands, a band for each protocol, the round trip, what changed last. Pure. */
import stringWidth from 'string-width';
import { PROTOCOLS, type Verdict } from '../core/words.ts';
import { sayIn } from '../core/say.ts';
import { bandsOf, type Band, type BandLane } from '../history/bands.ts';
import { msOfUnits, type HistoryLine } from '../history/line.ts';
import { percentile } from '../reading/statistics.ts';
import { painterFor, signOf, TONE_OF_VERDICT, type TextStyle } from '../report/text-style.ts';
import type { PauseReason } from '../watch/schedule.ts';
import { vocabularyOf } from '../words/languages.ts';

export interface WatchView {
  /** Oldest first. */
  readonly lines: readonly HistoryLine[];
  readonly events: readonly { readonly atMs: number; readonly text: string }[];
  readonly nowMs: number;
  readonly packets: number;
  readonly paused: PauseReason;
}

/** What one column of the bands stands for. */
const COLUMN_MS = 4 * 60_000;
const LABEL = 12;
const EVENTS = 5;
/** Square-root scale of the design: 430 ms is the top. */
const TOP_MS = 430;

const STATES: readonly Band['state'][] = ['not-ready', 'degraded', 'unknown', 'ready', 'not-watched'];
const SIGNS: Readonly<Record<Band['state'], readonly [unicode: string, ascii: string]>> = {
  ready: ['▁', '_'],
  degraded: ['▄', '='],
  'not-ready': ['█', '#'],
  unknown: ['?', '?'],
  'not-watched': ['·', '.'],
};
const BLOCKS = ['▁▂▃▄▅▆▇█', '12345678'] as const;

/** Whole lines, none wider than the style's width. */
export function renderWatch(view: WatchView, style: TextStyle): string {
  const words = vocabularyOf(style.language).watch;
  const columns = Math.max(10, style.width - LABEL - 1);
  const span = { fromMs: view.nowMs - columns * COLUMN_MS, toMs: view.nowMs };
  const rows = [
    headOf(view, style),
    '',
    ...PROTOCOLS.filter((protocol) => view.lines.at(-1)?.protocols[protocol] !== undefined).map((protocol) =>
      row(protocolLabel(view, style, protocol), bandRow({ view, style, span, columns }, protocol)),
    ),
    cut(`  ${legend(style)}`, style),
    '',
    row(`  ${words.median}`, figures({ view, style, span, columns }, medianSign)),
    row(`  ${words.lost}`, figures({ view, style, span, columns }, lostSign)),
    row('', edges(span, columns, style)),
    '',
    ...view.events.slice(-EVENTS).map(({ atMs, text }) => cut(`  ${clock(atMs)}  ${text}`, style)),
    cut(`  ${footOf(view, style)}`, style),
  ];
  return `${rows.join('\n')}\n`;
}

interface Drawing {
  readonly view: WatchView;
  readonly style: TextStyle;
  readonly span: { readonly fromMs: number; readonly toMs: number };
  readonly columns: number;
}

function headOf({ lines, nowMs }: WatchView, style: TextStyle): string {
  const words = vocabularyOf(style.language).watch;
  const last = lines.at(-1);
  if (last === undefined) return cut(`${words.waiting}   ${words.ends}`, style);
  const since = lines.findLastIndex(({ verdict }) => verdict !== last.verdict) + 1;
  const minutes = Math.max(0, Math.floor((nowMs - Date.parse(lines[since]?.at ?? last.at)) / 60_000));
  const tone = TONE_OF_VERDICT[last.verdict];
  const told = words.now(vocabularyOf(style.language).verdict[last.verdict], words.span(minutes));
  const sign = signOf(tone, style);
  // Cut as it is seen: colour has no width.
  return cut(`${sign} ${told}   ${words.ends}`, style).replace(sign, painterFor(style)(tone, sign));
}

function protocolLabel({ lines }: WatchView, style: TextStyle, protocol: 'pcoip' | 'dcv'): string {
  const verdict: Verdict = lines.at(-1)?.protocols[protocol] ?? 'unknown';
  const sign = signOf(TONE_OF_VERDICT[verdict], style);
  return `  ${sayIn(style.language).protocol(protocol).padEnd(6)} ${sign}`;
}

function row(label: string, drawn: string): string {
  return `${label}${' '.repeat(Math.max(1, LABEL - stringWidth(label)))}${drawn}`.trimEnd();
}

function bandRow({ view, style, span, columns }: Drawing, lane: BandLane): string {
  const bands = bandsOf(view.lines, lane, span);
  return Array.from({ length: columns }, (_, column) => {
    const fromMs = span.fromMs + column * COLUMN_MS;
    const here = bands.filter((band) => band.fromMs < fromMs + COLUMN_MS && band.toMs > fromMs);
    const state = STATES.find((one) => here.some((band) => band.state === one)) ?? 'not-watched';
    return SIGNS[state][style.unicode ? 0 : 1];
  }).join('');
}

function legend(style: TextStyle): string {
  const names = {
    ...vocabularyOf(style.language).verdict,
    'not-watched': vocabularyOf(style.language).watch.notWatched,
  };
  const order = ['ready', 'degraded', 'not-ready', 'unknown', 'not-watched'] as const;
  return order.map((one) => `${SIGNS[one][style.unicode ? 0 : 1]} ${names[one]}`).join('  ');
}

type SignOf = (samples: readonly (number | null)[], style: TextStyle) => string;

function figures({ view, style, span, columns }: Drawing, sign: SignOf): string {
  return Array.from({ length: columns }, (_, column) => {
    const fromMs = span.fromMs + column * COLUMN_MS;
    const here = view.lines.filter(({ at }) => {
      const atMs = Date.parse(at);
      return atMs >= fromMs && atMs < fromMs + COLUMN_MS;
    });
    return sign(
      here.flatMap(({ samples }) => samples),
      style,
    );
  }).join('');
}

const medianSign: SignOf = (samples, { unicode }) => {
  const units = percentile(
    samples.filter((sample) => sample !== null),
    0.5,
  );
  if (units === null) return ' ';
  const share = Math.sqrt(Math.min(TOP_MS, msOfUnits(units)) / TOP_MS);
  return BLOCKS[unicode ? 0 : 1][Math.min(7, Math.floor(share * 8))] ?? ' ';
};

const lostSign: SignOf = (samples) => (samples.includes(null) ? 'x' : ' ');

function edges({ fromMs, toMs }: Drawing['span'], columns: number, { language }: TextStyle): string {
  const right = `${vocabularyOf(language).watch.nowMark} ${clock(toMs)}`;
  return `${clock(fromMs)}${' '.repeat(Math.max(1, columns - 5 - stringWidth(right)))}${right}`;
}

function footOf({ lines, nowMs, packets, paused }: WatchView, { language }: TextStyle): string {
  const [words, say] = [vocabularyOf(language).watch, sayIn(language)];
  if (paused !== 'none') return words.paused[paused];
  const last = lines.at(-1);
  if (last === undefined) return words.packets(packets);
  const came = last.samples.filter((sample) => sample !== null);
  const median = percentile(came, 0.5);
  const told = words.last({
    ms: median === null ? '–' : say.ms(Math.round(msOfUnits(median))),
    lost: last.samples.length - came.length,
    sent: last.samples.length,
    ago: say.span(Math.max(0, nowMs - Date.parse(last.at))),
  });
  const nextMs = Date.parse(last.at) + last.durationMs + (last.nextMs ?? 0);
  return [told, words.nextRun(clock(nextMs)), words.packets(packets)].join('; ');
}

/** Of the wall, in this computer's zone. */
function clock(atMs: number): string {
  return new Date(atMs).toTimeString().slice(0, 5);
}

function cut(text: string, { width, unicode }: TextStyle): string {
  if (stringWidth(text) <= width) return text;
  const end = unicode ? '…' : '...';
  let short = text;
  while (stringWidth(short) + end.length > width) short = short.slice(0, -1);
  return `${short.trimEnd()}${end}`;
}
