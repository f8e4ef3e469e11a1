/** `tables lint` and `tables diff` as text and JSON. What is new stands first; a known conflict never fails the command. */
import type { TableComparison, TableDifference } from './diff-ip-ranges.ts';
import { english, type Vocabulary } from '../words/en/index.ts';
import type { LintResult } from './lint-result.ts';
import type { Tables } from './model.ts';
import { renderColumns, renderParagraph } from '../core/wrap-text.ts';

/** Whether `tables lint` found something that no listed conflict explains: exit 1. */
export function lintFoundNew(results: readonly LintResult[]): boolean {
  return results.some(({ level }) => level === 'new');
}

/** Whether `tables diff` found something that the tables do not mark already: exit 1. */
export function diffFoundNew({ differences }: TableComparison): boolean {
  return differences.some(({ marked }) => marked === null);
}

export function renderLintJson(tables: Tables, results: readonly LintResult[]): string {
  const { edition, sha256, overlay } = tables;
  return `${JSON.stringify({ schema: 'preflight.tables-lint/1', edition, sha256, overlay, results }, null, 2)}\n`;
}

type TableWords = Vocabulary['tables'];

/** `words`: of the language in which the results were made. */
export function renderLintText(
  tables: Tables,
  results: readonly LintResult[],
  { lint: words }: TableWords = english.tables,
): string {
  const found = results.filter(({ level }) => level === 'new');
  const known = results.filter(({ level, rule }) => level === 'known' && rule !== 'conflict');
  const listed = results.filter(({ rule }) => rule === 'conflict');
  const row = (result: LintResult): string[] => [result.conflict ?? words.isNew, result.text];
  return [
    words.head(tables.edition, found.length),
    '',
    ...section(
      words.new,
      found.map((result) => [result.rule, result.text]),
    ),
    ...section(words.known, known.map(row)),
    ...section(words.listed, listed.map(row)),
  ].join('\n');
}

export function renderDiffJson(tables: Tables, comparison: TableComparison): string {
  const { edition, date, sha256, overlay } = tables;
  return `${JSON.stringify({ schema: 'preflight.tables-diff/1', edition, date, sha256, overlay, ...comparison }, null, 2)}\n`;
}

export function renderDiffText(
  tables: Tables,
  { differences, notCompared }: TableComparison,
  { diff: words }: TableWords = english.tables,
): string {
  const found = differences.filter(({ marked }) => marked === null);
  const known = differences.filter(({ marked }) => marked !== null);
  const row = (difference: TableDifference): string[] => [
    difference.region,
    words.kind[difference.kind],
    difference.marked === null ? difference.text : words.by(difference.text, difference.marked),
  ];
  return [
    ...renderParagraph(words.head(tables.edition, found.length)),
    ...(notCompared.length > 0 ? renderParagraph(words.notCompared(notCompared.join(', '))) : []),
    '',
    ...section(words.new, found.map(row)),
    ...section(words.marked, known.map(row)),
  ].join('\n');
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [title, ...renderColumns(rows, 2), ''];
}
