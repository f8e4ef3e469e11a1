/** An explanation in one language, as every face shows it. Pure. */
import { writtenOf, type Language } from '../core/language.ts';
import type { Explained, Match, Sureness } from './explain-text.ts';
import type { LogExplained, LogPlace } from './explain-log.ts';
import { causesOf, clearsNetwork, type ClientMessage, type Decider, type ToldCause } from './message.ts';
import { MESSAGES } from './messages/index.ts';
import { vocabularyOf } from '../words/languages.ts';

export interface SpokenCause extends ToldCause {
  readonly whereText: string;
  readonly who: string;
}

export interface SpokenMatch {
  readonly id: string;
  /** The message that was recognised. */
  readonly message: string;
  readonly sure: { readonly kind: Sureness; readonly text: string };
  /** The cause is not in the local network and not on the way to the service. */
  readonly clearsNetwork: boolean;
  /** The likeliest first. */
  readonly causes: readonly SpokenCause[];
  readonly advice: string;
  readonly decidedBy: readonly { readonly id: Decider; readonly text: string }[];
  readonly source: string;
}

export interface SpokenLine extends LogPlace {
  readonly id: string;
  readonly message: string;
  readonly count: number;
}

export interface SpokenLog {
  readonly lines: number;
  readonly knownLines: number;
  readonly cut: boolean;
  /** By their place in the log. */
  readonly found: readonly SpokenLine[];
}

export interface Explanation {
  readonly language: Language;
  readonly matches: readonly SpokenMatch[];
  /** What to ask for, where many programs say such a thing; null where the text was known, or says nothing to ask about. */
  readonly question: string | null;
  readonly nearest: readonly { readonly id: string; readonly message: string }[];
  readonly log: SpokenLog | null;
  /** Messages that clear the network, for somebody who saw another one. */
  readonly clearing: readonly { readonly id: string; readonly message: string; readonly advice: string }[];
}

/** The messages that clear the network and are seen most, in this order. */
const CLEARING = ['authentication', 'not-authorized', 'unhealthy', 'registration-code'];
const MOST_MATCHES = 3;

/** Around entries that a language lacks their frame is English as well. */
const wordsIn = (language: Language) => vocabularyOf(writtenOf(language)).explain;

export function speakExplanation(
  { matches, nearest, anyProgram }: Explained,
  language: Language,
): Explanation {
  return {
    language,
    question: anyProgram ? wordsIn(language).question : null,
    matches: matches.map((match) => speakMatch(match, language)),
    nearest: nearest.map((entry) => titleOf(entry, language)),
    log: null,
    clearing: clearing(language),
  };
}

export function speakLog({ lines, knownLines, cut, entries }: LogExplained, language: Language): Explanation {
  return {
    language,
    matches: entries.slice(0, MOST_MATCHES).map(({ match }) => speakMatch(match, language)),
    question: null,
    nearest: [],
    log: {
      lines,
      knownLines,
      cut,
      found: [...entries]
        .reverse()
        .map(({ match, count, last }) => ({ ...titleOf(match.entry, language), ...last, count })),
    },
    clearing: clearing(language),
  };
}

function clearing(language: Language): Explanation['clearing'] {
  return CLEARING.flatMap((id) => MESSAGES.filter((entry) => entry.id === id)).map((entry) => ({
    ...titleOf(entry, language),
    advice: entry.words[writtenOf(language)].advice,
  }));
}

function titleOf({ id, words }: ClientMessage, language: Language): { id: string; message: string } {
  return { id, message: words[writtenOf(language)].message };
}

function speakMatch({ entry, sure, found }: Match, language: Language): SpokenMatch {
  const words = wordsIn(language);
  const { message, advice } = entry.words[writtenOf(language)];
  return {
    id: entry.id,
    message,
    sure: { kind: sure, text: words.sure[sure](found, entry.documented) },
    clearsNetwork: clearsNetwork(entry),
    causes: causesOf(entry, writtenOf(language)).map((cause) => ({
      ...cause,
      whereText: words.where[cause.where],
      who: words.who[cause.where],
    })),
    advice,
    decidedBy: entry.decidedBy.map((id) => ({ id, text: words.decider[id] })),
    source: words.source[entry.source],
  };
}
