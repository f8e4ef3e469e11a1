/** The directory checks as text (80 columns) and JSON. */
import { padTo, renderColumns, renderParagraph } from '../../core/wrap-text.ts';
import { english } from '../../words/en/index.ts';
import type { DirectoryWords } from './directory-plan.ts';
import type { DirectoryProblem, DirectoryResult } from './judge-directory.ts';

export function renderDirectoryJson(result: DirectoryResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** `words`: of the language in which the result was made. */
export function renderDirectoryText(
  { request, rows, problems, notTested }: DirectoryResult,
  words: DirectoryWords = english.directory,
): string {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const lines = [
    ...renderParagraph(words.head(request.domain, errors.length, warnings.length)),
    '',
    ...byExplanation([...errors, ...warnings]).flatMap((same) => problemLines(same, words)),
    ...rows.flatMap(({ state, target, title, detail }) => [
      ...renderColumns([[padTo(words.state[state], 13), target.padEnd(24), title]], 2),
      ...(detail === null ? [] : renderParagraph(detail, 6)),
    ]),
    '',
    ...(notTested.length > 0
      ? [words.notTested, ...notTested.flatMap((text) => renderParagraph(text, 2)), '']
      : []),
    ...renderParagraph(words.elsewhere),
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

function problemLines(problems: readonly DirectoryProblem[], words: DirectoryWords): string[] {
  const [first] = problems;
  if (first === undefined) return [];
  return [
    ...problems.flatMap(({ severity, message }) =>
      renderParagraph(words.problem(words.severity[severity], message)),
    ),
    ...renderParagraph(first.explanation, 4),
    '',
  ];
}
