/** The rule set as markdown, for a ticket or a wiki. */
import type { RuleSet } from '../rule.ts';
import type { RuleFormat } from './rule-format.ts';
import { summaryRows, type SummaryRow } from './summary-rows.ts';

export const markdown: RuleFormat = {
  id: 'markdown',
  summary: 'tables for a ticket or a wiki',
  proof: 'for people',
  render(set) {
    const rows = summaryRows(set);
    const { request, tables } = set;
    const lines = [
      `# Firewall rules for Amazon WorkSpaces: ${request.regions.join(', ')}`,
      '',
      `${set.rules.length} rules, all outbound, ${request.profile}, ${request.protocols.join(' and ')}. Tables ${tables.edition} (sha256 ${tables.sha256.slice(0, 16)}).`,
      '',
      ...table(
        'Names',
        rows.filter(({ kind }) => kind === 'fqdn'),
      ),
      ...table(
        'Wildcards',
        rows.filter(({ kind }) => kind === 'wildcard'),
      ),
      ...table(
        'Addresses',
        rows.filter(({ kind }) => kind === 'cidr'),
      ),
      ...omissions(set),
      '## Notes',
      '',
      ...set.notes.map((note) => `- ${markdownCell(note)}`),
    ];
    return { text: `${lines.join('\n')}\n`, notCovered: [] };
  },
};

function table(title: string, rows: readonly SummaryRow[]): string[] {
  if (rows.length === 0) return [];
  return [
    `## ${title}`,
    '',
    '| destination | port | need | purpose | Region | source | doubt |',
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => {
      const destinations = row.destinations.map((destination) => `\`${destination}\``).join('<br>');
      const cells = [row.ports, row.need, row.purpose, row.region ?? 'all', row.source, row.doubt ?? ''].map(
        markdownCell,
      );
      return `| ${[destinations, ...cells].join(' | ')} |`;
    }),
    '',
  ];
}

function omissions({ omitted }: RuleSet): string[] {
  if (omitted.length === 0) return [];
  const rows = omitted.map(({ destination, reason }) => `- \`${destination}\`: ${markdownCell(reason)}`);
  return ['## Not in the rules', '', ...rows, ''];
}

/** Text that stays in its cell: no line break, no column, no markup of a stranger's overlay. */
export function markdownCell(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[|`*_[\]\\]/g, '\\$&');
}
