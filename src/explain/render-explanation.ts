/** An explanation for the terminal. Pure. */
import { lengthOf, wrapText } from '../core/wrap-text.ts';
import { painterFor, type TextStyle } from '../report/text-style.ts';
import type { Explanation, SpokenCause, SpokenLog, SpokenMatch } from './speak-explanation.ts';
import { explainWordsOf, type ExplainWords } from './words/index.ts';

export function renderExplanation(explanation: Explanation, style: TextStyle): string {
  const words = explainWordsOf(explanation.language);
  const blocks = [
    ...(explanation.log === null ? [] : [logBlock(explanation.log, words, style)]),
    ...(explanation.matches.length > 0
      ? explanation.matches.map((match) => matchBlock(match, words, style))
      : [unknownBlock(explanation, words, style)]),
    clearingBlock(explanation, words, style),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function matchBlock(match: SpokenMatch, words: ExplainWords, style: TextStyle): string[] {
  const paint = painterFor(style);
  const [likely, ...others] = match.causes;
  const labelled = labels(words, style);
  return [
    ...wrapText(match.message, style.width).map((line) => paint('strong', line)),
    ...(match.clearsNetwork ? wrapText(words.clears, style.width).map((line) => paint('pass', line)) : []),
    '',
    ...(likely === undefined
      ? []
      : [
          ...labelled('likely', causeText(likely, words)),
          ...labelled('who', `${likely.who}${words.bracket(likely.whereText)}`),
        ]),
    ...labelled('sure', match.sure.text),
    ...labelled('act', match.advice),
    ...labelled('decided', decidedText(match, words)),
    ...labelled('source', match.source),
    ...(others.length === 0 ? [] : ['', words.label.also]),
    ...others.flatMap((cause) =>
      hang('  - ', `${causeText(cause, words)}${words.fixedBy(cause.who, cause.whereText)}`, style),
    ),
  ];
}

function causeText({ code, text }: SpokenCause, words: ExplainWords): string {
  return code === null ? text : `${text}${words.bracket(code)}`;
}

function decidedText({ decidedBy }: SpokenMatch, words: ExplainWords): string {
  return decidedBy.length === 0 ? words.decidedByNone : words.decidedBy(decidedBy.map(({ text }) => text));
}

function unknownBlock(
  { log, nearest, question }: Explanation,
  words: ExplainWords,
  style: TextStyle,
): string[] {
  return [
    ...wrapText(question ?? (log === null ? words.unknown : words.unknownLog), style.width),
    ...(nearest.length === 0 ? [] : ['', question === null ? words.nearestLead : words.couldBe]),
    ...nearest.flatMap(({ message }) => hang('  - ', message, style)),
  ];
}

function logBlock(log: SpokenLog, words: ExplainWords, style: TextStyle): string[] {
  const counts = { lines: log.lines, known: log.knownLines, cut: log.cut };
  return [
    ...wrapText(words.logLead(counts), style.width),
    ...log.found.flatMap((line) => hang('  - ', words.logLine(line, line.message), style)),
  ];
}

function clearingBlock({ clearing }: Explanation, words: ExplainWords, style: TextStyle): string[] {
  const paint = painterFor(style);
  return [
    ...wrapText(words.clearingLead, style.width).map((line) => paint('quiet', line)),
    ...clearing.flatMap(({ message }) => hang('  - ', message, style)),
  ];
}

type Labelled = (label: keyof ExplainWords['label'], text: string) => string[];

/** Lines that hang behind their label, all labels equally wide. */
function labels({ label }: ExplainWords, style: TextStyle): Labelled {
  const shown = ['likely', 'who', 'sure', 'act', 'decided', 'source'] as const;
  const wide = Math.max(...shown.map((name) => lengthOf(label[name]))) + 2;
  return (name, text) => hang(label[name] + ' '.repeat(wide - lengthOf(label[name])), text, style);
}

function hang(lead: string, text: string, { width }: TextStyle): string[] {
  const indent = lengthOf(lead);
  const [first = '', ...rest] = wrapText(text, Math.max(20, width - indent));
  return [`${lead}${first}`, ...rest.map((line) => `${' '.repeat(indent)}${line}`)];
}
