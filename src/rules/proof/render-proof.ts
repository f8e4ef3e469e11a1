/** A proof as text, CSV, JSON and markdown. What is closed first, what is open last. */
import { renderParagraph } from '../../core/wrap-text.ts';
import { csvCell } from '../formats/csv.ts';
import { markdownCell } from '../formats/markdown.ts';
import type { Proof, ProofRow } from './proof.ts';
import { countsText, portText, sourceText, STATE_WORDS } from './proof-text.ts';
import type { ProofState } from './read-check.ts';

const SECTIONS: readonly (readonly [ProofState, string])[] = [
  ['closed', 'CLOSED: something refuses'],
  ['silent', 'SILENT: no answer came (on UDP that proves nothing)'],
  ['not-tested', 'NOT TESTED'],
  ['open', 'OPEN'],
];

export function renderProofText(proof: Proof): string {
  const { request, report, rows } = proof;
  const lines = [
    ...renderParagraph(
      `Proof for ${request.regions.join(', ')} (${request.protocols.join(', ')}, ${request.profile})`,
    ),
    ...renderParagraph(countsText(proof)),
    ...renderParagraph(`Report ${report.id} of ${sourceText(report)}`),
    '',
    ...SECTIONS.flatMap(([state, title]) =>
      section(
        title,
        rows.filter((row) => row.state === state),
      ),
    ),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function section(title: string, rows: readonly ProofRow[]): string[] {
  if (rows.length === 0) return [];
  const port = Math.max(...rows.map(({ rule }) => portText(rule).length));
  return [
    title,
    ...rows.flatMap(({ rule, why, state }) => [
      `  ${portText(rule).padEnd(port)}  ${rule.destination}`,
      ...(state === 'open' && why === 'open'
        ? []
        : renderParagraph(`${rule.purpose} (${rule.need}): ${why}`, port + 6)),
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

export function renderProofMarkdown(proof: Proof): string {
  const { request, report, rows } = proof;
  const lines = [
    `# Proof for ${request.regions.join(', ')}`,
    '',
    `${countsText(proof)} Report \`${report.id}\` of ${markdownCell(sourceText(report))}.`,
    '',
    '| state | port | destination | need | purpose | why |',
    '|---|---|---|---|---|---|',
    ...SECTIONS.flatMap(([state]) => rows.filter((row) => row.state === state)).map(
      ({ rule, state, why }) => {
        const cells = [rule.need, rule.purpose, why].map(markdownCell);
        return `| ${[STATE_WORDS[state], portText(rule), `\`${rule.destination}\``, ...cells].join(' | ')} |`;
      },
    ),
  ];
  return `${lines.join('\n')}\n`;
}
