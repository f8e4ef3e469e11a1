/**
 * The report for a terminal: what is broken, what to do, what each protocol does, where it lies, and how it ended; at most 24 lines of 80
 * columns. With `verbose` the ports, the evidence, the figures and the rules follow. Lays out what is spoken, and judges nothing. Pure.
 */
import type { CauseLine, Spoken } from '../words/spoken.ts';
import { vocabularyOf } from '../words/languages.ts';
import { sayIn } from '../core/say.ts';
import { decidingName } from '../words/speakable.ts';
import { regionTable } from './render-regions.ts';
import { notMeasuredOf } from './regions-document.ts';
import type { Report } from './report.ts';
import { terminalSafe } from './safe-text.ts';
import { spokenOf } from './spoken-of.ts';
import { repeatBlock } from './text-repeat.ts';
import { PLAIN_TEXT, TONE_OF_VERDICT, painterFor, signOf, type Pen, type TextStyle } from './text-style.ts';
import { verboseBlocks } from './text-verbose.ts';
import { hangText, lengthOf, padTo, sentencesWithin, wrapText } from '../core/wrap-text.ts';

export interface TextOptions {
  readonly verbose: boolean;
  /** How the program ended and what would change it; null where nothing surprises. */
  readonly exit: string | null;
}

/** Lines that one voice may take without `verbose`. */
const VOICE_LINES = 3;

export function renderText(
  report: Report,
  style: TextStyle = PLAIN_TEXT,
  { verbose, exit }: TextOptions = { verbose: false, exit: null },
): string {
  const pen = { style, paint: painterFor(style) };
  const spoken = spokenOf(report, style.language);
  const blocks = [
    headBlock(report, spoken, pen),
    actBlock(report, spoken, { pen, verbose }),
    seenBlock(spoken, pen),
    ...(report.regions.length > 1 ? [regionBlock(report, pen, verbose)] : []),
    repeatBlock(spoken, pen),
    ...(verbose ? verboseBlocks(report, spoken, pen) : []),
    footBlock(report, spoken, { pen, verbose, exit }),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** The verdict alone: the sentence, each protocol's line, and where the fault lies. */
export function verdictBlocks(report: Report, style: TextStyle): string[][] {
  const pen = { style, paint: painterFor(style) };
  const spoken = spokenOf(report, style.language);
  return [headBlock(report, spoken, pen), seenBlock(spoken, pen)];
}

function headBlock(report: Report, { mark, headline }: Spoken, { style, paint }: Pen): string[] {
  const tone = TONE_OF_VERDICT[mark];
  const { face } = vocabularyOf(style.language);
  const told = report.simulated
    ? wrapText(terminalSafe(face.demonstration(report.scenario ?? '')), style.width)
    : [];
  const lines = hangText(terminalSafe(headline), { lead: `${signOf(tone, style)} `, width: style.width });
  return [
    ...told.map((line) => paint('quiet', line)),
    ...lines.map((line) => paint(tone, paint('strong', line))),
  ];
}

/** How a voice is set: shortened or whole, quiet or bold. */
interface Manner {
  readonly pen: Pen;
  readonly verbose: boolean;
  readonly bold?: boolean;
}

/** The act: what to do, in three voices; where nothing is wrong, what else it may be. */
function actBlock(report: Report, { causes, lead }: Spoken, how: Manner): string[] {
  const { pen } = how;
  const { style } = pen;
  const { face } = vocabularyOf(style.language);
  const [first, ...others] = causes;
  if (first === undefined) return hangText(terminalSafe(lead ?? ''), { lead: '  ', width: style.width });
  const rules =
    first.offers === 'rules' && report.decidingRegion !== null
      ? [`${' '.repeat(labelWidth(pen) + 2)}${face.rules(report.decidingRegion)}`]
      : [];
  return [
    ...voice(face.you, first.you, { ...how, bold: true }),
    ...voice(face.helpdesk, first.helpdesk, how),
    ...voice(face.network, first.network, how),
    ...rules,
    ...alsoLine(others, pen),
  ];
}

function voice(name: string, text: string, { pen, verbose, bold = false }: Manner): string[] {
  if (text === '') return [];
  const { style, paint } = pen;
  const lead = `  ${padTo(name, labelWidth(pen))}`;
  const width = style.width - lengthOf(lead);
  const short = verbose ? text : sentencesWithin(text, { width, lines: VOICE_LINES });
  return hangText(terminalSafe(short), {
    lead,
    width: style.width,
    paint: (it) => paint(bold ? 'strong' : 'quiet', it),
  });
}

/** Columns of the names of the voices, with the gap behind them. */
function labelWidth({ style }: Pen): number {
  const { you, helpdesk, network, alsoShort } = vocabularyOf(style.language).face;
  return Math.max(...[you, helpdesk, network, alsoShort].map(lengthOf)) + 2;
}

/** Other causes by their titles; with `verbose` they have their own blocks. */
function alsoLine(others: readonly CauseLine[], pen: Pen): string[] {
  if (others.length === 0) return [];
  const { face } = vocabularyOf(pen.style.language);
  const text = sayIn(pen.style.language).list(
    others.map(({ title }) => title),
    3,
  );
  return voice(face.alsoShort, text, { pen, verbose: false });
}

function seenBlock({ protocols, where, causes }: Spoken, { style, paint }: Pen): string[] {
  const { face } = vocabularyOf(style.language);
  const widest = Math.max(
    0,
    ...protocols.map(({ word, verdict }) => lengthOf(`${signOf(TONE_OF_VERDICT[verdict], style)} ${word}`)),
  );
  const lines = protocols.flatMap(({ name, verdict, word, text }) => {
    const tone = TONE_OF_VERDICT[verdict];
    const told = padTo(`${signOf(tone, style)} ${word}`, widest);
    const lead = `  ${padTo(name, 6)} ${told}  `;
    return hangText(terminalSafe(text), {
      lead,
      width: style.width,
      paint: (plain) => plain.replace(told, paint(tone, told)),
    });
  });
  if (where === null || causes.length === 0) return lines;
  return [
    ...lines,
    ...hangText(terminalSafe(where), {
      lead: `  ${padTo(face.where, 6)} `,
      width: style.width,
      paint: (it) => paint('quiet', it),
    }),
  ];
}

/** Regions that stand in a report of many without `verbose`. */
const MOST_REGIONS = 3;

function regionBlock(report: Report, { style }: Pen, verbose: boolean): string[] {
  const { regions: words } = vocabularyOf(style.language);
  const options = { most: verbose ? Infinity : MOST_REGIONS, more: words.hidden, own: report.decidingRegion };
  return regionTable({ regions: report.regions, notMeasured: notMeasuredOf(report) }, style, options);
}

function footBlock(
  report: Report,
  { oldTables }: Spoken,
  { pen: { style, paint }, verbose, exit }: TextOptions & { readonly pen: Pen },
): string[] {
  const { face } = vocabularyOf(style.language);
  const region = decidingName(report, style.language);
  const done = report.checks.filter(({ status }) => status !== 'not-tested').length;
  const span = sayIn(style.language).span(report.durationMs);
  const counted = face.checksIn(region, done, report.checks.length, span);
  const lines = [
    verbose ? counted : sayIn(style.language).sentences(counted, face.details),
    ...(oldTables === null ? [] : [oldTables]),
    ...(exit === null ? [] : [exit]),
  ];
  return lines
    .flatMap((line) => hangText(terminalSafe(line), { lead: '  ', width: style.width }))
    .map((line) => paint('quiet', line));
}
