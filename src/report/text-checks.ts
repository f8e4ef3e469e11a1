/** The checks as a table of counts, what no finding has told of, and what was not tested in folded lines. Pure. */
import { STATUSES } from '../core/words.ts';
import {
  countByGroup,
  describeOutcome,
  describeTarget,
  foldNotTested,
  type GroupCount,
} from './describe-checks.ts';
import { STATUS_NAME, counted } from './plain-words.ts';
import type { Report } from './report.ts';
import { terminalSafe } from './safe-text.ts';
import { STATUS_SIGN, symbolOf, type Painter, type Pen } from './text-style.ts';
import { hangText, padTo } from './wrap-text.ts';

/** Rows shown of a long list before the rest is folded into a count. */
const CHECK_ROWS = 8;
/** Columns that the table of counts needs with all five statuses. */
const TABLE_WIDTH = 76;

export function checkBlock(report: Report, pen: Pen): string[] {
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
