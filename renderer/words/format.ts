/** Figures and times as people read them, in the chosen language. */
import type { Words } from './en.ts';

/** Milliseconds below a second as `38 ms` (one decimal below 10), above as `3.1 s`. */
export function duration(words: Words, ms: number | null): string {
  if (ms === null) return words.unit.none;
  if (ms >= 1000) return words.unit.seconds((ms / 1000).toFixed(1));
  return words.unit.ms(ms < 10 && !Number.isInteger(ms) ? ms.toFixed(1) : ms.toFixed(0));
}

/** A delay, always in milliseconds: `388 ms`, `3.6 ms`. */
export function delay(words: Words, ms: number | null): string {
  return ms === null ? words.unit.none : words.unit.ms(delayNumber(ms));
}

export function delayNumber(ms: number): string {
  return ms < 10 && !Number.isInteger(ms) ? ms.toFixed(1) : Math.round(ms).toLocaleString('en');
}

export function number(words: Words, value: number): string {
  return value.toLocaleString(words.locale);
}

export function bytes(words: Words, value: number): string {
  return words.unit.bytes(number(words, value));
}

/** File sizes: `84 kB`, below one kilobyte as `1 kB`. */
export function fileSize(words: Words, size: number): string {
  return words.unit.kilobytes(number(words, Math.max(1, Math.round(size / 1000))));
}

export function percent(words: Words, ratio: number): string {
  const value = ratio * 100;
  return words.unit.percent(value > 0 && value < 0.95 ? value.toFixed(1) : value.toFixed(0));
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
export function list(words: Words, items: readonly string[]): string {
  return new Intl.ListFormat(words.locale === 'en' ? 'en-GB' : words.locale, { type: 'conjunction' }).format(
    items,
  );
}
