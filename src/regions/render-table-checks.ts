/** `tables lint` and `tables diff` as text and JSON. What is new stands first; a known conflict never fails the command. */
import type { TableComparison, TableDifference } from './diff-ip-ranges.ts';
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

export function renderLintText(tables: Tables, results: readonly LintResult[]): string {
  const found = results.filter(({ level }) => level === 'new');
  const known = results.filter(({ level, rule }) => level === 'known' && rule !== 'conflict');
  const listed = results.filter(({ rule }) => rule === 'conflict');
  const row = (result: LintResult): string[] => [result.conflict ?? 'new', result.text];
  return [
    `Region tables, edition ${tables.edition}: ${count(found.length, 'new problem')}`,
    '',
    ...section(
      'New',
      found.map((result) => [result.rule, result.text]),
    ),
    ...section('Found, and explained by a listed conflict', known.map(row)),
    ...section('Listed conflicts (docs/tables-conflicts.md)', listed.map(row)),
  ].join('\n');
}

export function renderDiffJson(tables: Tables, comparison: TableComparison): string {
  const { edition, date, sha256, overlay } = tables;
  return `${JSON.stringify({ schema: 'preflight.tables-diff/1', edition, date, sha256, overlay, ...comparison }, null, 2)}\n`;
}

export function renderDiffText(tables: Tables, { differences, notCompared }: TableComparison): string {
  const found = differences.filter(({ marked }) => marked === null);
  const known = differences.filter(({ marked }) => marked !== null);
  const row = (difference: TableDifference): string[] => [
    difference.region,
    difference.kind,
    difference.marked === null ? difference.text : `${difference.text} (${difference.marked})`,
  ];
  const silent = `Not compared, because the file has no row of it: ${notCompared.join(', ')}`;
  return [
    `Region tables, edition ${tables.edition}: ${count(found.length, 'new difference')} from the published ranges`,
    ...(notCompared.length > 0 ? renderParagraph(silent) : []),
    '',
    ...section('New', found.map(row)),
    ...section('Marked in the tables already', known.map(row)),
  ].join('\n');
}

function count(number: number, noun: string): string {
  return number === 0 ? `no ${noun}` : `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [title, ...renderColumns(rows, 2), ''];
}
