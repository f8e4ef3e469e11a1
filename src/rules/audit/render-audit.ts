/** The audit as text (80 columns) and JSON. What was read first, then what is missing: that is what keeps people from working. */
import { renderColumns, renderParagraph } from '../../core/wrap-text.ts';
import { english, type Vocabulary } from '../../words/en/index.ts';
import {
  auditOutcome,
  countEssential,
  type AuditResult,
  type DoubtfulRule,
  type MissingRule,
} from './audit.ts';
import type { EntryVerdict } from './judge-entry.ts';

export function renderAuditJson(result: AuditResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}

/** Of each kind; a large file would fill the screen. The JSON has them all. */
const MOST_SHOWN = 20;

const REMARKS = ['wider', 'obsolete', 'other-region', 'unrelated'] as const;
const NEEDS = ['essential', 'supporting', 'situational'] as const;

/** `words`: of the language in which the result was made. */
export function renderAuditText(result: AuditResult, words: Vocabulary = english): string {
  const { title } = words.audit;
  const lines = [
    ...renderParagraph(readLine(result, words)),
    ...renderParagraph(headline(result, words)),
    ...otherLines(result, words).flatMap((line) => renderParagraph(line)),
    '',
    ...NEEDS.flatMap((need) => missingSection(result, need, words)),
    ...NEEDS.flatMap((need) => doubtSection(result, need, words)),
    ...REMARKS.flatMap((kind) =>
      remarkSection(
        title[kind],
        result.remarks.filter((one) => one.kind === kind),
        words,
      ),
    ),
    ...unreadSection(result, words),
    ...result.assumptions.flatMap((text) => renderParagraph(text)),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function readLine({ readAs, unread }: AuditResult, { audit: words }: Vocabulary): string {
  return unread.length === 0 ? words.readAll(readAs) : words.readPart(readAs, unread.length);
}

/** Who the answer is about: it never stands alone. */
function subject(
  { chain, sender, otherSenders, request }: AuditResult,
  { audit: words, comma }: Vocabulary,
): string {
  const unnamed = otherSenders.length === 0 ? [] : [words.unnamed];
  const who = [...(chain === null ? [] : [words.role[chain]]), ...(sender === null ? unnamed : [sender])];
  const wanted = words.wanted(request.regions.join(comma), request.protocols.join(comma), request.profile);
  return words.subject(who.join(comma), wanted);
}

function headline(result: AuditResult, vocabulary: Vocabulary): string {
  const { audit: words } = vocabulary;
  const { missing, inDoubt } = result;
  const about = subject(result, vocabulary);
  switch (auditOutcome(result)) {
    case 1:
      return words.missing(countEssential(missing), about);
    case 2:
      return words.doubtful(countEssential(inDoubt), about);
    default:
      return missing.length > 0 || inDoubt.length > 0 ? words.nothingEssential(about) : words.nothing(about);
  }
}

function otherLines(
  { otherSenders, otherChain, sender }: AuditResult,
  { audit: words, semicolon }: Vocabulary,
): string[] {
  const counts = (one: { essentialMissing: number; essentialInDoubt: number }): string =>
    words.counts(one.essentialMissing, one.essentialInDoubt);
  const senders = otherSenders
    .slice(0, 3)
    .map((one) => words.ofSender(one.sender ?? words.everybodyElse, counts(one)))
    .join(semicolon);
  return [
    ...(senders === '' ? [] : [sender === null ? words.notForAll(senders) : words.others(senders)]),
    ...(otherChain === null
      ? []
      : [words.otherChain(otherChain.chain, counts(otherChain), otherChain.sender)]),
  ];
}

function missingSection(
  { missing }: AuditResult,
  need: MissingRule['rule']['need'],
  vocabulary: Vocabulary,
): string[] {
  const { audit: words, need: needs, comma } = vocabulary;
  const rows = missing.filter(({ rule }) => rule.need === need);
  return section(
    words.title.missing(needs[need]),
    rows.flatMap(({ rule, parts, near, mayBeOpen }) =>
      ruleLines(
        { rule, parts },
        [...(near.length > 0 ? [words.see(near.join(comma))] : []), ...(mayBeOpen ? [words.mayBeOpen] : [])],
        vocabulary,
      ),
    ),
  );
}

function doubtSection(
  { inDoubt }: AuditResult,
  need: DoubtfulRule['rule']['need'],
  vocabulary: Vocabulary,
): string[] {
  const rows = inDoubt.filter(({ rule }) => rule.need === need);
  return section(
    vocabulary.audit.title.inDoubt(vocabulary.need[need]),
    rows.flatMap(({ rule, parts, because }) => ruleLines({ rule, parts }, because, vocabulary)),
  );
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines, ''];
}

function ruleLines(
  { rule, parts }: Pick<MissingRule, 'rule' | 'parts'>,
  about: readonly string[],
  { audit: words, purpose }: Vocabulary,
): string[] {
  const port = `${rule.transport.toUpperCase()} ${rule.port}`.padEnd(8);
  return [
    ...renderColumns([[port, parts?.join(', ') ?? rule.destination]], 2),
    ...renderParagraph(words.joined([purpose(rule), ...about]), 14),
  ];
}

function remarkSection(
  title: string,
  remarks: readonly EntryVerdict[],
  { audit: words, colon }: Vocabulary,
): string[] {
  const lines = remarks
    .slice(0, MOST_SHOWN)
    .flatMap(({ place, text, why }) => [
      ...renderParagraph(`${place}${colon}${text}`, 2),
      ...renderParagraph(why, 6),
    ]);
  return section(title, [...lines, ...more(remarks.length, words)]);
}

function more(count: number, words: Vocabulary['audit']): string[] {
  return count > MOST_SHOWN ? [`  ${words.more(count - MOST_SHOWN)}`] : [];
}

function unreadSection({ unread }: AuditResult, { audit: words }: Vocabulary): string[] {
  const rows = unread.slice(0, MOST_SHOWN).map(({ place, text, why }) => [place, words.at(why, text)]);
  return section(words.title.unread, [...renderColumns(rows, 2), ...more(unread.length, words)]);
}
