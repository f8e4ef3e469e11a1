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
  const lines = [
    ...renderParagraph(words.head(request.domain, problems.length)),
    '',
    ...byExplanation(problems).flatMap((same) => problemLines(same, words)),
    ...rows.flatMap(({ state, target, title, detail }) => [
      ...renderColumns([[padTo(words.state[state], 13), target.padEnd(24), title]], 2),
      ...(detail === null || SAYS_IT_ALL.has(state) ? [] : renderParagraph(detail, 6)),
    ]),
    '',
    ...(notTested.length > 0
      ? [words.notTested, ...notTested.flatMap((text) => renderParagraph(text, 2)), '']
      : []),
    ...renderParagraph(words.elsewhere),
  ];
  return `${lines.join('\n')}\n`;
}

/** States beside which the code of the failure would say the same again; the JSON has it. */
const SAYS_IT_ALL: ReadonlySet<string> = new Set(['closed', 'filtered', 'not found']);

/** Problems with the same explanation stand together over it, in the order of the first one. */
function byExplanation(problems: readonly DirectoryProblem[]): DirectoryProblem[][] {
  const explanations = [...new Set(problems.map(({ explanation }) => explanation))];
  return explanations.map((each) => problems.filter(({ explanation }) => explanation === each));
}

function problemLines(problems: readonly DirectoryProblem[], words: DirectoryWords): string[] {
  const [first] = problems;
  if (first === undefined) return [];
  return [
    ...problems.flatMap(({ message }) => renderParagraph(words.problem(message))),
    ...renderParagraph(first.explanation, 4),
    '',
  ];
}
