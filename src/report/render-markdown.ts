/**
 * Text for a ticket: verdict, cause, evidence in five lines, versions, time zone. Plain lines and dashes only, so that it reads the
 * same in a ticket system that renders markdown and in one that does not. Pure.
 */
import { PROTOCOLS } from '../core/words.ts';
import type { Finding } from '../judge/finding.ts';
import { foldNotTested } from './describe-checks.ts';
import { evidenceLines } from './describe-finding.ts';
import { describeConnection } from './describe-connection.ts';
import { describeFigures } from './describe-figures.ts';
import {
  LIMIT_OF_SIGHT,
  PROTOCOL_NAME,
  SIDE_NAME,
  TRANSPORT_NAME,
  UDP_PROOF_NAME,
  counted,
  seconds,
} from './plain-words.ts';
import type { Report } from './report.ts';
import { markdownSafe } from './safe-text.ts';
import { VERDICT_SIGN } from './text-style.ts';

const EVIDENCE_LINES = 5;

export interface TicketOptions {
  /** Bundle that goes with the ticket; null without one. */
  readonly bundle: { readonly name: string; readonly sha256: string } | null;
}

export function renderMarkdown(report: Report, { bundle }: TicketOptions = { bundle: null }): string {
  const causes = report.findings.filter((finding) => finding.severity !== 'notice');
  const [first, ...others] = causes;
  const blocks = [
    verdictLines(report),
    first === undefined ? [] : causeLines(first, report),
    others.length === 0 ? [] : ['Also found', ...others.map((finding) => `- ${findingLine(finding)}`)],
    figureLines(report),
    contextLines(report, bundle),
    [LIMIT_OF_SIGHT],
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(markdownSafe).join('\n'));
  return `${text.join('\n\n')}\n`;
}

function verdictLines(report: Report): string[] {
  const demonstration = report.simulated ? ['Demonstration: nothing was sent.'] : [];
  const stopped = report.completed
    ? []
    : [
        `- Not completed: ${report.completedBecause === 'deadline' ? 'the deadline passed' : 'it was stopped'} after ${seconds(report.durationMs)}`,
      ];
  const protocols = PROTOCOLS.flatMap((protocol) => {
    const entry = report.protocols[protocol];
    if (entry === undefined) return [];
    const transport = entry.transport === null ? [] : [TRANSPORT_NAME[entry.transport]];
    const facts = [
      VERDICT_SIGN[entry.verdict].word.toLowerCase(),
      ...transport,
      UDP_PROOF_NAME[entry.udpProof],
    ];
    return [`- ${PROTOCOL_NAME[protocol]}: ${facts.join('; ')}`];
  });
  return [
    ...demonstration,
    `Preflight for Amazon WorkSpaces: ${VERDICT_SIGN[report.verdict].word} (${report.verdict})`,
    report.summary,
    '',
    ...protocols,
    ...stopped,
  ];
}

function findingLine(finding: Finding): string {
  const region = finding.region === null ? '' : `, ${finding.region}`;
  return `${finding.title} (${finding.severity}, ${SIDE_NAME[finding.side]}${region}, ${finding.code})`;
}

function causeLines(finding: Finding, report: Report): string[] {
  return [
    'Cause',
    findingLine(finding),
    finding.explanation,
    '',
    'Evidence',
    ...ticketEvidence(finding, report),
    '',
    'To do',
    `- User: ${finding.remedies.user}`,
    `- Helpdesk: ${finding.remedies.helpdesk}`,
    `- Network team: ${finding.remedies.network}`,
    `- Rule: ${finding.sources.join('; ')}`,
  ];
}

/** Five lines in all: the last one is the count where there are more. */
function ticketEvidence(finding: Finding, report: Report): string[] {
  const all = evidenceLines(finding, report.checks, EVIDENCE_LINES);
  if (all.lines.length === 0) return ['- no single check; see the explanation'];
  if (all.more === 0) return all.lines.map((line) => `- ${line}`);
  const { lines, more } = evidenceLines(finding, report.checks, EVIDENCE_LINES - 1);
  return [...lines.map((line) => `- ${line}`), `- and ${counted(more, 'check')} more like these`];
}

function figureLines(report: Report): string[] {
  const region = report.regions.find(({ code }) => code === report.decidingRegion) ?? report.regions[0];
  if (region === undefined) return [];
  const figures = describeFigures(region).map(
    ({ name, value, how }) => `- ${name}: ${value}${how === null ? '' : ` (${how})`}`,
  );
  return [
    `Measured to ${region.name}, ${region.code}`,
    ...figures,
    ...foldNotTested(report).map((line) => `- ${line}`),
  ];
}

function contextLines(
  { agent, tables, host, createdAt, id, request }: Report,
  bundle: TicketOptions['bundle'],
): string[] {
  const os = host.os.name ?? `${host.os.platform} ${host.os.release}`;
  const client =
    host.client?.installed === true
      ? `WorkSpaces client ${host.client.version ?? 'of unknown version'}`
      : null;
  const vpn = host.vpn?.interface ? `VPN ${host.vpn.interface}` : null;
  const machine = [os, client, vpn].filter((part) => part !== null).join('; ');
  return [
    'Context',
    `- Asked: ${request.regions.join(', ')}; ${request.protocols.map((it) => PROTOCOL_NAME[it]).join(' and ')}; ${request.profile}`,
    `- Machine: ${machine}`,
    `- Network: ${describeConnection(host)}`,
    `- Time: ${createdAt} (UTC); time zone of the machine: ${host.timezone}`,
    `- Versions: Preflight ${agent.version} on ${agent.runtime}; tables ${tables.edition}${tables.overlay === null ? '' : `, overlay ${tables.overlay}`}`,
    `- Report: ${id}`,
    ...(bundle === null ? [] : [`- Bundle: ${bundle.name}, SHA-256 ${bundle.sha256}`]),
  ];
}
