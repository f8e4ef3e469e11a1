/** An explanation for the terminal. Pure. */
import { writtenOf } from '../core/language.ts';
import { sayIn, type Say } from '../core/say.ts';
import { lengthOf, wrapText } from '../core/wrap-text.ts';
import { painterFor, type TextStyle } from '../report/text-style.ts';
import type { Vocabulary } from '../words/en/index.ts';
import { vocabularyOf } from '../words/languages.ts';
import type { Explanation, SpokenCause, SpokenLine, SpokenLog, SpokenMatch } from './speak-explanation.ts';

/** What every block is told in. */
interface Frame {
  readonly words: Vocabulary['explain'];
  readonly v: Vocabulary;
  readonly say: Say;
  readonly style: TextStyle;
}

export function renderExplanation(explanation: Explanation, style: TextStyle): string {
  const language = writtenOf(explanation.language);
  const v = vocabularyOf(language);
  const frame = { words: v.explain, v, say: sayIn(language), style };
  const blocks = [
    ...(explanation.log === null ? [] : [logBlock(explanation.log, frame)]),
    ...(explanation.matches.length > 0
      ? explanation.matches.map((match) => matchBlock(match, frame))
      : [unknownBlock(explanation, frame)]),
    clearingBlock(explanation, frame),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function matchBlock(match: SpokenMatch, frame: Frame): string[] {
  const { words, say, style } = frame;
  const paint = painterFor(style);
  const [likely, ...others] = match.causes;
  const labelled = labels(frame);
  return [
    ...wrapText(match.message, style.width).map((line) => paint('strong', line)),
    ...(match.clearsNetwork ? wrapText(words.clears, style.width).map((line) => paint('pass', line)) : []),
    '',
    ...(likely === undefined
      ? []
      : [
          ...labelled('likely', causeText(likely, frame)),
          ...labelled('who', `${likely.who}${words.bracket(likely.whereText)}`),
        ]),
    ...labelled('sure', match.sure.text),
    ...labelled('act', match.advice),
    ...labelled('decided', decidedText(match, frame)),
    ...labelled('source', match.source),
    ...(others.length === 0 ? [] : ['', words.label.also]),
    ...others.flatMap((cause) => {
      const who = say.stop(words.fixedBy(cause.who, cause.whereText));
      return hang('  - ', say.sentences(causeText(cause, frame), who), style);
    }),
  ];
}

function causeText({ code, text }: SpokenCause, { words }: Frame): string {
  return code === null ? text : `${text}${words.bracket(code)}`;
}

function decidedText({ decidedBy }: SpokenMatch, { words }: Frame): string {
  return decidedBy.length === 0 ? words.undecided : words.decidedBy(decidedBy.map(({ text }) => text));
}

function unknownBlock({ log, nearest, question }: Explanation, { words, say, style }: Frame): string[] {
  const unknown = log === null ? [words.noneText, words.tryWords] : [words.noneLog];
  return [
    ...wrapText(question ?? say.sentences(say.stop(words.none), ...unknown, words.checkTells), style.width),
    ...(nearest.length === 0 ? [] : ['', question === null ? words.nearest : words.couldBe]),
    ...nearest.flatMap(({ message }) => hang('  - ', message, style)),
  ];
}

function logBlock({ knownLines, lines, cut, found }: SpokenLog, frame: Frame): string[] {
  const { words, say, style } = frame;
  return [
    ...wrapText(say.sentences(words.known(knownLines, lines), cut && words.cut), style.width),
    ...found.flatMap((line) => hang('  - ', lineText(line, frame), style)),
  ];
}

function lineText({ line, time, count, message }: SpokenLine, { words, v }: Frame): string {
  const place = [time, words.place(line), count > 1 ? words.times(count) : null];
  return `${place.filter((part) => part !== null).join(v.comma)}${v.colon}${message}`;
}

function clearingBlock({ clearing }: Explanation, { words, style }: Frame): string[] {
  const paint = painterFor(style);
  const lead = [words.clearing, words.clearingLead].flatMap((text) => wrapText(text, style.width));
  return [
    ...lead.map((line) => paint('quiet', line)),
    ...clearing.flatMap(({ message }) => hang('  - ', message, style)),
  ];
}

type Labelled = (label: keyof Vocabulary['explain']['label'], text: string) => string[];

/** Lines that hang behind their label, all labels equally wide. */
function labels({ words: { label }, style }: Frame): Labelled {
  const shown = ['likely', 'who', 'sure', 'act', 'decided', 'source'] as const;
  const wide = Math.max(...shown.map((name) => lengthOf(label[name]))) + 2;
  return (name, text) => hang(label[name] + ' '.repeat(wide - lengthOf(label[name])), text, style);
}

function hang(lead: string, text: string, { width }: TextStyle): string[] {
  const indent = lengthOf(lead);
  const [first = '', ...rest] = wrapText(text, Math.max(20, width - indent));
  return [`${lead}${first}`, ...rest.map((line) => `${' '.repeat(indent)}${line}`)];
}
