/** The words of this page in the language of the page, and moments in the zone that was chosen. */
import { useMemo } from 'react';
import { sayIn as sayFor } from '../../../src/core/say.ts';
import type { Words } from '../../words/en.ts';
import { overTimeWords as en, type OverTimeWords } from '../../words/en/over-time.ts';
import { overTimeWords as ja } from '../../words/ja/over-time.ts';
import { useWords } from '../../words/words-context.tsx';
import { dayOf, spanOf, type Period, type Zone } from './period.ts';

export interface Say {
  readonly words: Words;
  readonly text: OverTimeWords;
  /** What the sentences of a timeline are made of. */
  readonly events: Pick<OverTimeWords, 'timeline'> & Pick<Words['vocabulary'], 'verdict'>;
  readonly zone: Zone;
  /** `14:05`, with seconds where they are asked for. */
  readonly clock: (ms: number, seconds?: boolean) => string;
  readonly date: (ms: number, how: Intl.DateTimeFormatOptions) => string;
  /** `UTC+1`, as it was at that moment. */
  readonly zoneName: (ms: number) => string;
}

export function useSay(zone: Zone): Say {
  const words = useWords();
  return useMemo(() => sayIn(words, zone), [words, zone]);
}

/** Formats are kept: to make one costs as much as to use it hundreds of times. */
export function sayIn(words: Words, zone: Zone): Say {
  const text = words.locale === 'ja' ? ja : en;
  const made = new Map<string, Intl.DateTimeFormat>();
  const date = (ms: number, how: Intl.DateTimeFormatOptions): string => {
    const key = JSON.stringify(how);
    const format =
      made.get(key) ??
      new Intl.DateTimeFormat(text.dateLocale, { ...how, ...(zone === 'utc' ? { timeZone: 'UTC' } : {}) });
    made.set(key, format);
    return format.format(ms);
  };
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return {
    words,
    text,
    events: { timeline: text.timeline, verdict: words.vocabulary.verdict },
    zone,
    date,
    clock: (ms, seconds = false) => date(ms, seconds ? { ...time, second: '2-digit' } : time),
    zoneName: (ms) => zoneNameOf(ms, zone),
  };
}

/** The same in every language. */
export function zoneNameOf(ms: number, zone: Zone): string {
  if (zone === 'utc') return 'UTC';
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'shortOffset' }).formatToParts(ms);
  const name = (parts.find(({ type }) => type === 'timeZoneName')?.value ?? '').replace('GMT', 'UTC');
  return name === 'UTC+0' ? 'UTC' : name;
}

/** The period by name, for its head. */
export function periodName(say: Say, period: Period, day: string): string {
  const { fromMs, toMs } = spanOf(period, day, say.zone);
  switch (period) {
    case 'day':
      return say.date(fromMs, { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '');
    case 'week':
      return say.text.weekOf(
        say.date(fromMs, { day: 'numeric', month: 'short' }),
        say.date(toMs - 1, { day: 'numeric', month: 'short' }),
      );
    case 'month':
      return say.date(fromMs, { month: 'long', year: 'numeric' });
    case 'year':
      return say.text.allKept;
  }
}

/** The day inside a sentence: `on Friday`, `today`. */
export function dayInSentence(say: Say, day: string, nowMs: number): string {
  const { text, zone } = say;
  if (day === dayOf(nowMs, zone)) return text.today;
  const { fromMs } = spanOf('day', day, zone);
  const isNear = nowMs - fromMs < 7 * 86_400_000;
  const how = isNear
    ? ({ weekday: 'long' } as const)
    : ({ weekday: 'long', day: 'numeric', month: 'long' } as const);
  return text.on(say.date(fromMs, how).replace(',', ''));
}

/** Whole sentences in one line, as the language sets them. */
export function sentencesIn({ words }: Say, sentences: readonly string[]): string {
  return sayFor(words.locale).sentences(...sentences);
}

/** A clause as a sentence of its own. */
export function clauseIn({ words }: Say, clause: string): string {
  const say = sayFor(words.locale);
  return say.stop(say.capital(clause));
}
