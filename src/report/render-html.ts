/**
 * The report as one HTML file: self-contained, without script, readable on paper and in the dark. It comes from a stranger's network and
 * is opened in a helpdesk's browser, so every text is escaped and its own policy forbids scripts, loads and forms. Pure.
 */
import { createHash } from 'node:crypto';
import { PROTOCOLS, STATUSES, type Status, type Verdict } from '../core/words.ts';
import type { Check } from '../reading/check.ts';
import type { Finding } from '../judge/finding.ts';
import { countByGroup, describeOutcome, describeTarget, foldNotTested } from './describe-checks.ts';
import { describeFigures } from './describe-figures.ts';
import { evidenceLines } from './describe-finding.ts';
import { statusIcon } from './html-icons.ts';
import { journeySvg } from './html-journey.ts';
import { HTML_STYLE } from './html-style.ts';
import {
  LIMIT_OF_SIGHT,
  PROTOCOL_NAME,
  REASON_NAME,
  SIDE_NAME,
  STATUS_NAME,
  TRANSPORT_NAME,
  UDP_PROOF_NAME,
  counted,
  milliseconds,
  seconds,
} from './plain-words.ts';
import { inRankOrder } from './regions-document.ts';
import type { Report } from './report.ts';
import { markupSafe } from './safe-text.ts';
import { VERDICT_SIGN } from './text-style.ts';

const EVIDENCE_ROWS = 8;

export function renderHtml(report: Report): string {
  const styleHash = createHash('sha256').update(HTML_STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">',
    `<title>Preflight: ${markupSafe(report.summary)}</title>`,
    `<style>${HTML_STYLE}</style></head><body><main>`,
    ...verdictSection(report),
    `<section class="panel" aria-label="The way from this computer to Amazon">${journeySvg(report)}</section>`,
    ...report.findings
      .filter(({ severity }) => severity !== 'notice')
      .map((each, index) => causeSection(each, report, index)),
    ...noticeSection(report),
    ...figureSection(report),
    ...checkSection(report),
    footSection(report),
    '</main></body></html>',
    '',
  ].join('\n');
}

const ICON_OF_VERDICT: Readonly<Record<Verdict, Status>> = {
  ready: 'pass',
  degraded: 'warn',
  'not-ready': 'fail',
  unknown: 'unproven',
};

function word(status: Status, text: string): string {
  return `<span class="word ${status}">${statusIcon(status)}${markupSafe(text)}</span>`;
}

function verdictSection(report: Report): string[] {
  const isOneOut = Object.values(report.protocols).some((entry) => entry?.verdict === 'not-ready');
  const icon = report.verdict === 'degraded' && isOneOut ? 'fail' : ICON_OF_VERDICT[report.verdict];
  const scenario = report.scenario ? ` (${report.scenario})` : '';
  const stopped =
    report.completedBecause === 'deadline' ? 'The deadline ended the run' : 'The run was stopped';
  return [
    ...(report.simulated
      ? [`<p class="band">Demonstration${markupSafe(scenario)}: nothing was sent.</p>`]
      : []),
    `<header class="verdict">${statusIcon(icon)}<h1>${markupSafe(report.summary)}</h1>`,
    `<p>Verdict: ${VERDICT_SIGN[report.verdict].word.toLowerCase()} <code>${report.verdict}</code>.`,
    report.completed
      ? ''
      : ` ${stopped} after ${seconds(report.durationMs)}; what was seen until then stands below.`,
    `</p></header><div class="protocols">${PROTOCOLS.map((protocol) => protocolRow(report, protocol)).join('')}</div>`,
  ];
}

function protocolRow(report: Report, protocol: 'pcoip' | 'dcv'): string {
  const entry = report.protocols[protocol];
  if (entry === undefined) return '';
  const facts = [
    entry.transport === null ? null : TRANSPORT_NAME[entry.transport],
    UDP_PROOF_NAME[entry.udpProof],
    entry.band === null ? null : `round trip: ${entry.band}`,
  ].filter((fact) => fact !== null);
  const forecast = entry.forecast === null ? '' : `<br>${markupSafe(entry.forecast)}`;
  const verdict = word(ICON_OF_VERDICT[entry.verdict], VERDICT_SIGN[entry.verdict].word);
  return `<div><h3>${PROTOCOL_NAME[protocol]} ${verdict}</h3><small>${markupSafe(facts.join('; '))}${forecast}</small></div>`;
}

function causeSection(finding: Finding, report: Report, index: number): string {
  const { lines, more } = evidenceLines(finding, report.checks, EVIDENCE_ROWS);
  const status: Status = finding.severity === 'error' ? 'fail' : 'warn';
  const where = finding.region === null ? '' : `, ${markupSafe(finding.region)}`;
  const folded = more > 0 ? [`and ${counted(more, 'check')} more like these`] : [];
  const seen = [...lines, ...folded].map((line) => `<li>${markupSafe(line)}</li>`).join('');
  return [
    '<section class="panel">',
    `<p class="quiet">${word(status, finding.severity)} ${index === 0 ? 'The cause' : 'Also found'}: ${SIDE_NAME[finding.side]}${where} <code>${markupSafe(finding.code)}</code></p>`,
    `<h2>${markupSafe(finding.title)}</h2>`,
    `<p>${markupSafe(finding.explanation)}</p>`,
    seen === '' ? '' : `<ul>${seen}</ul>`,
    '<div class="remedies">',
    remedy('For you', finding.remedies.user),
    remedy('For your helpdesk', finding.remedies.helpdesk),
    remedy('For the network team', finding.remedies.network),
    `</div><p class="quiet">Rule: ${markupSafe(finding.sources.join('; '))}</p></section>`,
  ].join('');
}

function remedy(title: string, text: string): string {
  return `<div><h3>${title}</h3><p>${markupSafe(text)}</p></div>`;
}

function noticeSection({ findings }: Report): string[] {
  const notices = findings.filter((finding) => finding.severity === 'notice');
  if (notices.length === 0) return [];
  const rows = notices.map(
    ({ title, explanation, code }) =>
      `<details><summary>${markupSafe(title)}</summary><p>${markupSafe(explanation)} <code>${markupSafe(code)}</code></p></details>`,
  );
  return [`<section><h2>Good to know</h2>${rows.join('')}</section>`];
}

function figureSection(report: Report): string[] {
  const { regions } = report;
  if (regions.length > 1) return [regionTable(report)];
  const [region] = regions;
  if (region === undefined) return [];
  const rows = describeFigures(region).map(
    ({ name, value, how }) =>
      `<tr><th scope="row">${name}</th><td>${markupSafe(value)}</td><td>${markupSafe(how ?? '')}</td></tr>`,
  );
  return [
    `<section><h2>Measured to ${markupSafe(region.name)} <code>${markupSafe(region.code)}</code></h2><table>${rows.join('')}</table></section>`,
  ];
}

function regionTable({ regions, bestRegion }: Report): string {
  const rows = inRankOrder(regions).map((region) => {
    const median = region.rtt === null ? 'not measured' : milliseconds(region.rtt.medianMs);
    const cells = [region.bands.pcoip ?? '-', region.bands.dcv ?? '-']
      .map((band) => `<td>${band}</td>`)
      .join('');
    return (
      `<tr><td class="figure">${region.rank ?? '-'}</td><td><code>${markupSafe(region.code)}</code> ${markupSafe(region.name)}</td>` +
      `<td class="figure">${median}</td>${cells}</tr>`
    );
  });
  const best =
    bestRegion === null
      ? ''
      : `<p>Best Region: ${markupSafe([bestRegion.code, ...bestRegion.reasons].join('; '))}</p>`;
  return (
    `<section><h2>Regions</h2>${best}<table><thead><tr><th class="figure">Rank</th><th>Region</th><th class="figure">Median</th>` +
    `<th>PCoIP</th><th>DCV</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`
  );
}

function checkSection(report: Report): string[] {
  const groups = countByGroup(report.checks).map(({ group, name, counts }) => {
    const told = STATUSES.filter((status) => counts[status] > 0);
    const summary = told.map((status) => word(status, `${counts[status]} ${STATUS_NAME[status]}`)).join(' ');
    const rows = report.checks.filter((check) => check.group === group).map(checkRow);
    const head = '<tr><th>Status</th><th>What</th><th>Seen</th><th class="figure">Time</th></tr>';
    return (
      `<details><summary>${name} ${summary}</summary>` +
      `<table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table></details>`
    );
  });
  const folded = foldNotTested(report).map((line) => `<p class="quiet">${markupSafe(line)}</p>`);
  return [`<section><h2>Checks</h2>${groups.join('')}${folded.join('')}</section>`];
}

function checkRow(check: Check): string {
  const because = check.notTestedBecause;
  const seen = because === null ? describeOutcome(check) : because.text || REASON_NAME[because.reason];
  const time = check.durationMs === null ? '' : milliseconds(check.durationMs);
  return (
    `<tr><td>${word(check.status, STATUS_NAME[check.status])}</td>` +
    `<td>${markupSafe(describeTarget(check))}<br><code>${markupSafe(check.id)}</code></td>` +
    `<td>${markupSafe(seen)}</td><td class="figure">${time}</td></tr>`
  );
}

function footSection(report: Report): string {
  const { agent, tables, host, createdAt, id } = report;
  const overlay = tables.overlay === null ? '' : `, overlay ${tables.overlay}`;
  const made =
    `Preflight ${agent.version} on ${agent.platform} ${agent.arch}, ${agent.runtime}; tables ${tables.edition}${overlay}; ` +
    `${counted(report.checks.length, 'check')} in ${seconds(report.durationMs)}; ${createdAt} (time zone of the machine: ${host.timezone}); report ${id}`;
  return `<footer class="quiet"><p>${markupSafe(LIMIT_OF_SIGHT)}</p><p>${markupSafe(made)}</p></footer>`;
}
