/** An opened bundle for a terminal and for programs: what it is, whether it is intact, and its report. Pure. */
import { counted } from '../report/plain-words.ts';
import { renderHtml } from '../report/render-html.ts';
import { renderMarkdown } from '../report/render-markdown.ts';
import { renderText } from '../report/render-text.ts';
import type { Report } from '../report/report.ts';
import { terminalSafe } from '../report/safe-text.ts';
import { PLAIN_TEXT, type TextStyle } from '../report/text-style.ts';
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

/** The whole text view: the bundle first, any warning above everything. */
export function renderBundleText(shown: ShownBundle, style: TextStyle = PLAIN_TEXT): string {
  const { manifest, record, sha256, problems } = shown.opened;
  const { level, publicAddress } = manifest.redaction;
  const lines = [
    ...warnings(problems),
    `Bundle ${shown.name}, SHA-256 ${sha256}`,
    `Made ${manifest.createdAt} by preflight ${manifest.agent.version}; redaction "${level}", public addresses ${publicAddress === 'kept' ? 'kept' : 'left out'}`,
    `Machine ${manifest.markers.machine ?? 'not marked'}, network ${manifest.markers.network ?? 'not marked'}; ${record === null ? 'no evidence inside' : counted(record.steps.length, 'step') + ' of evidence'}`,
    ...(shown.isRejudged ? [`Judged again by this version, tables ${shown.report.tables.edition}`] : []),
    '',
    'Files',
    ...manifest.files.map(
      ({ name, bytes, records }) =>
        `  ${name}  ${bytes} bytes${records === null ? '' : `, ${counted(records, 'record')}`}`,
    ),
    ...manifest.leftOut.map(({ what, why }) => `  not inside: ${what} (${why})`),
  ];
  return `${lines.map(terminalSafe).join('\n')}\n\n${renderText(shown.report, style)}`;
}

const PROBLEM_TEXT = {
  changed: 'was changed after the bundle was made',
  missing: 'is missing',
  extra: 'does not belong to it',
} as const;

/** Shown above everything, or on standard error where the form has no room for it. */
export function warnings(problems: readonly BundleProblem[]): readonly string[] {
  if (problems.length === 0) return [];
  const rows = problems
    .slice(0, 20)
    .map(({ file, problem }) => `  ${harmlessName(file)} ${PROBLEM_TEXT[problem]}`);
  const more = problems.length - rows.length;
  return [
    'WARNING: this bundle is not as it was written. Do not rely on what it says.',
    ...rows,
    ...(more > 0 ? [`  and ${more} more`] : []),
    '',
  ];
}

/** The report as it is, with the facts of the bundle beside it under `bundle`. */
export function renderBundleJson({ name, opened, report, isRejudged }: ShownBundle): string {
  const { manifest, problems, sha256 } = opened;
  return `${JSON.stringify({ ...report, bundle: { name, sha256, rejudged: isRejudged, problems, manifest } }, null, 2)}\n`;
}

export function renderBundleMarkdown({ name, opened, report }: ShownBundle): string {
  const text = renderMarkdown(report, { bundle: { name: terminalSafe(name), sha256: opened.sha256 } });
  return [...warnings(opened.problems), text].join('\n');
}

/** Drawn anew: the page inside a stranger's bundle is never shown. */
export function renderBundleHtml({ report }: ShownBundle): string {
  return renderHtml(report);
}
