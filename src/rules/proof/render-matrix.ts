/** Sites beside each other, as text (80 columns), CSV, JSON and markdown. */
import { renderParagraph } from '../../regions/text-columns.ts';
import { csvCell } from '../formats/csv.ts';
import { markdownCell } from '../formats/markdown.ts';
import { differs, regionsDiffer, type SiteMatrix } from './merge.ts';
import { portText, sourceText, STATE_WORDS } from './proof-text.ts';
import type { ProofState } from './read-check.ts';

/** One letter a site keeps the matrix narrow; a letter is never a colour. */
const STATE_LETTERS: Readonly<Record<ProofState, string>> = {
  open: 'o',
  closed: 'X',
  silent: '.',
  'not-tested': '-',
};
const LETTER_KEY =
  'o open, X closed, . silent (on UDP that proves nothing), - not tested, blank: not asked there';

/** Rows that are the same at every site come last: differences are what the matrix is for. */
export function renderMatrixText(matrix: SiteMatrix): string {
  const port = Math.max(0, ...matrix.rows.map(({ rule }) => portText(rule).length));
  const line = ({ rule, states }: SiteMatrix['rows'][number]): string =>
    `  ${states.map(letter).join(' ')}  ${portText(rule).padEnd(port)}  ${rule.destination}`;
  const differing = matrix.rows.filter(differs);
  const same = matrix.rows.filter((row) => !differs(row));
  const section = (title: string, rows: SiteMatrix['rows']): string[] =>
    rows.length === 0 ? [] : [title, ...rows.map(line), ''];
  const lines = [
    `${matrix.sites.length} sites, ${matrix.rows.length} rules; ${differing.length} differ`,
    ...matrix.sites.map(
      ({ site, report }, index) => `  ${'  '.repeat(index)}| ${index + 1}: ${site}, ${sourceText(report)}`,
    ),
    ...renderRegions(matrix),
    ...editionLines(matrix),
    ...renderParagraph(LETTER_KEY),
    '',
    ...section('DIFFERENT', differing),
    ...section('NO DIFFERENCE SEEN', same),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function renderRegions(matrix: SiteMatrix): string[] {
  const line = regionsDiffer(matrix);
  return line === null ? [] : renderParagraph(line);
}

/** A site whose report was planned by other tables may lack a rule, or hold one that is gone. */
function editionLines({ sites }: SiteMatrix): string[] {
  const editions = [...new Set(sites.map(({ report }) => editionText(report.tables)))];
  if (editions.length < 2) return [];
  const told = editions.map((edition) => {
    const own = sites.flatMap(({ report }, index) =>
      editionText(report.tables) === edition ? [index + 1] : [],
    );
    return `${edition} (${own.join(', ')})`;
  });
  return renderParagraph(`The reports were made with different tables: ${told.join('; ')}.`);
}

function editionText({ edition, overlay }: SiteMatrix['sites'][number]['report']['tables']): string {
  return overlay === null ? edition : `${edition} with overlay ${overlay}`;
}

function letter(state: ProofState | null): string {
  return state === null ? ' ' : STATE_LETTERS[state];
}

export function renderMatrixJson(matrix: SiteMatrix): string {
  return `${JSON.stringify(matrix, null, 2)}\n`;
}

export function renderMatrixCsv({ sites, rows }: SiteMatrix): string {
  const header = [
    'rule',
    'region',
    'need',
    'destination',
    'port',
    'transport',
    ...sites.map(({ site }) => site),
  ];
  const cells = rows.map(({ rule, states }) => [
    rule.id,
    rule.region,
    rule.need,
    rule.destination,
    rule.port,
    rule.transport,
    ...states,
  ]);
  return [header, ...cells].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

export function renderMatrixMarkdown({ sites, rows }: SiteMatrix): string {
  const names = sites.map(({ site }) => markdownCell(site));
  const lines = [
    `# ${sites.length} sites`,
    '',
    `| port | destination | ${names.join(' | ')} |`,
    `|---|---|${sites.map(() => '---|').join('')}`,
    ...rows.map(({ rule, states }) => {
      const cells = states.map((state) => (state === null ? '' : STATE_WORDS[state]));
      return `| ${portText(rule)} | \`${rule.destination}\` | ${cells.join(' | ')} |`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}
