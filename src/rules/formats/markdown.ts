/** The rule set as markdown, for a ticket or a wiki. */
import { english, type Vocabulary } from '../../words/en/index.ts';
import { countRules } from '../count-rules.ts';
import type { RuleSet } from '../rule.ts';
import type { RuleFormat } from './rule-format.ts';
import { summaryRows, type SummaryRow } from './summary-rows.ts';

export const markdown: RuleFormat = {
  id: 'markdown',
  summary: 'tables for a ticket or a wiki',
  proof: 'for people',
  render(set, { words = english }) {
    const { rules: own, comma } = words;
    const rows = summaryRows(set, words);
    const part = (title: string, wanted: SummaryRow['kind']): string[] =>
      table(
        title,
        rows.filter(({ kind }) => kind === wanted),
        words,
      );
    const { request, tables } = set;
    const lines = [
      `# ${own.title(request.regions.join(comma))}`,
      '',
      own.lead(
        countRules(set.rules),
        [request.profile, own.protocols(request.protocols)].join(comma),
        own.tables(tables.edition, tables.sha256.slice(0, 16)),
      ),
      '',
      ...part(own.part.names, 'fqdn'),
      ...part(own.part.wildcards, 'wildcard'),
      ...part(own.part.addresses, 'cidr'),
      ...omissions(set, own.part.omitted),
      `## ${own.part.notes}`,
      '',
      ...set.notes.map((note) => `- ${markdownCell(note)}`),
    ];
    return { text: `${lines.join('\n')}\n`, notCovered: [] };
  },
};

function table(title: string, rows: readonly SummaryRow[], { rules: words, need }: Vocabulary): string[] {
  if (rows.length === 0) return [];
  return [
    `## ${title}`,
    '',
    `| ${words.columns.join(' | ')} |`,
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => {
      const destinations = row.destinations.map((destination) => `\`${destination}\``).join('<br>');
      const cells = [
        row.ports,
        need[row.need],
        row.purpose,
        row.region ?? words.all,
        row.source,
        row.doubt ?? '',
      ].map(markdownCell);
      return `| ${[destinations, ...cells].join(' | ')} |`;
    }),
    '',
  ];
}

function omissions({ omitted }: RuleSet, title: string): string[] {
  if (omitted.length === 0) return [];
  const rows = omitted.map(({ destination, reason }) => `- \`${destination}\`: ${markdownCell(reason)}`);
  return [`## ${title}`, '', ...rows, ''];
}

/** Text that stays in its cell: no line break, no column, no markup of a stranger's overlay. */
export function markdownCell(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[|`*_[\]\\]/g, '\\$&');
}
