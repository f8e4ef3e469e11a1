/** The audit as text (80 columns) and JSON. What was read first, then what is missing: that is what keeps people from working. */
import { renderColumns, renderParagraph } from '../../regions/text-columns.ts';
import { auditOutcome, type AuditResult, type DoubtfulRule, type MissingRule } from './audit.ts';
import type { EntryVerdict } from './judge-entry.ts';

export function renderAuditJson(result: AuditResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** Of each kind; a large file would fill the screen. The JSON has them all. */
const MOST_SHOWN = 20;

const REMARK_TITLES: readonly (readonly [EntryVerdict['kind'], string])[] = [
  ['wider', 'WIDER THAN NEEDED'],
  ['obsolete', 'OBSOLETE'],
  ['other-region', 'OF ANOTHER REGION'],
  ['unrelated', 'NOT ABOUT WORKSPACES IN THESE REGIONS (not judged)'],
];

const NEEDS = ['essential', 'supporting', 'situational'] as const;

export function renderAuditText(result: AuditResult): string {
  const lines = [
    ...renderParagraph(readLine(result)),
    ...renderParagraph(headline(result)),
    ...otherLines(result).flatMap((line) => renderParagraph(line)),
    '',
    ...NEEDS.flatMap((need) => missingSection(result, need)),
    ...NEEDS.flatMap((need) => doubtSection(result, need)),
    ...REMARK_TITLES.flatMap(([kind, title]) =>
      remarkSection(
        title,
        result.remarks.filter((one) => one.kind === kind),
      ),
    ),
    ...unreadSection(result),
    ...result.assumptions.flatMap((text) => renderParagraph(text)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function readLine({ readAs, unread }: AuditResult): string {
  return `Read as ${readAs}; ${unread.length === 0 ? 'all of it was understood' : `${unread.length} not understood (below)`}.`;
}

const ROLES = { output: 'this machine itself', forward: 'what this machine passes on as a router' } as const;

/** Who the answer is about: it never stands alone. */
function subject({ chain, sender, request }: AuditResult): string {
  const who = [...(chain === null ? [] : [ROLES[chain]]), ...(sender === null ? [] : [sender])].join(', ');
  const wanted = `${request.regions.join(', ')} (${request.protocols.join(', ')}, ${request.profile})`;
  return who === '' ? wanted : `${who}: ${wanted}`;
}

function headline(result: AuditResult): string {
  const { missing, inDoubt } = result;
  const essential = missing.filter(({ rule }) => rule.need === 'essential').length;
  const doubtful = inDoubt.filter(({ rule }) => rule.need === 'essential').length;
  switch (auditOutcome(result)) {
    case 1:
      return `${rules(essential, 'essential')} missing for ${subject(result)}.`;
    case 2:
      return `Nothing essential is missing in what was understood, but ${rules(doubtful, 'essential')} in doubt for ${subject(result)}.`;
    default:
      return `${missing.length > 0 || inDoubt.length > 0 ? 'Nothing essential is missing' : 'Nothing is missing'} for ${subject(result)}.`;
  }
}

function rules(count: number, need: string): string {
  return `${count} ${need} ${count === 1 ? 'rule is' : 'rules are'}`;
}

function otherLines({ otherSenders, otherChain, sender }: AuditResult): string[] {
  const counts = (one: { essentialMissing: number; essentialInDoubt: number }): string =>
    [
      `${one.essentialMissing} essential missing`,
      ...(one.essentialInDoubt === 0 ? [] : [`${one.essentialInDoubt} in doubt`]),
    ].join(', ');
  const senders = otherSenders.slice(0, 3).map((one) => `${one.sender ?? 'everybody else'}: ${counts(one)}`);
  return [
    ...(senders.length === 0
      ? []
      : [`${sender === null ? 'Not for all' : 'Others'}: ${senders.join('; ')}.`]),
    ...(otherChain === null
      ? []
      : [
          `As ${otherChain.chain === 'forward' ? 'a router' : 'a machine of its own'} the file gives ${counts(otherChain)}${otherChain.sender === null ? '' : ` for ${otherChain.sender}`}: --chain ${otherChain.chain} shows it.`,
        ]),
  ];
}

function missingSection({ missing }: AuditResult, need: MissingRule['rule']['need']): string[] {
  const rows = missing.filter(({ rule }) => rule.need === need);
  return section(
    `MISSING, ${need}`,
    rows.flatMap(({ rule, parts, near, mayBeOpen }) =>
      ruleLines({ rule, parts }, [
        ...(near.length > 0 ? [`see ${near.join(', ')}`] : []),
        ...(mayBeOpen ? ['something that was not understood may let it out'] : []),
      ]),
    ),
  );
}

function doubtSection({ inDoubt }: AuditResult, need: DoubtfulRule['rule']['need']): string[] {
  const rows = inDoubt.filter(({ rule }) => rule.need === need);
  return section(
    `IN DOUBT, ${need}`,
    rows.flatMap(({ rule, parts, because }) => ruleLines({ rule, parts }, because)),
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines, ''];
}

function ruleLines({ rule, parts }: Pick<MissingRule, 'rule' | 'parts'>, about: readonly string[]): string[] {
  const port = `${rule.transport.toUpperCase()} ${rule.port}`.padEnd(8);
  return [
    ...renderColumns([[port, parts?.join(', ') ?? rule.destination]], 2),
    ...renderParagraph([rule.purpose, ...about].join('; '), 14),
  ];
}

function remarkSection(title: string, remarks: readonly EntryVerdict[]): string[] {
  const lines = remarks
    .slice(0, MOST_SHOWN)
    .flatMap(({ place, text, why }) => [
      ...renderParagraph(`${place}: ${text}`, 2),
      ...renderParagraph(why, 6),
    ]);
  return section(title, [...lines, ...more(remarks.length)]);
}

function more(count: number): string[] {
  return count > MOST_SHOWN ? [`  and ${count - MOST_SHOWN} more`] : [];
}

function unreadSection({ unread }: AuditResult): string[] {
  const rows = unread.slice(0, MOST_SHOWN).map(({ place, text, why }) => [place, `${why}: ${text}`]);
  return section('NOT UNDERSTOOD', [...renderColumns(rows, 2), ...more(unread.length)]);
}
