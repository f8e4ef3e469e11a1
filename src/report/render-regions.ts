/** The ranking of Regions for a terminal and as CSV: one figure (the median), what it costs, what was lost, and each protocol's band. Pure. */
import { sayIn, type Say } from '../core/say.ts';
import type { Language } from '../core/language.ts';
import { PROTOCOLS, STREAMING_PORT, type Protocol, type Status } from '../core/words.ts';
import { slowerByMs } from '../core/slower-by.ts';
import { THRESHOLDS } from '../reading/thresholds.ts';
import type { RegionFigures } from '../reading/region-figures.ts';
import type { Vocabulary } from '../words/en/index.ts';
import { vocabularyOf, wordsOf } from '../words/languages.ts';
import { inRankOrder, type RegionsDocument } from './regions-document.ts';
import { csvField, terminalSafe } from './safe-text.ts';
import { PLAIN_TEXT, painterFor, signOf, type Pen, type TextStyle, type Tone } from './text-style.ts';
import { cutMiddle, hangText, lengthOf, padTo, wrapText } from '../core/wrap-text.ts';

const CODE_WIDTH = 14;
const CITY_WIDTH = 13;
/** Median, what it costs, and lost. */
const FIGURE_WIDTHS = [9, 10, 7] as const;
const BAND_WIDTH = 8;
/** Up to the bands; a wider screen has bars behind them. */
const TABLE_WIDTH = 80;
const MOST_BAR = 16;
/** Regions that are shown before the rest is one line. */
const SHOWN = 8;

const BAND_TONE: Readonly<Record<string, Tone>> = {
  best: 'pass',
  affected: 'none',
  degraded: 'warn',
  terminated: 'fail',
  beyond: 'warn',
};

interface Context {
  readonly say: Say<Language>;
  readonly v: Vocabulary;
  readonly pen: Pen;
}

function contextOf(style: TextStyle): Context {
  return {
    say: sayIn(style.language),
    v: vocabularyOf(style.language),
    pen: { style, paint: painterFor(style) },
  };
}

/** The whole answer of `preflight regions`: the sentence, then the table. `all`: every Region on a line of its own. */
export function renderRegionsText(
  document: RegionsDocument,
  style: TextStyle = PLAIN_TEXT,
  { all }: { readonly all: boolean } = { all: false },
): string {
  const context = contextOf(style);
  const { v, pen } = context;
  const tone = toneOf(document);
  const head = hangText(terminalSafe(headline(document, context)), {
    lead: `${signOf(tone, style)} `,
    width: style.width,
  });
  const notes = [...causeLines(document, context), ...shutLines(document, context)];
  const most = all ? Infinity : SHOWN;
  const lines = [
    ...(document.simulated ? [pen.paint('quiet', v.face.demonstration('')), ''] : []),
    ...head.map((line) => pen.paint(tone, pen.paint('strong', line))),
    ...notes.flatMap((text) => hangText(terminalSafe(text), { lead: '  ', width: style.width })),
    '',
    ...regionTable(document, style, { most, more: v.regions.more, own: document.askedFor?.code ?? null }),
    '',
    ...[standBy(document, context), howMeasured(document, context), v.limitOfSight].flatMap((text) =>
      wrapText(terminalSafe(text), style.width - 2).map((line) => pen.paint('quiet', `  ${line}`)),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function toneOf({ bestRegion, regions, askedFor }: RegionsDocument): Status {
  if (bestRegion === null) return regions.some(({ reachable }) => reachable === false) ? 'fail' : 'unproven';
  return askedFor === null || askedFor.code === bestRegion.code ? 'pass' : 'warn';
}

function headline(document: RegionsDocument, context: Context): string {
  const { bestRegion, regions } = document;
  const best = regions.find(({ code }) => code === bestRegion?.code);
  const medianMs = best?.rtt?.medianMs ?? null;
  if (best === undefined || medianMs === null) return noBest(document, context);
  return againstOwn(document, { best, medianMs }, context);
}

function noBest({ regions, completed }: RegionsDocument, { v }: Context): string {
  if (!completed) return v.regions.stopped;
  return regions.some(({ reachable }) => reachable === false)
    ? v.regions.noneReached
    : v.regions.noneMeasured;
}

/** The best Region beside the one that was asked for. */
function againstOwn(
  { regions, askedFor }: RegionsDocument,
  { best, medianMs }: { readonly best: RegionFigures; readonly medianMs: number },
  { say, v }: Context,
): string {
  const bestMs = say.ms(medianMs);
  const own = regions.find(({ code }) => code === askedFor?.code);
  if (own === undefined) return v.regions.best(say.region(best), bestMs);
  if (own.code === best.code) return v.regions.yours(say.region(best), bestMs);
  const ownMs = own.rtt?.medianMs ?? null;
  if (ownMs === null) return v.regions.notMeasured(say.region(own), say.region(best), bestMs);
  const cost = Math.round(ownMs - medianMs);
  return cost > 0
    ? v.regions.slower(say.region(own), say.ms(cost), say.region(best), bestMs)
    : v.regions.tied(say.region(own), say.region(best), bestMs);
}

function causeLines({ cause }: RegionsDocument, { v, pen }: Context): string[] {
  if (cause === null) return [];
  const words = wordsOf(cause.code, [cause.params], pen.style.language);
  const title = words?.title ?? cause.title;
  return [
    v.regions.cause(title, `${v.side[cause.side]}${v.comma}${cause.code}`),
    words?.explanation ?? cause.explanation,
  ];
}

/** The round trip is that of the first port that opened; the other protocol may not get through at all. */
function shutLines({ regions, bestRegion }: RegionsDocument, { say, v }: Context): string[] {
  const best = regions.find(({ code }) => code === bestRegion?.code);
  if (best === undefined) return [];
  return PROTOCOLS.filter((protocol) => isShut(best, protocol)).map((protocol) => {
    const open = inRankOrder(regions).find((region) => (region.streaming[protocol]?.open ?? 0) > 0);
    const port = STREAMING_PORT[protocol];
    return open === undefined
      ? v.regions.shutEverywhere(say.protocol(protocol), port)
      : v.regions.shutHere(say.protocol(protocol), port, say.region(best), say.region(open));
  });
}

/** Tried on its health-check servers, and none opened. Not tried is not shut. */
function isShut({ streaming }: RegionFigures, protocol: Protocol): boolean {
  return streaming[protocol] !== null && streaming[protocol].open === 0;
}

function standBy({ regions, failOver, bestRegion }: RegionsDocument, { say, v }: Context): string {
  // Where the person's own Region is not the best, the best is what the headline says.
  const region =
    failOver?.code === bestRegion?.code ? undefined : regions.find(({ code }) => code === failOver?.code);
  const tie = v.regions.tie(say.ms(THRESHOLDS.tieMs), say.percent(THRESHOLDS.tieRatio * 100));
  return region === undefined ? '' : say.sentences(v.regions.standBy(say.region(region)), tie);
}

function howMeasured({ regions, durationMs, tables }: RegionsDocument, { say, v }: Context): string {
  const measured = regions.flatMap(({ rtt }) => (rtt === null ? [] : [rtt]));
  const received = measured.reduce((sum, rtt) => sum + rtt.received, 0);
  const ports = say.list([...new Set(measured.map((rtt) => String(rtt.port)))]);
  const servers = measured.reduce((sum, rtt) => sum + rtt.servers.length, 0);
  const how = received === 0 ? v.regions.noRoundTrip : v.regions.how(received, ports, servers);
  return `${how}${v.comma}${v.regions.span(say.span(durationMs), tables.edition)}`;
}

export interface TableOptions {
  /** Ranked Regions on lines of their own; the rest is counted by `more`. */
  readonly most: number;
  readonly more: (count: number, low: string, high: string) => string;
  /** The Region of the person: marked, and never folded away. */
  readonly own: string | null;
}

/** One line a Region: rank, code, city, median, what it costs over the best, lost, bands; a Region without figures says why. */
export function regionTable(
  { regions, notMeasured }: Pick<RegionsDocument, 'regions' | 'notMeasured'>,
  style: TextStyle,
  { most, more, own }: TableOptions,
): string[] {
  const context = contextOf(style);
  const ordered = inRankOrder(regions);
  const timed = ordered.filter(({ rtt }) => rtt !== null && rtt.medianMs !== null);
  const wanted = timed.filter(({ code }, index) => index < most || code === own);
  // A line that says "1 more" is no shorter than the one.
  const shown = timed.length - wanted.length < 2 ? timed : wanted;
  const folded = timed.filter((region) => !shown.includes(region));
  const [best] = timed;
  const slowest = Math.max(1, ...timed.map(({ rtt }) => rtt?.medianMs ?? 0));
  return [
    context.pen.paint('quiet', headLine(context)),
    ...shown.map((region) => timedLine(region, { ...context, best, slowest, own })),
    ...foldedLine(folded, more, context),
    ...ordered
      .filter((region) => !timed.includes(region))
      .flatMap((region) =>
        untimedLines(
          region,
          notMeasured.find(({ code }) => code === region.code),
          context,
        ),
      ),
  ];
}

function headLine({ v: { regions: words } }: Context): string {
  const figures = [words.median, words.slowerBy, words.lost]
    .map((name, index) => padStart(name, FIGURE_WIDTHS[index] ?? 0))
    .join('');
  return `   # ${padTo(words.region, CODE_WIDTH + CITY_WIDTH + 3)}${figures}  ${padTo('PCoIP', BAND_WIDTH)} DCV`;
}

function padStart(text: string, width: number): string {
  return `${' '.repeat(Math.max(0, width - lengthOf(text)))}${text}`;
}

interface Line extends Context {
  readonly best: RegionFigures | undefined;
  readonly slowest: number;
  readonly own: string | null;
}

function timedLine(region: RegionFigures, { say, v, pen, best, slowest, own }: Line): string {
  const { rtt } = region;
  const median = rtt?.medianMs ?? 0;
  const cost = slowerByMs(region, best);
  const mark = region.code !== own ? ' ' : pen.style.unicode ? '◂' : '<';
  const place = `${padTo(terminalSafe(region.code), CODE_WIDTH)} ${padTo(cutMiddle(terminalSafe(cityOf(say.region(region))), CITY_WIDTH), CITY_WIDTH)}${mark} `;
  const figures = [
    say.ms(median),
    cost <= 0 ? (pen.style.unicode ? '–' : '-') : say.ms(cost),
    rtt === null ? '' : `${rtt.sent - rtt.received}/${rtt.sent}`,
  ].map((text, index) => padStart(text, FIGURE_WIDTHS[index] ?? 0));
  const bands = PROTOCOLS.map((protocol) => bandCell(region, protocol, { v, pen })).join(' ');
  const line = `  ${rankOf(region)} ${place}${figures.join('')}  ${bands}`;
  return `${line}${barOf(median / slowest, pen.style)}`.trimEnd();
}

function rankOf({ rank }: RegionFigures): string {
  return (rank === null ? '-' : `${rank}`).padStart(2);
}

/** A band is worth nothing where the port did not open. */
function bandCell(region: RegionFigures, protocol: Protocol, { v, pen }: Pick<Context, 'v' | 'pen'>): string {
  const band = region.bands[protocol];
  const [text, tone]: readonly [string, Tone] = isShut(region, protocol)
    ? [v.regions.shut, 'fail']
    : band === null
      ? ['-', 'quiet']
      : [shortBand(band, v), BAND_TONE[band] ?? 'none'];
  return pen.paint(tone, padTo(text, BAND_WIDTH));
}

/** The ladder's word; the long ones in one word, as a column has no room for more. */
function shortBand(band: string, v: Vocabulary): string {
  if (band === 'terminated') return v.regions.ends;
  return band === 'beyond' ? v.regions.beyond : (v.band[band] ?? band);
}

function foldedLine(
  folded: readonly RegionFigures[],
  more: TableOptions['more'],
  { say, pen }: Context,
): string[] {
  if (folded.length === 0) return [];
  const medians = folded.map(({ rtt }) => rtt?.medianMs ?? 0);
  return [
    pen.paint(
      'quiet',
      `     ${more(folded.length, say.ms(Math.min(...medians)), say.ms(Math.max(...medians)))}`,
    ),
  ];
}

function untimedLines(
  region: RegionFigures,
  why: RegionsDocument['notMeasured'][number] | undefined,
  { say, v, pen }: Context,
): string[] {
  const place = `${padTo(terminalSafe(region.code), CODE_WIDTH)} ${padTo(cutMiddle(terminalSafe(cityOf(say.region(region))), CITY_WIDTH), CITY_WIDTH)}  `;
  const text = terminalSafe(whyNoFigure(region, why, v));
  return hangText(text, {
    lead: `  ${rankOf(region)} ${place}`,
    width: Math.min(pen.style.width, TABLE_WIDTH),
  });
}

const NO_CITY = ['Central', '中部'];

/** `US East (N. Virginia)` is `N. Virginia`; `Canada (Central)`, `カナダ (中部)` names no city and is `Canada`, `カナダ`. */
function cityOf(name: string): string {
  const [, country = name, city] = /^(.*?)\s*\(([^)]+)\)/.exec(name) ?? [];
  return city === undefined || NO_CITY.includes(city) ? country : city;
}

function whyNoFigure(
  { reachable, rtt }: RegionFigures,
  why: RegionsDocument['notMeasured'][number] | undefined,
  { regions: words, reason }: Vocabulary,
): string {
  if (rtt !== null) return words.noAnswer(rtt.sent);
  if (why === undefined) return words.untold;
  if (why.becauseOfCause) return words.becauseOfCause;
  if (why.because === 'no-server') return words.noServer;
  const text = why.because === 'no-answer' ? words.noneAnswered : reason[why.because];
  return `${reachable === false ? words.unreachable : words.untold}: ${text}`;
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** Behind the table, where the screen is wider than it. */
function barOf(share: number, { unicode, width }: TextStyle): string {
  const room = Math.min(MOST_BAR, width - TABLE_WIDTH - 1);
  if (room < 4) return '';
  const eighths = Math.max(1, Math.round(Math.min(1, share) * room * 8));
  if (!unicode) return ` ${'='.repeat(Math.max(1, Math.round(eighths / 8)))}`;
  return ` ${'█'.repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8] ?? ''}`;
}

const CSV_HEAD = [
  'rank',
  'code',
  'name',
  'reachable',
  'scoreMs',
  'medianMs',
  'p95Ms',
  'jitterMs',
  'lossRatio',
  'sent',
  'received',
  'port',
  'grade',
  'pcoipBand',
  'dcvBand',
  'pcoipOpen',
  'pcoipTested',
  'dcvOpen',
  'dcvTested',
  'notMeasuredBecause',
];

export function renderRegionsCsv({
  regions,
  notMeasured,
}: Pick<RegionsDocument, 'regions' | 'notMeasured'>): string {
  const rows = inRankOrder(regions).map((region) => {
    const why = notMeasured.find(({ code }) => code === region.code)?.text;
    return [...identityCells(region), ...rttCells(region), ...protocolCells(region), why].map((value) =>
      csvField(value ?? null),
    );
  });
  return [CSV_HEAD, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function identityCells({ rank, code, name, reachable, scoreMs }: RegionFigures) {
  return [rank, code, name, reachable, scoreMs];
}

function rttCells({ rtt }: RegionFigures) {
  if (rtt === null) return [null, null, null, null, null, null, null];
  return [rtt.medianMs, rtt.p95Ms, rtt.jitterMs, rtt.lossRatio, rtt.sent, rtt.received, rtt.port];
}

function protocolCells({ grade, bands, streaming: { pcoip, dcv } }: RegionFigures) {
  return [grade, bands.pcoip, bands.dcv, pcoip?.open, pcoip?.tested, dcv?.open, dcv?.tested];
}
