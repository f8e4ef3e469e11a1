/** A proof as text, CSV, JSON and markdown. What is closed first, what is open last. */
import { renderParagraph } from '../../core/wrap-text.ts';
import { english, type Vocabulary } from '../../words/en/index.ts';
import { csvCell } from '../formats/csv.ts';
import { markdownCell } from '../formats/markdown.ts';
import type { Proof, ProofRow } from './proof.ts';
import { countsText, portText, sourceText } from './proof-text.ts';

const STATES = ['closed', 'silent', 'not-tested', 'open'] as const;

export function renderProofText(proof: Proof, words: Vocabulary = english): string {
  const { request, report, rows } = proof;
  const { proof: own, comma } = words;
  const lines = [
    ...renderParagraph(
      own.asked(own.head(request.regions.join(comma)), request.protocols.join(comma), request.profile),
    ),
    ...renderParagraph(countsText(proof, words)),
    ...renderParagraph(own.report(report.id, sourceText(report, own))),
    '',
    ...STATES.flatMap((state) =>
      section(
        own.title[state],
        rows.filter((row) => row.state === state),
        words,
      ),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(
  title: string,
  rows: readonly ProofRow[],
  { proof: words, purpose, need }: Vocabulary,
): string[] {
  if (rows.length === 0) return [];
  const port = Math.max(...rows.map(({ rule }) => portText(rule).length));
  return [
    title,
    ...rows.flatMap(({ rule, why, state }) => [
      `  ${portText(rule).padEnd(port)}  ${rule.destination}`,
      ...(state === 'open' && why === words.why.open
        ? []
        : renderParagraph(words.because(words.about(purpose(rule), need[rule.need]), why), port + 6)),
    ]),
    '',
  ];
}

export function renderProofJson(proof: Proof): string {
  return `${JSON.stringify(proof, null, 2)}\n`;
}

/** The rule, then what was proven. */
export function renderProofCsv({ rows }: Proof): string {
  const header = [
    'rule',
    'region',
    'category',
    'need',
    'protocol',
    'destination',
    'port',
    'transport',
    'state',
    'tested',
    'open',
    'why',
    'checks',
  ];
  const cells = rows.map(({ rule, state, tested, open, why, checks }) => [
    rule.id,
    rule.region,
    rule.category,
    rule.need,
    rule.protocol,
    rule.destination,
    rule.port,
    rule.transport,
    state,
    tested,
    open,
    why,
    checks.join(' '),
  ]);
  return [header, ...cells].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

export function renderProofMarkdown(proof: Proof, words: Vocabulary = english): string {
  const { request, report, rows } = proof;
  const { proof: own, purpose, need, comma } = words;
  const made = own.report(`\`${report.id}\``, markdownCell(sourceText(report, own)));
  const lines = [
    `# ${own.head(request.regions.join(comma))}`,
    '',
    own.sentences(countsText(proof, words), own.stop(made)),
    '',
    `| ${own.columns.join(' | ')} |`,
    '|---|---|---|---|---|---|',
    ...STATES.flatMap((state) => rows.filter((row) => row.state === state)).map(({ rule, state, why }) => {
      const cells = [need[rule.need], purpose(rule), why].map(markdownCell);
      return `| ${[own.state[state], portText(rule), `\`${rule.destination}\``, ...cells].join(' | ')} |`;
    }),
  ];
  return `${lines.join('\n')}\n`;
}
