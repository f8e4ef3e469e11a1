/**
 * The report as one HTML file: self-contained, without script, readable on paper and in the dark. It comes from a stranger's network and
 * is opened in a helpdesk's browser, so every text is escaped and its own policy forbids scripts, loads and forms. Pure.
 */
import { createHash } from 'node:crypto';
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { STATUSES, type Status } from '../core/words.ts';
import type { Check } from '../reading/check.ts';
import type { CauseLine, Spoken } from '../words/spoken.ts';
import { vocabularyOf } from '../words/languages.ts';
import type { Vocabulary } from '../words/en/index.ts';
import {
  countByGroup,
  describeBecause,
  describeOutcome,
  describeTarget,
  madeText,
} from './describe-checks.ts';
import { statusIcon } from './html-icons.ts';
import { journeySvg } from './html-journey.ts';
import { HTML_STYLE } from './html-style.ts';
import { inRankOrder } from './regions-document.ts';
import type { Report } from './report.ts';
import { markupSafe } from './safe-text.ts';
import { spokenOf } from './spoken-of.ts';
import { TONE_OF_SEVERITY, TONE_OF_VERDICT } from './text-style.ts';

/** In a language (by default that of the report). */
export function renderHtml(report: Report, language: Language = report.language ?? 'en'): string {
  const styleHash = createHash('sha256').update(HTML_STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;
  const spoken = spokenOf(report, language);
  const v = vocabularyOf(language);
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">',
    `<title>Preflight: ${markupSafe(spoken.headline)}</title>`,
    `<style>${HTML_STYLE}</style></head><body><main>`,
    ...verdictSection(report, spoken, v),
    `<section class="panel">${journeySvg(report, spoken)}</section>`,
    ...spoken.causes.map((cause, index) => causeSection(cause, v, index)),
    ...noticeSection(spoken, v),
    ...portSection(spoken, v),
    ...figureSection(report, spoken, language),
    ...checkSection(report, spoken, v),
    footSection(report, spoken, v),
    '</main></body></html>',
    '',
  ].join('\n');
}

function word(status: Status, text: string): string {
  return `<span class="word ${status}">${statusIcon(status)}${markupSafe(text)}</span>`;
}

function verdictSection(
  report: Report,
  { mark, headline, lead, protocols, where, causes }: Spoken,
  v: Vocabulary,
): string[] {
  const rows = protocols.map(
    ({ name, verdict, word: told, text }) =>
      `<div><h3>${name} ${word(TONE_OF_VERDICT[verdict], told)}</h3><small>${markupSafe(text)}</small></div>`,
  );
  return [
    ...(report.simulated
      ? [`<p class="band">${markupSafe(v.face.demonstration(report.scenario ?? ''))}</p>`]
      : []),
    `<header class="verdict">${statusIcon(TONE_OF_VERDICT[mark])}<h1>${markupSafe(headline)}</h1>`,
    `<p>${markupSafe(lead ?? '')}</p></header><div class="protocols">${rows.join('')}</div>`,
    ...(where === null || causes.length === 0
      ? []
      : [`<p class="quiet">${v.face.where}${v.colon}${markupSafe(where)}</p>`]),
  ];
}

function causeSection(cause: CauseLine, v: Vocabulary, index: number): string {
  const status = TONE_OF_SEVERITY[cause.severity];
  const place = cause.region === null ? '' : `${v.comma}${markupSafe(cause.region)}`;
  const seen = cause.evidence.map(({ tone, text }) => `<li>${word(tone, text)}</li>`).join('');
  return [
    '<section class="panel">',
    `<p class="quiet">${word(status, v.severity[cause.severity])} ${index === 0 ? v.face.cause : v.face.also}${v.colon}${markupSafe(cause.where)}${place} <code>${markupSafe(cause.code)}</code></p>`,
    `<h2>${markupSafe(cause.title)}</h2>`,
    `<p>${markupSafe(cause.explanation)}</p>`,
    seen === '' ? '' : `<ul>${seen}</ul>`,
    '<div class="remedies">',
    remedy(v.face.you, cause.you),
    remedy(v.face.helpdesk, cause.helpdesk),
    remedy(v.face.network, cause.network),
    `</div><p class="quiet">${v.face.rule}${v.colon}${markupSafe(cause.sources.join('; '))}</p></section>`,
  ].join('');
}

function remedy(title: string, text: string): string {
  return `<div><h3>${title}</h3><p>${markupSafe(text)}</p></div>`;
}

function noticeSection({ notices }: Spoken, v: Vocabulary): string[] {
  if (notices.length === 0) return [];
  const rows = notices.map(
    ({ title, explanation, code }) =>
      `<details><summary>${markupSafe(title)}</summary><p>${markupSafe(explanation)} <code>${markupSafe(code)}</code></p></details>`,
  );
  return [`<section><h2>${v.face.notices}</h2>${rows.join('')}</section>`];
}

/** The truth table: one row for each role and port. */
function portSection({ rows }: Spoken, v: Vocabulary): string[] {
  const lines = rows.flatMap(({ name, cells }) =>
    cells.map(
      ({ port, transport, tone, word: told, count }) =>
        `<tr><th scope="row">${markupSafe(name)}</th><td>${transport.toUpperCase()} ${port}</td><td>${word(tone, told)}</td><td class="figure">${markupSafe(count)}</td></tr>`,
    ),
  );
  return lines.length === 0
    ? []
    : [`<section><h2>${v.face.ports}</h2><table>${lines.join('')}</table></section>`];
}

function figureSection(report: Report, { figures }: Spoken, language: Language): string[] {
  const v = vocabularyOf(language);
  if (report.regions.length > 1) return [regionTable(report, v, language)];
  const [region] = report.regions;
  if (region === undefined) return [];
  const rows = figures.map(
    ({ name, value, how }) =>
      `<tr><th scope="row">${name}</th><td>${markupSafe(value)}</td><td>${markupSafe(how ?? '')}</td></tr>`,
  );
  return [
    `<section><h2>${markupSafe(v.face.figures(sayIn(language).region(region)))} <code>${markupSafe(region.code)}</code></h2><table>${rows.join('')}</table></section>`,
  ];
}

function regionTable({ regions, bestRegion }: Report, v: Vocabulary, language: Language): string {
  const say = sayIn(language);
  const rows = inRankOrder(regions).map((region) => {
    const medianMs = region.rtt?.medianMs ?? null;
    const median = medianMs === null ? v.figure.notMeasured : say.ms(medianMs);
    const cells = [region.bands.pcoip, region.bands.dcv]
      .map((band) => `<td>${band === null ? '-' : markupSafe(v.band[band] ?? band)}</td>`)
      .join('');
    return (
      `<tr><td class="figure">${region.rank ?? '-'}</td><td><code>${markupSafe(region.code)}</code> ${markupSafe(say.region(region))}</td>` +
      `<td class="figure">${median}</td>${cells}</tr>`
    );
  });
  const best = regions.find(({ code }) => code === bestRegion?.code);
  const bestMs = best?.rtt?.medianMs ?? null;
  const told =
    best === undefined || bestMs === null
      ? ''
      : `<p>${markupSafe(v.regions.best(say.region(best), say.ms(bestMs)))}</p>`;
  return (
    `<section><h2>${v.regions.region}</h2>${told}<table><thead><tr><th class="figure">#</th><th>${v.regions.region}</th><th class="figure">${v.regions.median}</th>` +
    `<th>PCoIP</th><th>DCV</th></tr></thead><tbody>${rows.join('')}</tbody></table></section>`
  );
}

function checkSection(report: Report, { notTested, language }: Spoken, v: Vocabulary): string[] {
  const groups = countByGroup(report.checks).map(({ group, counts }) => {
    const told = STATUSES.filter((status) => counts[status] > 0);
    const summary = told.map((status) => word(status, `${counts[status]} ${v.status[status]}`)).join(' ');
    const rows = report.checks
      .filter((check) => check.group === group)
      .map((check) => checkRow(check, { report, language, v }));
    return `<details><summary>${v.group[group]} ${summary}</summary><table><tbody>${rows.join('')}</tbody></table></details>`;
  });
  const lines = notTested.map((line) => `<li class="quiet">${markupSafe(line)}</li>`);
  const folded = lines.length === 0 ? '' : `<h3>${v.face.notTested}</h3><ul>${lines.join('')}</ul>`;
  return [`<section><h2>${v.face.evidence}</h2>${groups.join('')}${folded}</section>`];
}

interface Row {
  readonly report: Report;
  readonly language: Language;
  readonly v: Vocabulary;
}

function checkRow(check: Check, { report, language, v }: Row): string {
  const because = check.notTestedBecause;
  const seen = because === null ? describeOutcome(check, v) : describeBecause(because, report, language);
  const time = check.durationMs === null ? '' : sayIn(language).span(check.durationMs);
  return (
    `<tr><td>${word(check.status, v.status[check.status])}</td>` +
    `<td>${markupSafe(describeTarget(check, v))}<br><code>${markupSafe(check.id)}</code></td>` +
    `<td>${markupSafe(seen)}</td><td class="figure">${time}</td></tr>`
  );
}

function footSection(report: Report, { oldTables, language }: Spoken, v: Vocabulary): string {
  const { agent, host, createdAt, id } = report;
  const done = report.checks.filter(({ status }) => status !== 'not-tested').length;
  const region = report.decidingRegion ?? '';
  const made = [
    madeText(report, v),
    `${agent.platform} ${agent.arch}${v.comma}${agent.runtime}`,
    v.face.checksIn(region, done, report.checks.length, sayIn(language).span(report.durationMs)),
    v.ticket.utc(createdAt, host.timezone),
    `${v.ticket.report} ${id}`,
  ];
  const old = oldTables === null ? '' : `<p>${markupSafe(oldTables)}</p>`;
  return `<footer class="quiet"><p>${markupSafe(v.limitOfSight)}</p>${old}<p>${markupSafe(made.join(v.semicolon))}</p></footer>`;
}
