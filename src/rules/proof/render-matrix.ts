/** Sites beside each other, as text (80 columns), CSV, JSON and markdown. */
import { renderParagraph } from '../../core/wrap-text.ts';
import { csvCell } from '../formats/csv.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import { markdownCell } from '../formats/markdown.ts';
import { differs, regionsDiffer, type SiteMatrix } from './merge.ts';
import { portText } from './proof-text.ts';
import type { ProofState } from './read-check.ts';

/** One letter a site keeps the matrix narrow; a letter is never a colour. */
const STATE_LETTERS: Readonly<Record<ProofState, string>> = {
  open: 'o',
  closed: 'X',
  silent: '.',
  'not-tested': '-',
};

/** Rows that are the same at every site come last: differences are what the matrix is for. */
export function renderMatrixText(matrix: SiteMatrix, vocabulary: Vocabulary): string {
  const { merge: words } = vocabulary;
  const port = Math.max(0, ...matrix.rows.map(({ rule }) => portText(rule).length));
  const line = ({ rule, states }: SiteMatrix['rows'][number]): string =>
    `  ${states.map(letter).join(' ')}  ${portText(rule).padEnd(port)}  ${rule.destination}`;
  const differing = matrix.rows.filter(differs);
  const same = matrix.rows.filter((row) => !differs(row));
  const section = (title: string, rows: SiteMatrix['rows']): string[] =>
    rows.length === 0 ? [] : [title, ...rows.map(line), ''];
  const lines = [
    words.head(matrix.sites.length, matrix.rows.length, differing.length),
    ...matrix.sites.map(
      ({ site, report }, index) =>
        `  ${'  '.repeat(index)}| ${index + 1}: ${[site, ...sourceOf(report, words)].join(vocabulary.comma)}`,
    ),
    ...renderRegions(matrix, vocabulary),
    ...editionLines(matrix, vocabulary),
    ...words.key,
    '',
    ...section(words.different, differing),
    ...section(words.same, same),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function renderRegions(matrix: SiteMatrix, vocabulary: Vocabulary): string[] {
  const line = regionsDiffer(matrix, vocabulary);
  return line === null ? [] : renderParagraph(line);
}

/** A site whose report was planned by other tables may lack a rule, or hold one that is gone. */
function editionLines({ sites }: SiteMatrix, { merge: words, comma }: Vocabulary): string[] {
  const editions = [...new Set(sites.map(({ report }) => editionText(report.tables, words)))];
  if (editions.length < 2) return [];
  const told = editions.map((edition) => {
    const own = sites.flatMap(({ report }, index) =>
      editionText(report.tables, words) === edition ? [index + 1] : [],
    );
    return words.ofSites(edition, own.join(comma));
  });
  return [words.tables, ...told.map((line) => `  ${line}`)];
}

type Source = SiteMatrix['sites'][number]['report'];

function editionText({ edition, overlay }: Source['tables'], words: Vocabulary['merge']): string {
  return overlay === null ? edition : words.overlay(edition, overlay);
}

/** When the report was made, and what weakens it. */
function sourceOf({ createdAt, completed, simulated }: Source, words: Vocabulary['merge']): string[] {
  const weak = [...(completed ? [] : [words.cutShort]), ...(simulated ? [words.simulated] : [])];
  return [createdAt, ...weak];
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

export function renderMatrixMarkdown({ sites, rows }: SiteMatrix, { merge: words }: Vocabulary): string {
  const names = sites.map(({ site }) => markdownCell(site));
  const lines = [
    `# ${words.sites(sites.length)}`,
    '',
    `| ${words.port} | ${words.destination} | ${names.join(' | ')} |`,
    `|---|---|${sites.map(() => '---|').join('')}`,
    ...rows.map(({ rule, states }) => {
      const cells = states.map((state) => (state === null ? '' : words.state[state]));
      return `| ${portText(rule)} | \`${rule.destination}\` | ${cells.join(' | ')} |`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}
