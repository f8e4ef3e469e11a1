/** What a timeline says, in the words of one language: the terminal and the page lay it out and add nothing. Pure. */
import type { Vocabulary as AllWords } from '../words/en/index.ts';
import { SOURCES, type TimelineEvent } from './event.ts';
import type { Timeline } from './tell.ts';

type Vocabulary = Pick<AllWords, 'timeline' | 'verdict'>;

export function eventText(
  { kind, count, of, verdict, interface: name }: TimelineEvent,
  { timeline: words, verdict: verdicts }: Vocabulary,
): string {
  switch (kind) {
    case 'samples-lost':
      return words.samplesLost(count ?? 0, of ?? 0);
    case 'client-lines':
      return words.clientLines(count ?? 0);
    case 'verdict':
      return words.verdict(
        Object.hasOwn(verdicts, verdict ?? '') ? verdicts[verdict as keyof typeof verdicts] : '–',
      );
    default:
      return name === null ? words.kind[kind] : words.on(words.kind[kind], name);
  }
}

/** `clock`: a moment as the reader's wall has it. */
export function answerText(told: Timeline, vocabulary: Vocabulary, clock: (iso: string) => string): string {
  const { answer, first, events } = told;
  const { timeline: words } = vocabulary;
  const one = first === null ? undefined : events[first];
  if (answer === 'nothing') return words.nothing;
  if (answer === 'unknown' || one === undefined) return words.unknown(readOf(told), SOURCES.length);
  return words[answer](clock(one.at), eventText(one, vocabulary));
}

/** `3 of 5 sources could be read`; then which were not, where there are some. */
export function sourcesText(told: Timeline, { timeline: words }: Vocabulary): readonly string[] {
  const unread = SOURCES.filter((source) => !told.sources[source]).map((source) => words.source[source]);
  const read = words.read(readOf(told), SOURCES.length);
  return unread.length > 0 ? [read, words.unread(unread)] : [read];
}

function readOf({ sources }: Timeline): number {
  return SOURCES.filter((source) => sources[source]).length;
}
