/** The ranking of Regions for a terminal and as CSV: bars, figures and bands side by side, PCoIP and DCV apart. Pure. */
import type { RegionFigures } from '../reading/region-figures.ts';
import { STREAMING_PORT, type Protocol } from '../core/words.ts';
import { LIMIT_OF_SIGHT, PROTOCOL_NAME, SIDE_NAME, counted, milliseconds, seconds } from './plain-words.ts';
import { inRankOrder, type RegionsDocument } from './regions-document.ts';
import { csvField, terminalSafe } from './safe-text.ts';
import { PLAIN_TEXT, painterFor, type Painter, type TextStyle, type Tone } from './text-style.ts';
import { cutMiddle, hangText, padTo, wrapText } from './wrap-text.ts';

const CODE_WIDTH = 15;
const CITY_WIDTH = 13;
const BAR_WIDTH = 14;
/** What is left of 80 columns behind rank, code and city. */
const WHY_WIDTH = 80 - 6 - CODE_WIDTH - 1 - CITY_WIDTH;

const BAND_TONE: Readonly<Record<string, Tone>> = {
  best: 'pass',
  affected: 'none',
  degraded: 'warn',
  terminated: 'fail',
  beyond: 'warn',
};

/** The whole answer of `preflight regions`: the best first, what the asked-for one costs, then the table. */
export function renderRegionsText(document: RegionsDocument, style: TextStyle = PLAIN_TEXT): string {
  const paint = painterFor(style);
  const lines = [
    ...(document.simulated ? ['Demonstration: nothing was sent.', ''] : []),
    ...wrapText(terminalSafe(headline(document)), style.width).map((line) => paint('strong', line)),
    ...standings(document).flatMap((text) =>
      hangText(terminalSafe(text), { lead: '  ', width: style.width }),
    ),
    '',
    ...regionTable(document, style),
    '',
    ...wrapText(terminalSafe(howMeasured(document)), style.width).map((line) => paint('quiet', line)),
    ...wrapText(LIMIT_OF_SIGHT, style.width).map((line) => paint('quiet', line)),
  ];
  return `${lines.join('\n')}\n`;
}

function headline({ bestRegion, regions, completed }: RegionsDocument): string {
  const best = regions.find((region) => region.code === bestRegion?.code);
  if (best)
    return `The best Region from here is ${best.code}, ${best.name}: ${milliseconds(best.rtt?.medianMs ?? null)}.`;
  if (!completed) return 'Stopped before any Region had answered.';
  return regions.some(({ reachable }) => reachable === false)
    ? 'No Region can be reached from here.'
    : 'No Region could be measured from here.';
}

function standings(document: RegionsDocument): string[] {
  const { bestRegion, askedFor, failOver, cause } = document;
  // The fail-over has a line of its own below.
  const reasons = (bestRegion?.reasons ?? []).filter((reason) => !/fail-over/i.test(reason));
  const lines = [...causeLines(cause), ...reasons.map((reason) => `Why: ${reason}`)];
  if (askedFor) lines.push(`Asked for: ${standingText(askedFor, 'the best')}`);
  if (failOver) lines.push(`Fail-over: ${standingText(failOver, 'the best')}`);
  return [...lines, ...shutLines(document)];
}

function causeLines(cause: RegionsDocument['cause']): string[] {
  return cause === null
    ? []
    : [`Cause: ${cause.title} (${cause.code}): ${SIDE_NAME[cause.side]}.`, cause.explanation];
}

/** The round trip is that of the first port that opened; the other protocol may not get through at all. */
function shutLines({ regions, bestRegion }: RegionsDocument): string[] {
  const best = regions.find(({ code }) => code === bestRegion?.code);
  if (best === undefined) return [];
  return (['pcoip', 'dcv'] as const)
    .filter((protocol) => isShut(best, protocol))
    .map((protocol) => {
      const port = `${PROTOCOL_NAME[protocol]}: TCP ${STREAMING_PORT[protocol]}`;
      const open = inRankOrder(regions).find((region) => (region.streaming[protocol]?.open ?? 0) > 0);
      return open === undefined
        ? `${port} opened in no Region.`
        : `${port} did not open in ${best.code}; the nearest Region where it did is ${open.code}.`;
    });
}

/** Tried on its health-check servers, and none opened. Not tried is not shut. */
function isShut({ streaming }: RegionFigures, protocol: Protocol): boolean {
  return streaming[protocol] !== null && streaming[protocol].open === 0;
}

function standingText(
  { code, medianMs, grade, costMs }: NonNullable<RegionsDocument['askedFor']>,
  best: string,
): string {
  if (medianMs === null) return `${code}, not measured.`;
  const cost = costMs === null || costMs < 0.05 ? 'no slower than' : `${milliseconds(costMs)} slower than`;
  return `${code}, ${milliseconds(medianMs)}${grade === null ? '' : `, ${grade}`}, ${cost} ${best}.`;
}

function howMeasured({ regions, durationMs, tables }: RegionsDocument): string {
  const measured = regions.flatMap(({ rtt }) => (rtt === null ? [] : [rtt]));
  const received = measured.reduce((sum, rtt) => sum + rtt.received, 0);
  const ports = [...new Set(measured.map((rtt) => rtt.port))].join(' and ');
  const servers = measured.reduce((sum, rtt) => sum + rtt.servers.length, 0);
  const how =
    received === 0
      ? 'No round trip could be measured'
      : `Median of ${counted(received, 'TCP connect')} to port ${ports} of ${counted(servers, 'health-check server')}`;
  return `${how}, in ${seconds(durationMs)}. Tables ${tables.edition}.`;
}

/** One line a Region, 80 columns wide: rank, code, city, bar, median, bands; a Region without figures says why. */
export function regionTable(
  { regions, notMeasured }: Pick<RegionsDocument, 'regions' | 'notMeasured'>,
  style: TextStyle,
): string[] {
  const paint = painterFor(style);
  const slowest = Math.max(1, ...regions.map((region) => region.rtt?.medianMs ?? 0));
  const head = `  ${[padTo(' #', 2), padTo('Region', CODE_WIDTH + CITY_WIDTH + BAR_WIDTH + 2), 'Median'.padStart(8)].join(' ')}  PCoIP      DCV`;
  return [
    paint('quiet', head),
    ...inRankOrder(regions).map((region) => {
      const why = notMeasured.find(({ code }) => code === region.code);
      return regionLine({ region, why, slowest, style, paint });
    }),
  ];
}

interface RegionLine {
  readonly region: RegionFigures;
  readonly why: RegionsDocument['notMeasured'][number] | undefined;
  readonly slowest: number;
  readonly style: TextStyle;
  readonly paint: Painter;
}

function regionLine({ region, why, slowest, style, paint }: RegionLine): string {
  const rank = (region.rank === null ? '-' : `${region.rank}`).padStart(2);
  const code = padTo(terminalSafe(region.code), CODE_WIDTH);
  const city = padTo(cutMiddle(terminalSafe(cityOf(region.name)), CITY_WIDTH), CITY_WIDTH);
  const median = region.rtt?.medianMs ?? null;
  if (median === null)
    return `  ${rank} ${code} ${city} ${paint('quiet', cutMiddle(terminalSafe(whyNoFigure(region, why)), WHY_WIDTH))}`.trimEnd();
  const bar = padTo(barOf(median / slowest, style), BAR_WIDTH);
  const figures = milliseconds(median).padStart(8);
  return `  ${rank} ${code} ${city} ${bar} ${figures}  ${bandCell(region, 'pcoip', paint)}${bandCell(region, 'dcv', paint)}`.trimEnd();
}

const BAND_CELL_WIDTH = { pcoip: 11, dcv: 0 } as const;

/** A band is worth nothing where the port did not open. */
function bandCell(region: RegionFigures, protocol: Protocol, paint: Painter): string {
  const band = region.bands[protocol];
  const [text, tone]: readonly [string, Tone] = isShut(region, protocol)
    ? ['shut', 'fail']
    : [band ?? '-', band === null ? 'quiet' : (BAND_TONE[band] ?? 'none')];
  return paint(tone, padTo(text, BAND_CELL_WIDTH[protocol]));
}

/** `US East (N. Virginia)` is `N. Virginia`; `Canada (Central)` names no city and is `Canada`. */
function cityOf(name: string): string {
  const [, country = name, city] = /^(.*?)\s*\(([^)]+)\)/.exec(name) ?? [];
  return city === undefined || city === 'Central' ? country : city;
}

function whyNoFigure({ reachable, rtt }: RegionFigures, why: RegionLine['why']): string {
  if (rtt !== null) return `no answer (0 of ${rtt.sent})`;
  if (why === undefined) return 'not measured';
  if (why.becauseOfCause) return 'not measured, because of the cause above';
  return `${reachable === false ? 'not reachable' : 'not measured'}: ${why.text}`;
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

function barOf(share: number, { unicode }: TextStyle): string {
  const eighths = Math.max(1, Math.round(Math.min(1, share) * BAR_WIDTH * 8));
  if (!unicode) return '='.repeat(Math.max(1, Math.round(eighths / 8)));
  return `${'█'.repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8] ?? ''}`;
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
