/**
 * Text for a ticket: verdict, cause, evidence in five lines, versions, time zone. Plain lines and dashes only, so that it reads the
 * same in a ticket system that renders markdown and in one that does not. Pure.
 */
import { sayIn, type Say } from '../core/say.ts';
import type { Language } from '../core/language.ts';
import type { CauseLine, Spoken } from '../words/spoken.ts';
import { vocabularyOf } from '../words/languages.ts';
import type { Vocabulary } from '../words/en/index.ts';
import { describeConnection } from './describe-connection.ts';
import { madeText } from './describe-checks.ts';
import type { Report } from './report.ts';
import { markdownSafe } from './safe-text.ts';
import { spokenOf } from './spoken-of.ts';

const EVIDENCE_LINES = 5;

export interface TicketOptions {
  /** Bundle that goes with the ticket; null without one. */
  readonly bundle: { readonly name: string; readonly sha256: string } | null;
  readonly language?: Language;
}

/** The ticket of a report, in a language (by default that of the report). */
export function renderMarkdown(
  report: Report,
  { bundle, language = report.language ?? 'en' }: TicketOptions = { bundle: null },
): string {
  const spoken = spokenOf(report, language);
  const v = vocabularyOf(language);
  const [first, ...others] = spoken.causes;
  const blocks = [
    verdictLines(report, spoken, { v, say: sayIn(language) }),
    first === undefined ? [] : causeLines(first, v),
    others.length === 0 ? [] : [v.face.also, ...others.map((cause) => `- ${findingLine(cause, v)}`)],
    figureLines(report, spoken, v),
    contextLines(report, { bundle, language, v }),
    [v.limitOfSight],
    spoken.oldTables === null ? [] : [spoken.oldTables],
  ];
  const text = blocks.filter((lines) => lines.length > 0).map((lines) => lines.map(markdownSafe).join('\n'));
  return `${text.join('\n\n')}\n`;
}

/** The sentence first: it is what a helpdesk reads. */
function verdictLines(
  report: Report,
  { headline, protocols, where, mark, causes }: Spoken,
  { v, say }: { readonly v: Vocabulary; readonly say: Say<Language> },
): string[] {
  return [
    ...(report.simulated ? [v.face.demonstration(report.scenario ?? '')] : []),
    headline,
    '',
    ...protocols.map(({ name, word, text }) => `- ${name}${v.colon}${say.sentences(say.stop(word), text)}`),
    ...(where === null || causes.length === 0 ? [] : [`- ${v.face.where}${v.colon}${where}`]),
    `- ${v.ticket.title(v.verdict[mark])}`,
  ];
}

function findingLine({ title, severity, where, region, code }: CauseLine, v: Vocabulary): string {
  const place = [v.severity[severity], where, ...(region === null ? [] : [region]), code];
  return `${title} (${place.join(v.comma)})`;
}

function causeLines(cause: CauseLine, v: Vocabulary): string[] {
  const { ticket, face } = v;
  const evidence = cause.evidence.slice(0, EVIDENCE_LINES).map(({ text }) => `- ${text}`);
  return [
    face.cause,
    findingLine(cause, v),
    cause.explanation,
    '',
    ticket.evidence,
    ...(evidence.length === 0 ? [`- ${ticket.noCheck}`] : evidence),
    '',
    ticket.toDo,
    `- ${ticket.user}${v.colon}${cause.you}`,
    `- ${ticket.helpdesk}${v.colon}${cause.helpdesk}`,
    `- ${ticket.networkTeam}${v.colon}${cause.network}`,
    `- ${face.rule}${v.colon}${cause.sources.join('; ')}`,
  ];
}

function figureLines(report: Report, { figures, notTested, language }: Spoken, v: Vocabulary): string[] {
  const region = report.regions.find(({ code }) => code === report.decidingRegion) ?? report.regions[0];
  if (region === undefined) return [];
  return [
    v.face.figures(`${sayIn(language).region(region)}${v.comma}${region.code}`),
    ...figures.map(({ name, value, how }) => `- ${name}${v.colon}${value}${how === null ? '' : ` (${how})`}`),
    ...(notTested.length === 0 ? [] : [`- ${v.face.notTested}`, ...notTested.map((line) => `  - ${line}`)]),
  ];
}

interface ContextInput {
  readonly bundle: TicketOptions['bundle'];
  readonly language: Language;
  readonly v: Vocabulary;
}

/** Null where the client is not installed, or nobody could look. */
function clientText({ client }: Report['host'], { ticket }: Vocabulary): string | null {
  if (client?.installed !== true) return null;
  return client.version === null ? ticket.clientUnknown : ticket.clientVersion(client.version);
}

function contextLines(report: Report, { bundle, language, v }: ContextInput): string[] {
  const { ticket } = v;
  const { agent, host, createdAt, id, request } = report;
  const os = host.os.name ?? `${host.os.platform} ${host.os.release}`;
  const vpn = host.vpn?.interface ? v.where.vpn(host.vpn.interface) : null;
  const machine = [os, clientText(host, v), vpn].filter((part) => part !== null).join(v.semicolon);
  const line = (name: string, text: string) => `- ${name}${v.colon}${text}`;
  return [
    ticket.context,
    line(
      ticket.asked,
      [request.regions.join(v.comma), sayIn(language).protocols(request.protocols), request.profile].join(
        v.semicolon,
      ),
    ),
    line(ticket.machine, machine),
    line(ticket.network, describeConnection(host, language)),
    line(ticket.time, ticket.utc(createdAt, host.timezone)),
    line(ticket.versions, [madeText(report, v), agent.runtime].join(v.comma)),
    line(ticket.report, id),
    ...(bundle === null ? [] : [line(ticket.bundle, `${bundle.name}${v.comma}SHA-256 ${bundle.sha256}`)]),
  ];
}
