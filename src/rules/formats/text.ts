/** The rule set for a person at a terminal of 80 columns: names and addresses apart, what matters most first. */
import { renderParagraph } from '../../core/wrap-text.ts';
import type { RuleSet } from '../rule.ts';
import type { RuleFormat } from './rule-format.ts';
import { summaryRows, type SummaryRow } from './summary-rows.ts';

export const text: RuleFormat = {
  id: 'text',
  summary: 'for reading, 80 columns',
  proof: 'for people',
  render(set) {
    const rows = summaryRows(set);
    const part = (title: string, kinds: readonly SummaryRow['kind'][]) =>
      section(
        title,
        rows.filter(({ kind }) => kinds.includes(kind)),
      );
    const lines = [
      ...heading(set),
      '',
      ...part('NAMES (for a proxy or a firewall that knows names)', ['fqdn']),
      ...part('WILDCARDS (any name below; they cannot be tested)', ['wildcard']),
      ...part('ADDRESSES', ['cidr']),
      ...omissions(set),
      ...set.notes.flatMap((note) => [...renderParagraph(note), '']),
    ];
    return { text: lines.join('\n'), notCovered: [] };
  },
};

function heading({ request, rules, tables, incomplete }: RuleSet): string[] {
  const protocols = request.protocols
    .map((protocol) => (protocol === 'pcoip' ? 'PCoIP' : 'DCV'))
    .join(' and ');
  return [
    ...renderParagraph(
      `Firewall rules for Amazon WorkSpaces in ${request.regions.join(', ')}: ${protocols}, ${request.profile}.`,
    ),
    ...renderParagraph(
      `${rules.length} rules, all outbound, from tables ${tables.edition}${tables.overlay === null ? '' : `, overlay ${tables.overlay}`}.`,
    ),
    ...(incomplete.length === 0
      ? []
      : renderParagraph(
          `INCOMPLETE for ${incomplete.map(({ region }) => region).join(', ')}: see the first note below.`,
        )),
  ];
}

function section(title: string, rows: readonly SummaryRow[]): string[] {
  if (rows.length === 0) return [];
  const needs = ['essential', 'supporting', 'situational'] as const;
  return [
    title,
    ...needs.flatMap((need) => {
      const same = rows.filter((row) => row.need === need);
      return same.length === 0 ? [] : [`  ${need}`, ...same.flatMap(rowLines)];
    }),
    '',
  ];
}

/** The destination has a line to itself: it is what people copy. */
function rowLines({ destinations, ports, purpose, region, doubt }: SummaryRow): string[] {
  const about = `${purpose}${region === null ? '' : `, ${region}`}`;
  return [
    ...renderParagraph(`${about}: ${ports}`, 4),
    ...destinations.map((destination) => `      ${destination}`),
    ...(doubt === null ? [] : renderParagraph(`doubtful, ${doubt}`, 6)),
  ];
}

function omissions({ omitted }: RuleSet): string[] {
  if (omitted.length === 0) return [];
  return [
    'NOT IN THE RULES',
    ...omitted.flatMap(({ destination, reason }) => [`    ${destination}`, ...renderParagraph(reason, 6)]),
    '',
  ];
}
