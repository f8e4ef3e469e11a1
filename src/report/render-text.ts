/** The report for a terminal: verdict first, then the causes with their remedies, then the figures and a compact table. Pure. */
import { STATUSES } from '../core/words.ts';
import { describeFigures } from './describe-figures.ts';
import { LIMIT_OF_SIGHT, STATUS_NAME, counted, seconds } from './plain-words.ts';
import { regionTable } from './render-regions.ts';
import { notMeasuredOf } from './regions-document.ts';
import type { Report } from './report.ts';
import { terminalSafe } from './safe-text.ts';
import { causeBlocks, noticeBlock } from './text-causes.ts';
import { checkBlock } from './text-checks.ts';
import { protocolBlock } from './text-protocols.ts';
import {
  PLAIN_TEXT,
  VERDICT_SIGN,
  headSign,
  painterFor,
  symbolOf,
  type Pen,
  type TextStyle,
} from './text-style.ts';
import { hangText, padTo, wrapText } from './wrap-text.ts';

/** Unsteady checks shown of a repeated run before the rest is folded into a count. */
const REPEAT_ROWS = 8;

export function renderText(report: Report, style: TextStyle = PLAIN_TEXT): string {
  const pen = { style, paint: painterFor(style) };
  const blocks = [
    verdictBlock(report, pen),
    protocolBlock(report, pen),
    ...causeBlocks(report, pen),
    noticeBlock(report, pen),
    repeatBlock(report, pen),
    figureBlock(report, pen),
    checkBlock(report, pen),
    footBlock(report, pen),
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${text.join('\n\n')}\n`;
}

function verdictBlock(report: Report, { style, paint }: Pen): string[] {
  const sign = headSign(report);
  const word = VERDICT_SIGN[report.verdict].word.toLowerCase();
  const contractWord = report.verdict.replace('-', ' ') === word ? '' : ` (${report.verdict})`;
  const lead = `${symbolOf(sign, style)} `;
  return [
    ...demonstration(report, style),
    ...hangText(terminalSafe(report.summary), { lead, width: style.width }).map((line) =>
      paint(sign.tone, paint('strong', line)),
    ),
    `  Verdict: ${word}${contractWord}`,
    ...cutShort(report, style),
  ];
}

function demonstration(report: Report, style: TextStyle): string[] {
  if (!report.simulated) return [];
  const scenario = report.scenario ? ` (${terminalSafe(report.scenario)})` : '';
  return [...wrapText(`Demonstration${scenario}: nothing was sent.`, style.width), ''];
}

function cutShort(report: Report, style: TextStyle): string[] {
  if (report.completed) return [];
  const why = report.completedBecause === 'deadline' ? 'The deadline ended the run' : 'The run was stopped';
  const text = `${why} after ${seconds(report.durationMs)}; what was seen until then stands below.`;
  return hangText(text, { lead: '  ', width: style.width });
}

/** With `--repeat`: what comes and goes, run by run. */
function repeatBlock({ repeat }: Report, { style, paint }: Pen): string[] {
  if (repeat === undefined) return [];
  const total = repeat.runs.length;
  const strip = repeat.runs.map(({ verdict }) => {
    const sign = VERDICT_SIGN[verdict];
    return paint(sign.tone, symbolOf(sign, style));
  });
  const findings = repeat.findings
    .filter(({ severity }) => severity !== 'notice')
    .map(
      ({ title, inRuns }) =>
        `${title}: in ${inRuns.length} of ${counted(total, 'run')} (${inRuns.join(', ')})`,
    );
  const unsteady = repeat.checks.filter(({ steady }) => !steady);
  const checks = unsteady
    .slice(0, REPEAT_ROWS)
    .map(({ id, statuses }) => `${id}: ${statusCounts(statuses, total)}`);
  const more = unsteady.length - REPEAT_ROWS;
  return [
    `${paint('strong', counted(total, 'run'))}  ${strip.join(' ')}`,
    ...[...findings, ...checks].flatMap((line) =>
      hangText(terminalSafe(line), { lead: '  ', width: style.width }),
    ),
    ...(more > 0 ? [`  and ${counted(more, 'check')} more that come and go`] : []),
  ];
}

/** How often it failed; of a check that never did, how often it had each status. */
function statusCounts(
  statuses: NonNullable<Report['repeat']>['checks'][number]['statuses'],
  total: number,
): string {
  if (statuses.fail > 0) return `failed in ${statuses.fail} of ${counted(total, 'run')}`;
  const met = STATUSES.filter((word) => statuses[word] > 0).reverse();
  return `${met.map((word) => `${STATUS_NAME[word]} in ${statuses[word]}`).join(', ')} of ${total} runs`;
}

function figureBlock(report: Report, { style, paint }: Pen): string[] {
  if (report.regions.length > 1) {
    return [
      paint('strong', 'Regions'),
      ...regionTable({ regions: report.regions, notMeasured: notMeasuredOf(report) }, style),
      ...bestRegion(report, style),
    ];
  }
  const [region] = report.regions;
  if (region === undefined) return [];
  const head = paint('strong', terminalSafe(`Measured to ${region.name} (${region.code})`));
  const rows = describeFigures(region).flatMap(({ name, value, how }) =>
    hangText(terminalSafe(how === null ? value : `${value}; ${how}`), {
      lead: `  ${padTo(name, 13)}`,
      width: style.width,
      paint: (lead) => paint('quiet', lead),
    }),
  );
  return [head, ...rows];
}

function bestRegion({ bestRegion: best }: Report, style: TextStyle): string[] {
  if (best === null) return [];
  const reasons = best.reasons.length > 0 ? `: ${best.reasons.join('; ')}` : '';
  return hangText(terminalSafe(`Best Region: ${best.code}${reasons}`), { lead: '  ', width: style.width });
}

function footBlock(report: Report, { style, paint }: Pen): string[] {
  const overlay = report.tables.overlay === null ? '' : `, overlay ${report.tables.overlay}`;
  const made =
    `Preflight ${report.agent.version}, tables ${report.tables.edition}${overlay}; ` +
    `${counted(report.checks.length, 'check')} in ${seconds(report.durationMs)}, ${report.createdAt}.`;
  return [...wrapText(LIMIT_OF_SIGHT, style.width), ...wrapText(terminalSafe(made), style.width)].map(
    (line) => paint('quiet', line),
  );
}
