/** The audit as text (80 columns) and JSON. What is missing first: it is what keeps people from working. */
import { renderColumns, renderParagraph } from '../../regions/text-columns.ts';
import { auditFailed, type AuditResult, type MissingRule } from './audit.ts';
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

export function renderAuditText(result: AuditResult): string {
  const lines = [
    ...renderParagraph(headline(result)),
    '',
    ...(['essential', 'supporting', 'situational'] as const).flatMap((need) => missingSection(result, need)),
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

function headline(result: AuditResult): string {
  const { entries, missing, request } = result;
  const essential = missing.filter(({ rule }) => rule.need === 'essential').length;
  const verdict = auditFailed(result)
    ? `${essential} essential ${essential === 1 ? 'rule is' : 'rules are'} missing`
    : missing.length > 0
      ? 'Nothing essential is missing'
      : 'Nothing is missing';
  return `${verdict} for ${request.regions.join(', ')} (${request.protocols.join(', ')}, ${request.profile}); ${entries} ${entries === 1 ? 'entry' : 'entries'} read.`;
}

function missingSection({ missing }: AuditResult, need: MissingRule['rule']['need']): string[] {
  const rows = missing.filter(({ rule }) => rule.need === need);
  if (rows.length === 0) return [];
  return [
    `MISSING, ${need}`,
    ...rows.flatMap(({ rule, parts, near }) => [
      ...renderColumns(
        [[`${rule.transport.toUpperCase()} ${rule.port}`.padEnd(8), parts?.join(', ') ?? rule.destination]],
        2,
      ),
      ...renderParagraph(
        [rule.purpose, ...(near.length > 0 ? [`see ${near.join(', ')}`] : [])].join('; '),
        14,
      ),
    ]),
    '',
  ];
}

function remarkSection(title: string, remarks: readonly EntryVerdict[]): string[] {
  if (remarks.length === 0) return [];
  const lines = remarks
    .slice(0, MOST_SHOWN)
    .flatMap(({ place, text, why }) => [
      ...renderParagraph(`${place}: ${text}`, 2),
      ...renderParagraph(why, 6),
    ]);
  return [title, ...lines, ...more(remarks.length), ''];
}

function more(count: number): string[] {
  return count > MOST_SHOWN ? [`  and ${count - MOST_SHOWN} more`] : [];
}

function unreadSection({ unread }: AuditResult): string[] {
  if (unread.length === 0) return [];
  const rows = unread.slice(0, MOST_SHOWN).map(({ place, text, why }) => [place, `${why}: ${text}`]);
  return ['NOT UNDERSTOOD (not judged)', ...renderColumns(rows, 2), ...more(unread.length), ''];
}
