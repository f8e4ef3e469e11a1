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
  /** Text alone: more of it, and how the program ended. */
  readonly verbose: boolean;
  readonly exit: string | null;
}

const RENDERERS = {
  text: (report, { style, verbose, exit }) => renderText(report, style, { verbose, exit }),
  json: (report) => renderJson(report),
  markdown: (report, { bundle, style }) => renderMarkdown(report, { bundle, language: style.language }),
  csv: (report) => renderCsv(report),
  junit: (report, { strict }) => renderJunit(report, { strict }),
  html: (report, { style }) => renderHtml(report, style.language),
} as const satisfies Record<string, (report: Report, options: RenderOptions) => string>;

export type ReportFormat = keyof typeof RENDERERS;

export function renderReport(report: Report, format: ReportFormat, options: RenderOptions): string {
  return RENDERERS[format](report, options);
}

/** Whether the word is one of the forms; own properties only. */
export function isReportFormat(word: string): word is ReportFormat {
  return Object.hasOwn(RENDERERS, word);
}
