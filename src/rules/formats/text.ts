/** The rule set for a person at a terminal of 80 columns: names and addresses apart, what matters most first. */
import { renderParagraph } from '../../core/wrap-text.ts';
import { english, type Vocabulary } from '../../words/en/index.ts';
import { countRules } from '../count-rules.ts';
import type { RuleSet } from '../rule.ts';
import type { RuleFormat } from './rule-format.ts';
import { summaryRows, type SummaryRow } from './summary-rows.ts';

export const text: RuleFormat = {
  id: 'text',
  summary: 'for reading, 80 columns',
  proof: 'for people',
  render(set, { words = english }) {
    const { rules: own } = words;
    const rows = summaryRows(set, words);
    const part = (title: string, kinds: readonly SummaryRow['kind'][]) =>
      section(
        title,
        rows.filter(({ kind }) => kinds.includes(kind)),
        words,
      );
    const lines = [
      ...heading(set, words),
      '',
      ...part(own.names, ['fqdn']),
      ...part(own.wildcards, ['wildcard']),
      ...part(own.addresses, ['cidr']),
      ...omissions(set, own.omitted),
      ...set.notes.flatMap((note) => [...renderParagraph(note), '']),
    ];
    return { text: lines.join('\n'), notCovered: [] };
  },
};

function heading(
  { request, rules, tables, incomplete }: RuleSet,
  { rules: words, comma }: Vocabulary,
): string[] {
  return [
    ...renderParagraph(
      words.head(request.regions.join(comma), words.protocols(request.protocols), request.profile),
    ),
    ...renderParagraph(words.counts(countRules(rules), tables.edition, tables.overlay)),
    ...(incomplete.length === 0
      ? []
      : renderParagraph(words.incompleteFor(incomplete.map(({ region }) => region).join(comma)))),
  ];
}

function section(title: string, rows: readonly SummaryRow[], words: Vocabulary): string[] {
  if (rows.length === 0) return [];
  const needs = ['essential', 'supporting', 'situational'] as const;
  return [
    title,
    ...needs.flatMap((need) => {
      const same = rows.filter((row) => row.need === need);
      return same.length === 0
        ? []
        : [`  ${words.need[need]}`, ...same.flatMap((row) => rowLines(row, words))];
    }),
    '',
  ];
}

/** The destination has a line to itself: it is what people copy. */
function rowLines(
  { destinations, ports, purpose, region, doubt }: SummaryRow,
  { rules: words, comma }: Vocabulary,
): string[] {
  const about = `${purpose}${region === null ? '' : `${comma}${region}`}`;
  return [
    ...renderParagraph(words.row(about, ports), 4),
    ...destinations.map((destination) => `      ${destination}`),
    ...(doubt === null ? [] : renderParagraph(words.doubtful(doubt), 6)),
  ];
}

function omissions({ omitted }: RuleSet, title: string): string[] {
  if (omitted.length === 0) return [];
  return [
    title,
    ...omitted.flatMap(({ destination, reason }) => [`    ${destination}`, ...renderParagraph(reason, 6)]),
    '',
  ];
}
