/** A comparison for a terminal: the sentence first, then A and B side by side, then causes and what stayed the same. Pure. */
import type { Language } from '../core/language.ts';
import { sayIn } from '../core/say.ts';
import { PROTOCOLS, type Status, type Verdict } from '../core/words.ts';
import {
  comparisonCautions,
  comparisonConclusion,
  comparisonHeadline,
  isChange,
  surroundingText,
} from '../words/compare.ts';
import type { Vocabulary } from '../words/en/index.ts';
import { tongueOf, vocabularyOf, wordsOf } from '../words/languages.ts';
import type { Comparison } from './comparison.ts';
import { terminalSafe } from './safe-text.ts';
import { PLAIN_TEXT, TONE_OF_VERDICT, painterFor, signOf, type Pen, type TextStyle } from './text-style.ts';
import { hangText, lengthOf, padTo, wrapText } from '../core/wrap-text.ts';

export interface ComparedNames {
  /** What the two reports are called, such as a file name and its time. */
  readonly a: string;
  readonly b: string;
}

export interface ComparisonOptions {
  readonly style: TextStyle;
  /** Every check that changed, and surroundings that are the same. */
  readonly verbose: boolean;
  /** How the program ended, said last where something differs; null: nothing to say of it. */
  readonly exit: string | null;
}

/** Checks that are listed with `verbose` before the rest is counted. */
const CHECK_ROWS = 40;

export function renderComparisonText(
  comparison: Comparison,
  names: ComparedNames,
  options: ComparisonOptions = { style: PLAIN_TEXT, verbose: false, exit: null },
): string {
  const { style } = options;
  const pen = { style, paint: painterFor(style) };
  const v = vocabularyOf(style.language);
  const tongue = tongueOf(style.language);
  const tone = toneOf(comparison);
  const conclusion = comparisonConclusion(comparison, tongue);
  const headline = hangText(comparisonHeadline(comparison, tongue), {
    lead: `${signOf(tone, style)} `,
    width: style.width,
  });
  const blocks = [
    headline.map((line) => pen.paint(tone, pen.paint('strong', line))),
    conclusion === null ? [] : hang(conclusion, '  ', pen),
    comparisonCautions(comparison, tongue).flatMap((line) => hang(line, '  ', pen)),
    table(comparison, names, pen),
    causeLines(comparison, v, pen),
    ...(options.verbose ? [checkLines(comparison, v, pen)] : []),
    footLines(comparison, options, pen),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function hang(text: string, lead: string, { style }: Pen): string[] {
  return hangText(terminalSafe(text), { lead, width: style.width });
}

/** Better is green, worse is red; anything else that matters is a warning. */
function toneOf({ direction, differs }: Comparison): Status {
  if (direction === 'worse') return 'fail';
  return differs && direction !== 'better' ? 'warn' : 'pass';
}

interface Row {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly moved: boolean;
  readonly note?: string;
}

/** A and B side by side; a row that is too wide for two columns stands on two lines. */
function table(comparison: Comparison, names: ComparedNames, pen: Pen): string[] {
  const rows = rowsOf(comparison, pen);
  const widest = Math.min(18, Math.max(...rows.map(({ name }) => lengthOf(name)), 6));
  const column = Math.floor((pen.style.width - widest - 10) / 2);
  const head = { name: '', a: `A  ${names.a}`, b: `B  ${names.b}`, moved: false };
  const widths = { widest, column };
  const heads = rowLines(head, widths, pen).map((line) => pen.paint('quiet', line));
  return [...heads, ...rows.flatMap((row) => rowLines(row, widths, pen))];
}

function rowLines(
  { name, a, b, moved, note }: Row,
  { widest, column }: { readonly widest: number; readonly column: number },
  { style }: Pen,
): string[] {
  const lead = `  ${padTo(name, widest)}  `;
  const [left, right] = [wrapText(terminalSafe(a), column), wrapText(terminalSafe(b), column)];
  const lines = Array.from({ length: Math.max(left.length, right.length, 1) }, (_, index) => {
    const arrow = moved && index === 0 ? ' -> ' : '    ';
    const text = `${index === 0 ? lead : ' '.repeat(lengthOf(lead))}${padTo(left[index] ?? '', column)}${arrow}${right[index] ?? ''}`;
    return text.trimEnd();
  });
  const [first = '', ...rest] = lines;
  const noted = note === undefined ? first : `${first}  (${note})`;
  return lengthOf(noted) <= style.width
    ? [noted, ...rest]
    : [first, ...rest, `${' '.repeat(lengthOf(lead))}(${note ?? ''})`];
}

function rowsOf(comparison: Comparison, { style }: Pen): readonly Row[] {
  const tongue = tongueOf(style.language);
  const { vocabulary: v } = tongue;
  const say = sayIn(style.language);
  const said = (verdict: Verdict | null) =>
    verdict === null
      ? v.compare.notAsked
      : `${signOf(TONE_OF_VERDICT[verdict], style)} ${v.verdict[verdict]}`;
  const verdicts = PROTOCOLS.flatMap((protocol) =>
    comparison.verdicts
      .filter((row) => row.protocol === protocol)
      .map(({ a, b }) => ({ name: say.protocol(protocol), a: said(a), b: said(b), moved: a !== b })),
  );
  const surroundings = comparison.surroundings
    .filter(({ same, a, b }) => same !== true && (a ?? b) !== null)
    .map(({ what, a, b, same }) => ({
      name: v.compare.what[what],
      a: surroundingText(what, a, tongue),
      b: surroundingText(what, b, tongue),
      // Two stand-ins are two words, not a change: nobody can tell whether they are the same.
      moved: same === false && a !== null && b !== null,
      ...(same === null && a !== null && b !== null ? { note: v.compare.untold } : {}),
    }));
  return [
    ...verdicts,
    ...surroundings,
    ...comparison.figures.map((figure) => figureRow(figure, style.language)),
  ];
}

function figureRow({ figure, unit, a, b, matters }: Comparison['figures'][number], language: Language): Row {
  const { compare: v, figure: words } = vocabularyOf(language);
  const say = sayIn(language);
  const said = (value: number | null): string => {
    if (value === null) return words.notMeasured;
    if (unit === 'ms') return say.ms(value);
    return unit === 'bytes' ? say.bytes(value) : say.percent(Math.round(value * 1000) / 10);
  };
  const row = { name: v.figure[figure], a: said(a), b: said(b), moved: matters };
  const isNoise = a !== null && b !== null && !matters && a !== b;
  return isNoise ? { ...row, note: v.withinNoise } : row;
}

function causeLines({ causes }: Comparison, v: Vocabulary, pen: Pen): string[] {
  const told = (wanted: (row: Comparison['causes'][number]) => boolean) =>
    causes
      .filter((row) => isChange(row) && wanted(row))
      .map(({ finding: { title, code, params }, severity, severityBefore }) => {
        const weight =
          severityBefore === undefined ? '' : `${v.severity[severityBefore]} -> ${v.severity[severity]}, `;
        return `${wordsOf(code, [params], pen.style.language)?.title ?? title} (${weight}${code})`;
      });
  const groups: readonly (readonly [string, readonly string[]])[] = [
    [v.compare.added, told(({ change }) => change === 'new')],
    [v.compare.gone, told(({ change }) => change === 'gone')],
    [v.compare.graver, told(({ change }) => change === 'stayed')],
  ];
  return groups.flatMap(([name, lines]) => lines.flatMap((line) => hang(line, headed(name, v), pen)));
}

/** The words before causes and what stayed, under each other. */
function headed(name: string, { compare: v }: Vocabulary): string {
  return `  ${padTo(name, Math.max(...[v.added, v.gone, v.graver, v.sameThings].map(lengthOf)))} `;
}

function checkLines({ checks }: Comparison, v: Vocabulary, pen: Pen): string[] {
  if (checks.length === 0) return [];
  const said = (status: Status) => `${signOf(status, pen.style)} ${v.status[status]}`;
  const more = checks.length - CHECK_ROWS;
  return [
    pen.paint('strong', v.compare.checks),
    ...checks
      .slice(0, CHECK_ROWS)
      .flatMap(({ title, a, b }) => hang(`${title}: ${said(a)} -> ${said(b)}`, '  ', pen)),
    ...(more > 0 ? [`  ${v.face.more(more)}`] : []),
  ];
}

function footLines(
  { surroundings, onlyIn, differs, direction }: Comparison,
  { verbose, exit }: ComparisonOptions,
  pen: Pen,
): string[] {
  const words = vocabularyOf(pen.style.language);
  const { compare: v } = words;
  const same = surroundings.filter((row) => row.same === true).map(({ what }) => v.what[what]);
  const names = sayIn(pen.style.language).list(same, same.length);
  const last = [
    ...(onlyIn.a + onlyIn.b > 0 ? [v.onlyIn(onlyIn.a, onlyIn.b)] : []),
    ...(verbose ? [] : [v.all]),
    ...(differs && direction !== undefined && direction !== 'same' ? [v.direction[direction]] : []),
    ...(differs && exit !== null ? [exit] : []),
  ];
  return [
    ...(same.length > 0 ? hang(names, headed(v.sameThings, words), pen) : []),
    ...last.flatMap((line) => hang(line, '  ', pen)),
  ].map((line) => pen.paint('quiet', line));
}
