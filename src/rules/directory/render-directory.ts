/** The directory checks as text (80 columns) and JSON. */
import { renderColumns, renderParagraph } from '../../core/wrap-text.ts';
import type { DirectoryProblem, DirectoryResult } from './judge-directory.ts';

export function renderDirectoryJson(result: DirectoryResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

export function renderDirectoryText({ request, rows, problems, notTested }: DirectoryResult): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const lines = [
    ...renderParagraph(
      `Directory ${request.domain}, seen from this machine: ${errors.length} errors, ${warnings.length} warnings.`,
    ),
    '',
    ...byExplanation([...errors, ...warnings]).flatMap(problemLines),
    ...rows.flatMap(({ state, target, title, detail }) => [
      ...renderColumns([[state.padEnd(13), target.padEnd(24), title]], 2),
      ...(detail === null ? [] : renderParagraph(detail, 6)),
    ]),
    '',
    ...(notTested.length > 0
      ? ['NOT TESTED', ...notTested.flatMap((text) => renderParagraph(text, 2)), '']
      : []),
    ...renderParagraph(
      'The connector and the WorkSpaces sit in your VPC: their way to the directory may differ from the one tested here.',
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Problems with the same explanation stand together over it, in the order of the first one. */
function byExplanation(problems: readonly DirectoryProblem[]): DirectoryProblem[][] {
  const explanations = [
    ...new Set(problems.map(({ severity, explanation }) => `${severity} ${explanation}`)),
  ];
  return explanations.map((key) =>
    problems.filter(({ severity, explanation }) => `${severity} ${explanation}` === key),
  );
}

function problemLines(problems: readonly DirectoryProblem[]): string[] {
  const [first] = problems;
  if (first === undefined) return [];
  return [
    ...problems.flatMap(({ severity, message }) => renderParagraph(`${severity.toUpperCase()}: ${message}`)),
    ...renderParagraph(first.explanation, 4),
    '',
  ];
}
