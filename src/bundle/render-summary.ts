/** Many bundles as text for a terminal, as CSV and as JSON. Pure. */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { VERDICTS } from '../core/words.ts';
import { localTime } from '../report/local-time.ts';
import { csvField, terminalSafe } from '../report/safe-text.ts';
import {
  PLAIN_TEXT,
  TONE_OF_VERDICT,
  painterFor,
  signOf,
  type Pen,
  type TextStyle,
} from '../report/text-style.ts';
import { hangText } from '../report/wrap-text.ts';
import type { Vocabulary } from '../words/en.ts';
import { vocabularyOf, wordsOf } from '../words/languages.ts';
import { DIMENSIONS, type BundleSummary, type Dimension, type SummaryGroup } from './summarise-bundles.ts';

const SHOWN = 15;
const UNREADABLE_SHOWN = 10;
/** `  1234  `: the count stands in front, so that a long list can be read down. */
const COUNT_WIDTH = 6;

/** The counts first, then the groups. */
export function renderSummaryText(summary: BundleSummary, style: TextStyle = PLAIN_TEXT): string {
  const pen = { style, paint: painterFor(style) };
  const v = vocabularyOf(style.language);
  const { changed, unreadable } = summary;
  const blocks = [
    countLines(summary, v, pen),
    ...DIMENSIONS.map((dimension) => groupLines(summary, dimension, pen)),
    changed.length === 0 ? [] : [v.summary.changed(changed.length), ...cut(changed, v, pen)],
    unreadable.length === 0
      ? []
      : [
          v.summary.unreadable(unreadable.length),
          ...cut(
            unreadable.map(({ file, why }) => `${file}: ${why}`),
            v,
            pen,
          ),
        ],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function countLines(
  { bundles, verdicts }: BundleSummary,
  { summary: words }: Vocabulary,
  { style, paint }: Pen,
): string[] {
  const say = sayIn(style.language);
  const rows = VERDICTS.filter((verdict) => verdicts[verdict] > 0).map((verdict) => {
    const tone = TONE_OF_VERDICT[verdict];
    const count = say.number(verdicts[verdict]).padStart(COUNT_WIDTH);
    return `${count}  ${paint(tone, `${signOf(tone, style)} ${words.verdicts[verdict]}`)}`;
  });
  return [paint('strong', words.bundles(bundles)), ...rows];
}

function groupLines({ groups }: BundleSummary, dimension: Dimension, pen: Pen): string[] {
  const { summary: words } = vocabularyOf(pen.style.language);
  const rows = groups[dimension].slice(0, SHOWN).flatMap((group) => groupLine(group, dimension, pen));
  const more = groups[dimension].length - SHOWN;
  return [
    pen.paint('strong', words.by[dimension]),
    ...rows,
    ...(more > 0 ? [`${' '.repeat(COUNT_WIDTH + 2)}${words.more(more)}`] : []),
  ];
}

function groupLine(group: SummaryGroup, dimension: Dimension, { style }: Pen): string[] {
  const v = vocabularyOf(style.language);
  const { bundles, machines, mainCause, first, last } = group;
  const what = dimension === 'cause' || mainCause === 'none' ? [] : [v.summary.mostly(mainCause)];
  const when = v.summary.span(localTime(first), localTime(last));
  const text = [titleOf(group, dimension, style), ...what, v.summary.machines(machines), when].join(v.comma);
  const lead = `${sayIn(style.language).number(bundles).padStart(COUNT_WIDTH)}  `;
  return hangText(terminalSafe(text), { lead, width: style.width });
}

function titleOf(group: SummaryGroup, dimension: Dimension, { language }: TextStyle): string {
  if (group.value === 'others') return vocabularyOf(language).summary.others;
  if (dimension === 'site') return siteTitle(group, language);
  return dimension === 'cause' ? causeTitle(group, language) : group.title;
}

function siteTitle({ value, title }: SummaryGroup, language: Language): string {
  const { summary: words } = vocabularyOf(language);
  if (value === 'unknown') return words.noSite;
  const router = /, router (\S+)$/.exec(title)?.[1];
  return router === undefined ? words.site(value) : words.router(value, router);
}

function causeTitle({ value, title, params }: SummaryGroup, language: Language): string {
  const { summary: words } = vocabularyOf(language);
  if (value === 'none') return words.nothing;
  if (value === 'unknown') return words.untold;
  const told = params === null ? null : wordsOf(value, [params], language);
  return `${told?.title ?? title} (${value})`;
}

function cut(lines: readonly string[], { summary: words }: Vocabulary, { style }: Pen): string[] {
  const shown = lines.slice(0, UNREADABLE_SHOWN);
  const more = lines.length - shown.length;
  return [...shown, ...(more > 0 ? [words.more(more)] : [])].flatMap((line) =>
    hangText(terminalSafe(line), { lead: '  ', width: style.width }),
  );
}

export function renderSummaryCsv({ groups }: BundleSummary): string {
  const head = ['group', 'value', 'title', 'bundles', 'machines', ...VERDICTS, 'mainCause', 'first', 'last'];
  const rows = DIMENSIONS.flatMap((dimension) =>
    groups[dimension].map(({ value, title, bundles, machines, verdicts, mainCause, first, last }) => [
      ...[dimension, value, title, bundles, machines],
      ...VERDICTS.map((verdict) => verdicts[verdict]),
      ...[mainCause, first, last],
    ]),
  );
  return [head, ...rows].map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

export function renderSummaryJson(summary: BundleSummary): string {
  return `${JSON.stringify(summary, null, 2)}\n`;
}
