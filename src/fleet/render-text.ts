/** Many bundles as text for a terminal: the headline first, then the counts, then the groups. Pure. */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { VERDICTS } from '../core/words.ts';
import { localSpan, localTime } from '../report/local-time.ts';
import { terminalSafe } from '../report/safe-text.ts';
import {
  PLAIN_TEXT,
  TONE_OF_VERDICT,
  painterFor,
  signOf,
  type Pen,
  type TextStyle,
} from '../report/text-style.ts';
import { hangText } from '../core/wrap-text.ts';
import { vocabularyOf } from '../words/languages.ts';
import { causeName, countedText, headlineLines } from './say-summary.ts';
import type { BundleSummary, Dimension, SummaryGroup, SummaryMember } from './summarise.ts';

const SHOWN = 15;
const LISTED = 10;
/** `  1234  `: the count stands in front, so that a long list can be read down. */
const COUNT_WIDTH = 6;
/** Time is for the page and for programs: in a terminal the headline says when. */
const TOLD: readonly Dimension[] = ['cause', 'site', 'region', 'version'];

export function renderSummaryText(summary: BundleSummary, style: TextStyle = PLAIN_TEXT): string {
  const pen = { style, paint: painterFor(style) };
  const { summary: words } = vocabularyOf(style.language);
  const { changed, unreadable, oddTimes, notCounted } = summary;
  const blocks = [
    leadLines(summary, pen),
    countLines(summary, pen),
    ...TOLD.map((dimension) => groupLines(summary, dimension, pen)),
    listed(
      words.oddTimes(oddTimes.length),
      oddTimes.map(({ file, why }) => `${file}: ${words.odd[why]}`),
      pen,
    ),
    listed(
      words.duplicates(notCounted.duplicates.length),
      notCounted.duplicates.map(({ file, of }) => words.duplicateOf(file, of)),
      pen,
    ),
    listed(words.changed(changed.length), changed, pen),
    listed(
      words.unreadable(unreadable.length),
      unreadable.map(({ file, why }) => `${file}: ${why}`),
      pen,
    ),
  ];
  return joined(blocks);
}

function joined(blocks: readonly (readonly string[])[]): string {
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function leadLines(summary: BundleSummary, { style, paint }: Pen): string[] {
  const { lead, tone, lines } = headlineLines(summary, style.language);
  const head = hangText(terminalSafe(lead), { lead: `${signOf(tone, style)} `, width: style.width });
  return [
    ...head.map((line) => paint(tone, paint('strong', line))),
    ...lines.flatMap((line) => hangText(terminalSafe(line), { lead: '  ', width: style.width })),
  ];
}

function countLines(summary: BundleSummary, { style, paint }: Pen): string[] {
  const { verdicts, untagged, keys, notCounted } = summary;
  const { summary: words } = vocabularyOf(style.language);
  const say = sayIn(style.language);
  const rows = VERDICTS.filter((verdict) => verdicts[verdict] > 0).map((verdict) => {
    const tone = TONE_OF_VERDICT[verdict];
    const count = say.number(verdicts[verdict]).padStart(COUNT_WIDTH);
    return `${count}  ${paint(tone, `${signOf(tone, style)} ${words.verdicts[verdict]}`)}`;
  });
  const foreign = keys.filter(({ given }) => !given).map(({ id }) => id);
  const notes = [
    ...(notCounted.outside > 0 ? [words.outside(notCounted.outside)] : []),
    ...(untagged > 0 ? [words.untagged(untagged)] : []),
    ...(foreign.length > 0 ? [words.noKey(say.list(foreign))] : []),
  ];
  const counted = countedText(summary, style.language);
  return [
    ...hangText(terminalSafe(counted), { lead: '', width: style.width }).map((line) => paint('strong', line)),
    ...rows,
    ...notes.flatMap((line) => hangText(terminalSafe(line), { lead: '  ', width: style.width })),
  ];
}

function groupLines({ groups }: BundleSummary, dimension: Dimension, pen: Pen): string[] {
  const { summary: words } = vocabularyOf(pen.style.language);
  const rows = groups[dimension].slice(0, SHOWN).flatMap((group) => groupLine(group, dimension, pen));
  const more = groups[dimension].length - SHOWN;
  if (rows.length === 0) return [];
  return [
    pen.paint('strong', words.by[dimension]),
    ...rows,
    ...(more > 0 ? [`${' '.repeat(COUNT_WIDTH + 2)}${words.more(more)}`] : []),
  ];
}

function groupLine(group: SummaryGroup, dimension: Dimension, { style }: Pen): string[] {
  const v = vocabularyOf(style.language);
  const { bundles, first, last } = group;
  const what = dimension === 'cause' ? null : mainCauseText(group, style.language);
  const when = localSpan(first, last, v.summary.span);
  const parts = [groupName(group, dimension, style.language), what, v.summary.bundles(bundles), when];
  const text = parts.filter((part) => part !== null).join(v.comma);
  const count = sayIn(style.language).number(group.machines + group.mayBeMore);
  return hangText(terminalSafe(text), { lead: `${count.padStart(COUNT_WIDTH)}  `, width: style.width });
}

/** "Mostly" is more than half; below that both numbers are said. */
function mainCauseText(
  { mainCause, withMainCause, machines, mayBeMore }: SummaryGroup,
  language: Language,
): string | null {
  const { summary: words } = vocabularyOf(language);
  const of = machines + mayBeMore;
  if (mainCause === 'none') return null;
  return withMainCause * 2 > of ? words.mostly(mainCause) : words.someOf(mainCause, withMainCause, of);
}

export function groupName(group: SummaryGroup, dimension: Dimension, language: Language): string {
  const { summary: words } = vocabularyOf(language);
  if (group.value === 'others') return words.others;
  if (dimension === 'site') return group.value === 'unknown' ? words.noSite : group.title;
  if (dimension === 'cause') return causeName(group, language);
  return dimension === 'time' ? localTime(group.value) : group.title;
}

function listed(title: string, lines: readonly string[], { style }: Pen): string[] {
  if (lines.length === 0) return [];
  const { summary: words } = vocabularyOf(style.language);
  const more = lines.length - LISTED;
  return [
    title,
    ...[...lines.slice(0, LISTED), ...(more > 0 ? [words.more(more)] : [])].flatMap((line) =>
      hangText(terminalSafe(line), { lead: '  ', width: style.width }),
    ),
  ];
}

/** `--list CAUSE`: the runs that count now and have it, one a line, so that somebody can be called. */
export function renderMembersText(
  summary: BundleSummary,
  cause: string,
  style: TextStyle = PLAIN_TEXT,
): string {
  const v = vocabularyOf(style.language);
  const members = membersOf(summary, cause);
  if (members.length === 0) return `${terminalSafe(v.summary.noMembers(cause))}\n`;
  const rows = members.map((member) => memberLine(member, v.summary.noSite));
  return `${[v.summary.members(cause, members.length), ...rows].map(terminalSafe).join('\n')}\n`;
}

/** The last run of each machine with that cause. */
export function membersOf({ members }: BundleSummary, cause: string): readonly SummaryMember[] {
  return members.filter(({ now, codes }) => now && codes.includes(cause));
}

function memberLine({ file, time, timeFrom, site, machine }: SummaryMember, noSite: string): string {
  const about = timeFrom === 'file' ? '~' : '';
  return `  ${about}${localTime(time)}  ${site ?? noSite}  ${machine ?? '-'}  ${file}`;
}
