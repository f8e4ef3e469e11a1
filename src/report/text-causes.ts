/** The causes with their evidence and remedies, the root cause first; notices folded below. Pure. */
import type { Finding } from '../judge/finding.ts';
import { evidenceLines } from './describe-finding.ts';
import { SIDE_NAME, counted } from './plain-words.ts';
import type { Report } from './report.ts';
import { terminalSafe } from './safe-text.ts';
import { SEVERITY_SIGN, symbolOf, type Pen } from './text-style.ts';
import { hangText, padTo, wrapText } from './wrap-text.ts';

/** Rows shown of a long list before the rest is folded into a count. */
const EVIDENCE_ROWS = 4;
const NOTICE_ROWS = 6;

export function causeBlocks(report: Report, pen: Pen): string[][] {
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

export function noticeBlock({ findings }: Report, { style, paint }: Pen): string[] {
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
