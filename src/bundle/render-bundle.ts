/** An opened bundle for a terminal and for programs: what its report says, of which machine, and whether it is intact. Pure. */
import { LANGUAGE_MARKS, type Language } from '../core/language.ts';
import { localTime } from '../report/local-time.ts';
import { renderHtml } from '../report/render-html.ts';
import { renderMarkdown } from '../report/render-markdown.ts';
import { renderText, verdictBlocks } from '../report/render-text.ts';
import type { Report } from '../report/report.ts';
import { terminalSafe } from '../report/safe-text.ts';
import { PLAIN_TEXT, painterFor, type TextStyle } from '../report/text-style.ts';
import { hangText, lengthOf, padTo } from '../core/wrap-text.ts';
import { vocabularyOf } from '../words/languages.ts';
import type { Vocabulary } from '../words/en/index.ts';
import { decidingName } from '../words/speakable.ts';
import { harmlessName } from './list-files.ts';
import type { BundleProblem, OpenedBundle } from './open-bundle.ts';

export interface ShownBundle {
  /** File name, without its folder. */
  readonly name: string;
  readonly opened: OpenedBundle;
  /** The report to show: the bundle's own, or that of judging again. */
  readonly report: Report;
  readonly isRejudged: boolean;
}

export interface InspectOptions {
  /** The whole report, not its verdict alone. */
  readonly verbose: boolean;
  /** The list of files, and what is not inside. */
  readonly files: boolean;
}

/** Any warning above everything, then the verdict, then machine, network, time and state of the bundle. */
export function renderBundleText(
  shown: ShownBundle,
  style: TextStyle = PLAIN_TEXT,
  { verbose, files }: InspectOptions = { verbose: false, files: false },
): string {
  const { opened, report, isRejudged } = shown;
  const v = vocabularyOf(style.language);
  const hints = verbose ? [] : [v.inspect.hints];
  const blocks = [
    warnings(opened.problems, style.language),
    ...(verbose
      ? [renderText(report, style, { verbose, exit: null }).trimEnd().split('\n')]
      : verdictBlocks(report, style)),
    factLines(shown, style),
    ...(files ? [fileLines(shown, v)] : []),
    [
      isRejudged ? v.inspect.judgedAgain(report.tables.edition) : v.inspect.judgedBy(report.agent.version),
      ...hints,
    ].flatMap((line) =>
      hangText(terminalSafe(line), { lead: '  ', width: style.width }).map((one) =>
        painterFor(style)('quiet', one),
      ),
    ),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function factLines({ name, opened, report }: ShownBundle, style: TextStyle): string[] {
  const v = vocabularyOf(style.language);
  const { inspect, face } = v;
  const { manifest, problems, record, sha256 } = opened;
  const region = decidingName(report, style.language);
  const intact =
    problems.length === 0 ? inspect.isIntact(manifest.files.length) : inspect.notIntact(problems.length);
  const rows: readonly (readonly [string, string])[] = [
    [inspect.machine, machineText(report, v)],
    [inspect.network, networkText(report, v)],
    [inspect.when, [localTime(report.createdAt), region].filter((part) => part !== '').join(v.comma)],
    [inspect.hidden, hiddenText(opened, v)],
    [inspect.intact, intact],
    [inspect.evidence, record === null ? inspect.noEvidence : inspect.steps(record.steps.length)],
    [v.ticket.bundle, `${name}, SHA-256 ${sha256}`],
  ];
  const widest = Math.max(lengthOf(face.where), ...rows.map(([label]) => lengthOf(label)));
  return rows.flatMap(([label, text]) =>
    hangText(terminalSafe(text), { lead: `  ${padTo(label, widest)}  `, width: style.width }),
  );
}

function machineText({ host }: Report, { inspect, comma }: Vocabulary): string {
  const os = host.os.name ?? `${host.os.platform} ${host.os.release}`;
  const version = host.client?.version ?? null;
  return [host.hostName, os, version === null ? null : inspect.client(version)]
    .filter((part) => part !== null)
    .join(comma);
}

function networkText({ host }: Report, { inspect, where, ticket, comma }: Vocabulary): string {
  const servers = host.dnsServers.map(({ address }) => address).join(comma);
  const vpn = host.vpn?.interface ?? null;
  const parts = [
    host.wifi?.ssid ?? host.defaultGateways[0]?.address ?? null,
    vpn === null ? null : where.vpn(vpn),
    servers === '' ? null : inspect.dns(servers),
    proxyText(host.proxy, ticket),
  ].filter((part) => part !== null);
  return parts.length === 0 ? inspect.notKnown : parts.join(comma);
}

/** Null where the settings could not be read. */
function proxyText(
  { httpsProxy, problem, hasCredentials }: Report['host']['proxy'],
  ticket: Vocabulary['ticket'],
): string | null {
  if (httpsProxy !== null) return ticket.proxy(httpsProxy, hasCredentials);
  return problem === null ? ticket.noProxy : null;
}

function hiddenText({ manifest }: OpenedBundle, { inspect, comma }: Vocabulary): string {
  const { redaction, standIns, leftOut, tags } = manifest;
  const parts = [
    inspect.standIns(standIns.length, redaction.level ?? inspect.notKnown),
    inspect.leftOut(leftOut.length),
    ...(tags === undefined ? [] : [inspect.tagged(tags.key, tags.facts.length)]),
    ...[tags?.site ?? []].flat().map((site) => inspect.site(site)),
  ];
  return parts.join(comma);
}

function fileLines({ opened: { manifest } }: ShownBundle, { inspect }: Vocabulary): string[] {
  return [
    inspect.files,
    ...manifest.files.map(({ name, bytes, records }) => `  ${name}  ${inspect.file(bytes, records)}`),
    ...manifest.leftOut.map(({ what, why }) => `  ${inspect.notInside(what, why)}`),
  ].map(terminalSafe);
}

/** Problems that are named before the rest is counted. */
const MOST_PROBLEMS = 20;

/** Shown above everything, or on standard error where the form has no room for it. */
export function warnings(problems: readonly BundleProblem[], language: Language = 'en'): readonly string[] {
  if (problems.length === 0) return [];
  const { inspect } = vocabularyOf(language);
  const { gap } = LANGUAGE_MARKS[language];
  const rows = problems
    .slice(0, MOST_PROBLEMS)
    .map(({ file, problem }) => `  ${harmlessName(file)}${gap}${inspect.problem[problem]}`);
  const more = problems.length - rows.length;
  return [inspect.warning, ...rows, ...(more > 0 ? [`  ${inspect.more(more)}`] : [])];
}

/** The report as it is, with the facts of the bundle beside it under `bundle`. */
export function renderBundleJson({ name, opened, report, isRejudged }: ShownBundle): string {
  const { manifest, problems, sha256 } = opened;
  return `${JSON.stringify({ ...report, bundle: { name, sha256, rejudged: isRejudged, problems, manifest } }, null, 2)}\n`;
}

export function renderBundleMarkdown({ name, opened, report }: ShownBundle, language: Language): string {
  const text = renderMarkdown(report, {
    bundle: { name: terminalSafe(name), sha256: opened.sha256 },
    language,
  });
  const told = warnings(opened.problems, language);
  return told.length === 0 ? text : `${told.join('\n')}\n\n${text}`;
}

/** Drawn anew: the page inside a stranger's bundle is never shown. */
export function renderBundleHtml({ report }: ShownBundle, language: Language): string {
  return renderHtml(report, language);
}
