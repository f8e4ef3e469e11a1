/** The report for a terminal: verdict first, then the causes with their remedies, then the figures and a compact table. Pure. */
import { PROTOCOLS, STATUSES, type Protocol } from '../core/words.ts';
import type { Finding } from '../findings/finding.ts';
import {
  countByGroup,
  describeOutcome,
  describeTarget,
  foldNotTested,
  type GroupCount,
} from './describe-checks.ts';
import { describeFigures } from './describe-figures.ts';
import { evidenceLines } from './describe-finding.ts';
import {
  LIMIT_OF_SIGHT,
  PROTOCOL_NAME,
  SIDE_NAME,
  STATUS_NAME,
  TRANSPORT_NAME,
  UDP_PROOF_NAME,
  counted,
  milliseconds,
  seconds,
} from './plain-words.ts';
import { regionTable } from './render-regions.ts';
import type { Report } from './report.ts';
import { terminalSafe } from './safe-text.ts';
import {
  PLAIN_TEXT,
  SEVERITY_SIGN,
  STATUS_SIGN,
  VERDICT_SIGN,
  headSign,
  painterFor,
  symbolOf,
  type Painter,
  type TextStyle,
} from './text-style.ts';
import { hangText, lengthOf, padTo, wrapText } from './wrap-text.ts';

/** Rows shown of a long list before the rest is folded into a count. */
const EVIDENCE_ROWS = 4;
const CHECK_ROWS = 8;
const NOTICE_ROWS = 6;
/** Columns that the table of counts needs with all five statuses. */
const TABLE_WIDTH = 76;

type Forecast = NonNullable<Report['protocols']['pcoip']>;

interface Pen {
  readonly style: TextStyle;
  readonly paint: Painter;
}

export function renderText(report: Report, style: TextStyle = PLAIN_TEXT): string {
  const pen = { style, paint: painterFor(style) };
  const blocks = [
    verdictBlock(report, pen),
    protocolBlock(report, pen),
    ...causeBlocks(report, pen),
    noticeBlock(report, pen),
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
  const contractWord = word === report.verdict ? '' : ` (${report.verdict})`;
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

function protocolBlock(report: Report, pen: Pen): string[] {
  const asked = PROTOCOLS.flatMap((protocol) => {
    const forecast = report.protocols[protocol];
    return forecast === undefined ? [] : [{ protocol, forecast }];
  });
  const widest = Math.max(0, ...asked.map(({ forecast }) => lengthOf(VERDICT_SIGN[forecast.verdict].word)));
  return asked.flatMap(({ protocol, forecast }) =>
    protocolLines({ protocol, forecast, widest, report, pen }),
  );
}

interface ProtocolLines {
  readonly protocol: Protocol;
  readonly forecast: Forecast;
  /** Columns of the longest verdict word. */
  readonly widest: number;
  readonly report: Report;
  readonly pen: Pen;
}

function protocolLines({
  protocol,
  forecast,
  widest,
  report,
  pen: { style, paint },
}: ProtocolLines): string[] {
  const sign = VERDICT_SIGN[forecast.verdict];
  const word = padTo(`${symbolOf(sign, style)} ${sign.word}`, widest + 2);
  const lead = `  ${padTo(PROTOCOL_NAME[protocol], 6)} ${word}  `;
  const facts = hangText(terminalSafe(protocolFacts(report, forecast)), {
    lead,
    width: style.width,
    paint: (plain) => plain.replace(word, paint(sign.tone, word)),
  });
  if (forecast.forecast === null) return facts;
  return [...facts, ...hangText(terminalSafe(forecast.forecast), { lead: '         ', width: style.width })];
}

function protocolFacts(report: Report, forecast: Forecast): string {
  const deciding = report.regions.find((region) => region.code === report.decidingRegion);
  const median = deciding?.rtt?.medianMs ?? null;
  const facts = [
    median === null ? null : `${milliseconds(median)}${forecast.band === null ? '' : `, ${forecast.band}`}`,
    forecast.transport === null ? null : TRANSPORT_NAME[forecast.transport],
    UDP_PROOF_NAME[forecast.udpProof],
  ];
  return facts.filter((fact) => fact !== null).join('; ');
}

function causeBlocks(report: Report, pen: Pen): string[][] {
  const causes = report.findings.filter((finding) => finding.severity !== 'notice');
  return causes.map((finding, index) => causeBlock({ finding, report, pen, isFirst: index === 0 }));
}

interface Cause {
  readonly finding: Finding;
  readonly report: Report;
  readonly pen: Pen;
  readonly isFirst: boolean;
}

function causeBlock({ finding, report, pen, isFirst }: Cause): string[] {
  const { style, paint } = pen;
  const sign = SEVERITY_SIGN[finding.severity];
  const place = finding.region === null ? '' : `, ${finding.region}`;
  const head = isFirst ? 'The cause' : sign.word;
  const lead = (name: string): string => `  ${padTo(name, 10)}`;
  const row = (name: string, text: string): string[] =>
    text === ''
      ? []
      : hangText(terminalSafe(text), {
          lead: lead(name),
          width: style.width,
          paint: (it) => paint('quiet', it),
        });
  return [
    ...wrapText(
      terminalSafe(`${head}: ${SIDE_NAME[finding.side]}${place} (${finding.code})`),
      style.width,
    ).map((line) => paint('quiet', line)),
    ...hangText(terminalSafe(finding.title), {
      lead: `${symbolOf(sign, style)} `,
      width: style.width,
    }).map((line) => paint(sign.tone, paint('strong', line))),
    ...hangText(terminalSafe(finding.explanation), { lead: '  ', width: style.width }),
    '',
    ...row('You', finding.remedies.user),
    ...row('Helpdesk', finding.remedies.helpdesk),
    ...row('Network', finding.remedies.network),
    ...evidenceRows({ finding, report, row }),
    ...row('Rule', finding.sources.join('; ')),
  ];
}

interface EvidenceRows {
  readonly finding: Finding;
  readonly report: Report;
  readonly row: (name: string, text: string) => string[];
}

function evidenceRows({ finding, report, row }: EvidenceRows): string[] {
  const { lines, more } = evidenceLines(finding, report.checks, EVIDENCE_ROWS);
  const rows = lines.flatMap((line, index) => row(index === 0 ? 'Seen' : '', line));
  return more === 0 ? rows : [...rows, ...row('', `and ${counted(more, 'check')} more like these`)];
}

function noticeBlock({ findings }: Report, { style, paint }: Pen): string[] {
  const notices = findings.filter((finding) => finding.severity === 'notice');
  if (notices.length === 0) return [];
  const lines = notices.slice(0, NOTICE_ROWS).flatMap((notice) =>
    hangText(terminalSafe(`${notice.title} (${notice.code})`), {
      lead: `  ${symbolOf(SEVERITY_SIGN.notice, style)} `,
      width: style.width,
    }),
  );
  const more = notices.length - NOTICE_ROWS;
  const folded = more > 0 ? [`    and ${counted(more, 'more notice')}, in --format json`] : [];
  return [paint('strong', 'Good to know'), ...lines, ...folded];
}

function figureBlock(report: Report, { style, paint }: Pen): string[] {
  if (report.regions.length > 1) {
    return [paint('strong', 'Regions'), ...regionTable(report.regions, style), ...bestRegion(report, style)];
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

function checkBlock(report: Report, pen: Pen): string[] {
  const { style } = pen;
  const rows = countByGroup(report.checks);
  if (rows.length === 0) return [];
  return [
    ...(style.width < TABLE_WIDTH ? countLines(rows, pen) : countTable(rows, pen)),
    ...badChecks(report, pen),
    ...foldNotTested(report).flatMap((line) =>
      hangText(terminalSafe(line), {
        lead: `  ${symbolOf(STATUS_SIGN['not-tested'], style)} `,
        width: style.width,
      }),
    ),
  ];
}

function countTable(rows: readonly GroupCount[], { paint }: Pen): string[] {
  const shown = STATUSES.filter((status) => rows.some(({ counts }) => counts[status] > 0));
  const head = `  ${padTo('Checks', 18)}${shown.map((status) => STATUS_NAME[status].padStart(11)).join('')}`;
  const lines = rows.map(({ name, counts }) => {
    const cells = shown.map((status) => countCell(counts[status], status, paint));
    return `  ${padTo(name, 18)}${cells.join('')}`;
  });
  return [paint('quiet', head), ...lines];
}

/** For a narrow terminal: the same counts, one line a group. */
function countLines(rows: readonly GroupCount[], { style }: Pen): string[] {
  return rows.flatMap(({ name, counts }) => {
    const told = STATUSES.filter((status) => counts[status] > 0);
    const text = told.map((status) => `${counts[status]} ${STATUS_NAME[status]}`).join(', ');
    return hangText(`${name}: ${text}`, { lead: '  ', width: style.width });
  });
}

function countCell(count: number, status: keyof typeof STATUS_SIGN, paint: Painter): string {
  const text = (count === 0 ? '-' : `${count}`).padStart(11);
  return paint(count === 0 ? 'quiet' : STATUS_SIGN[status].tone, text);
}

/** Failed and odd checks that no finding above has told of already. */
function badChecks({ checks, findings }: Report, { style, paint }: Pen): string[] {
  const told = new Set(findings.flatMap((finding) => finding.checks));
  const bad = checks.filter(({ id, status }) => (status === 'fail' || status === 'warn') && !told.has(id));
  const lines = bad.slice(0, CHECK_ROWS).flatMap((check) => {
    const sign = STATUS_SIGN[check.status];
    const text = `${sign.word}: ${describeTarget(check)}: ${describeOutcome(check)}`;
    const lead = `  ${symbolOf(sign, style)} `;
    return hangText(terminalSafe(text), { lead, width: style.width, paint: (it) => paint(sign.tone, it) });
  });
  const more = bad.length - CHECK_ROWS;
  return more > 0 ? [...lines, `    and ${counted(more, 'check')} more like these`] : lines;
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
