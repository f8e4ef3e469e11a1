/** The ranking of Regions for a terminal and as CSV: bars, figures and bands side by side, PCoIP and DCV apart. Pure. */
import type { RegionFigures } from '../findings/finding.ts';
import { LIMIT_OF_SIGHT, counted, milliseconds, seconds } from './plain-words.ts';
import { inRankOrder, type RegionsDocument } from './regions-document.ts';
import { csvField, terminalSafe } from './safe-text.ts';
import { PLAIN_TEXT, painterFor, type Painter, type TextStyle, type Tone } from './text-style.ts';
import { cutMiddle, hangText, padTo, wrapText } from './wrap-text.ts';

const CODE_WIDTH = 15;
const CITY_WIDTH = 13;
const BAR_WIDTH = 14;

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
    ...regionTable(document.regions, style),
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
  return completed ? 'No Region can be reached from here.' : 'Stopped before any Region had answered.';
}

function standings({ bestRegion, askedFor, failOver }: RegionsDocument): string[] {
  // The fail-over has a line of its own below.
  const reasons = (bestRegion?.reasons ?? []).filter((reason) => !/fail-over/i.test(reason));
  const lines = reasons.map((reason) => `Why: ${reason}`);
  if (askedFor) lines.push(`Asked for: ${standingText(askedFor, 'the best')}`);
  if (failOver) lines.push(`Fail-over: ${standingText(failOver, 'the best')}`);
  return lines;
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
export function regionTable(regions: readonly RegionFigures[], style: TextStyle): string[] {
  const paint = painterFor(style);
  const slowest = Math.max(1, ...regions.map((region) => region.rtt?.medianMs ?? 0));
  const head = `  ${[padTo(' #', 2), padTo('Region', CODE_WIDTH + CITY_WIDTH + BAR_WIDTH + 2), 'Median'.padStart(8)].join(' ')}  PCoIP      DCV`;
  return [
    paint('quiet', head),
    ...inRankOrder(regions).map((region) => regionLine({ region, slowest, style, paint })),
  ];
}

interface RegionLine {
  readonly region: RegionFigures;
  readonly slowest: number;
  readonly style: TextStyle;
  readonly paint: Painter;
}

function regionLine({ region, slowest, style, paint }: RegionLine): string {
  const rank = (region.rank === null ? '-' : `${region.rank}`).padStart(2);
  const code = padTo(terminalSafe(region.code), CODE_WIDTH);
  const city = padTo(cutMiddle(terminalSafe(cityOf(region.name)), CITY_WIDTH), CITY_WIDTH);
  const median = region.rtt?.medianMs ?? null;
  if (median === null) return `  ${rank} ${code} ${city} ${paint('quiet', whyNoFigure(region))}`.trimEnd();
  const bar = padTo(barOf(median / slowest, style), BAR_WIDTH);
  const figures = milliseconds(median).padStart(8);
  return `  ${rank} ${code} ${city} ${bar} ${figures}  ${bandCell(region.bands.pcoip, 11, paint)}${bandCell(region.bands.dcv, 0, paint)}`.trimEnd();
}

function bandCell(band: string | null, width: number, paint: Painter): string {
  const text = padTo(band ?? '-', width);
  return paint(band === null ? 'quiet' : (BAND_TONE[band] ?? 'none'), text);
}

/** `US East (N. Virginia)` is `N. Virginia`; `Canada (Central)` names no city and is `Canada`. */
function cityOf(name: string): string {
  const [, country = name, city] = /^(.*?)\s*\(([^)]+)\)/.exec(name) ?? [];
  return city === undefined || city === 'Central' ? country : city;
}

function whyNoFigure({ reachable, rtt }: RegionFigures): string {
  if (rtt === null) return reachable === false ? 'not reachable' : 'not measured: no health-check server';
  return `no answer (0 of ${rtt.sent})`;
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
];

export function renderRegionsCsv({ regions }: Pick<RegionsDocument, 'regions'>): string {
  const rows = inRankOrder(regions).map((region) => {
    const { rtt } = region;
    return [
      ...[region.rank, region.code, region.name, region.reachable, region.scoreMs],
      ...[rtt?.medianMs, rtt?.p95Ms, rtt?.jitterMs, rtt?.lossRatio, rtt?.sent, rtt?.received, rtt?.port],
      ...[region.grade, region.bands.pcoip, region.bands.dcv],
    ].map((value) => csvField(value ?? null));
  });
  return [CSV_HEAD, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}
