/** The one list of forms that a report can be written in. A new form is one renderer and one line here. */
import { renderCsv } from './render-csv.ts';
import { renderHtml } from './render-html.ts';
import { renderJson } from './render-json.ts';
import { renderJunit } from './render-junit.ts';
import { renderMarkdown, type TicketOptions } from './render-markdown.ts';
import { renderText } from './render-text.ts';
import type { Report } from './report.ts';
import type { TextStyle } from './text-style.ts';

export interface RenderOptions {
  readonly style: TextStyle;
  /** `degraded` counts as a failure, as for the exit code. */
  readonly strict: boolean;
  /** Named in the ticket text; null without one. */
  readonly bundle: TicketOptions['bundle'];
}

const RENDERERS = {
  text: (report, { style }) => renderText(report, style),
  json: (report) => renderJson(report),
  markdown: (report, { bundle }) => renderMarkdown(report, { bundle }),
  csv: (report) => renderCsv(report),
  junit: (report, { strict }) => renderJunit(report, { strict }),
  html: (report) => renderHtml(report),
} as const satisfies Record<string, (report: Report, options: RenderOptions) => string>;

export type ReportFormat = keyof typeof RENDERERS;

export function renderReport(report: Report, format: ReportFormat, options: RenderOptions): string {
  return RENDERERS[format](report, options);
}

/** Whether the word is one of the forms; own properties only. */
export function isReportFormat(word: string): word is ReportFormat {
  return Object.hasOwn(RENDERERS, word);
}
