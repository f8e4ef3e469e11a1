/** Many bundles as text for a terminal, as CSV and as JSON. Pure. */
import { VERDICTS } from '../core/words.ts';
import { counted } from '../report/plain-words.ts';
import { csvField, terminalSafe } from '../report/safe-text.ts';
import { DIMENSIONS, type BundleSummary, type SummaryGroup } from './summarise-bundles.ts';

const SHOWN = 15;
const UNREADABLE_SHOWN = 10;

const HEADINGS = {
  cause: 'By cause',
  site: 'By network',
  region: 'By Region',
  version: 'By version',
} as const;

export function renderSummaryText(summary: BundleSummary): string {
  const { bundles, verdicts, groups, unreadable, changed } = summary;
  const counts = VERDICTS.filter((verdict) => verdicts[verdict] > 0).map(
    (verdict) => `${verdicts[verdict]} ${verdict}`,
  );
  const lines = [
    `${counted(bundles, 'bundle')}: ${counts.join(', ') || 'none'}`,
    ...DIMENSIONS.flatMap((dimension) => [
      '',
      HEADINGS[dimension],
      ...rowsOf(groups[dimension], dimension === 'cause'),
    ]),
    ...(changed.length > 0
      ? ['', `Changed after they were written (${changed.length}): ${listed(changed)}`]
      : []),
    ...(unreadable.length > 0
      ? ['', `Not readable (${unreadable.length})`, ...unreadableRows(unreadable)]
      : []),
  ];
  return `${lines.map(terminalSafe).join('\n')}\n`;
}

function rowsOf(groups: readonly SummaryGroup[], isCause: boolean): string[] {
  const rows = groups.slice(0, SHOWN).map(({ value, title, bundles, machines, mainCause, first, last }) => {
    const what = isCause
      ? value === 'none'
        ? title
        : `${title} (${value})`
      : mainCause === 'none'
        ? title
        : `${title}; mostly ${mainCause}`;
    const when = first === last ? first : `${first} to ${last}`;
    return `  ${String(bundles).padStart(5)}  ${what}; ${counted(machines, 'machine')}; ${when}`;
  });
  const more = groups.length - SHOWN;
  return more > 0 ? [...rows, `         and ${more} more`] : rows;
}

function unreadableRows(unreadable: BundleSummary['unreadable']): string[] {
  const rows = unreadable.slice(0, UNREADABLE_SHOWN).map(({ file, why }) => `  ${file}: ${why}`);
  const more = unreadable.length - UNREADABLE_SHOWN;
  return more > 0 ? [...rows, `  and ${more} more`] : rows;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, UNREADABLE_SHOWN).join(', ');
  return names.length > UNREADABLE_SHOWN ? `${shown}, …` : shown;
}

export function renderSummaryCsv({ groups }: BundleSummary): string {
  const head = ['group', 'value', 'title', 'bundles', 'machines', ...VERDICTS, 'mainCause', 'first', 'last'];
  const rows = DIMENSIONS.flatMap((dimension) =>
    groups[dimension].map(({ value, title, bundles, machines, verdicts, mainCause, first, last }) => [
      ...[dimension, value, title, bundles, machines],
      ...VERDICTS.map((verdict) => verdicts[verdict]),
      ...[mainCause, first, last],
    ]),
  );
  return [head, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

export function renderSummaryJson(summary: BundleSummary): string {
  return `${JSON.stringify(summary, null, 2)}\n`;
}
