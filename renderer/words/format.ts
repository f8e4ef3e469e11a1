/** Figures and times as people read them, in the chosen language. */
import { sayIn } from '../../src/core/say.ts';
import type { Words } from './en.ts';

export { soFarLine } from '../../src/words/so-far.ts';

/** Whole sentences, one behind the other as the language sets them: Japanese has no blank between two. */
export function together({ locale }: Pick<Words, 'locale'>, ...parts: readonly string[]): string {
  return sayIn(locale).sentences(...parts);
}

/** A time that was waited: `38 ms` (one decimal below 10), from a second on `3.1 s`. */
export function duration({ locale, unit }: Words, ms: number | null): string {
  return ms === null ? unit.none : sayIn(locale).span(ms);
}

/** A delay, always in milliseconds: `388 ms`, `3.6 ms`. */
export function delay({ locale, unit }: Words, ms: number | null): string {
  return ms === null ? unit.none : sayIn(locale).ms(ms);
}

/** The same without its unit. */
export function delayNumber(ms: number): string {
  return ms < 10 && !Number.isInteger(ms) ? ms.toFixed(1) : Math.round(ms).toLocaleString('en');
}

export function number({ locale }: Words, value: number): string {
  return sayIn(locale).number(value);
}

export function bytes({ locale }: Words, value: number): string {
  return sayIn(locale).bytes(value);
}

/** File sizes: `84 kB`, below one kilobyte as `1 kB`. */
export function fileSize(words: Words, size: number): string {
  return words.unit.kilobytes(number(words, Math.max(1, Math.round(size / 1000))));
}

/** A share as `7.9 %`. */
export function percent({ locale }: Words, ratio: number): string {
  const value = ratio * 100;
  return sayIn(locale).percent(value < 0.95 ? Math.round(value * 10) / 10 : Math.round(value));
}

/** `today 14:32`, `yesterday 09:12`, `Mon 08:55` within a week, else the date. `now` is handed in: no clock here. */
export function moment(words: Words, iso: string, now: Date): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return words.unit.none;
  const time = then.toLocaleTimeString(words.locale, { hour: '2-digit', minute: '2-digit', hour12: false });
  const days = dayNumber(now) - dayNumber(then);
  if (days === 0) return words.unit.today(time);
  if (days === 1) return words.unit.yesterday(time);
  if (days > 1 && days < 7) return `${then.toLocaleDateString(words.locale, { weekday: 'short' })} ${time}`;
  const date = then.toLocaleDateString(words.locale, { day: 'numeric', month: 'short', year: 'numeric' });
  return `${date} ${time}`;
}

function dayNumber(date: Date): number {
  return Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000);
}

/** Only the clock time of a moment. */
export function clockTime(words: Words, iso: string): string {
  return new Date(iso).toLocaleTimeString(words.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
}

/** The name of a Region by its code; the code where the list does not have it. */
export function regionName(
  words: Words,
  regions: readonly { readonly code: string; readonly name: string }[],
  code: string,
): string {
  const known = regions.find((region) => region.code === code);
  return known === undefined ? code : words.region(known);
}

/** Sentence case for what begins a line: `today 14:32` to `Today 14:32`. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `wsBrokerFipsIpv4` to the name of its category; unknown ones are spelt out. */
export function categoryName(words: Words, category: string | null): string {
  if (category === null) return '';
  const bare = category.replace(/(Fips)?(Ipv[46])?(Fips)?$/i, '');
  const named = words.category[category] ?? words.category[bare];
  return named ?? capital(bare.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase());
}

/** `a`, `a and b`, `a, b and c` by the language's own rules. */
export function list({ locale }: Words, items: readonly string[]): string {
  return sayIn(locale).list(items, items.length);
}

/** A text as its sentences, so that a line breaks between them. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/(?<=[.!?]) (?=[A-Z“])|(?<=。)(?=.)/);
}
