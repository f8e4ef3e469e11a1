/** Figures, lists and plurals as each language writes them: by `Intl`, so that no text builds them by hand. */
import { LANGUAGE_MARKS, type Language, type Written } from './language.ts';
import { REGION_NAMES } from './region-names.ts';
import type { Protocol } from './words.ts';

/** Forms of a noun by plural category; a language without plurals gives `other` alone. */
export type Noun = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** By default in one of the languages that stand in the causes' files. */
export interface Say<L extends Language = Written> {
  readonly language: L;
  /** `a, b and c`; beyond `most` the rest is counted: `a, b, c and 9 more`. */
  readonly list: (items: readonly string[], most?: number) => string;
  /** `1 server`, `1,200 servers`. */
  readonly count: (amount: number, noun: Noun) => string;
  readonly number: (value: number, digits?: number) => string;
  /**
   * Whole milliseconds from 10 on, one decimal below; a second and more only in `span`. One decimal too where rounding would put the
   * figure on one of the `limits` beside which it is said: 375.1 is above 375.
   */
  readonly ms: (value: number, limits?: readonly (number | null)[]) => string;
  /** The first letter as a sentence begins. */
  readonly capital: (text: string) => string;
  /** A time that was waited: `420 ms`, `3.1 s`. */
  readonly span: (ms: number) => string;
  readonly bytes: (value: number) => string;
  /** `7.9 %` out of 7.9. */
  readonly percent: (value: number) => string;
  readonly protocol: (protocol: Protocol) => string;
  readonly protocols: (protocols: readonly Protocol[]) => string;
  /** Its name in the language; that of the tables (English) where there is no other. */
  readonly region: (region: { readonly code: string; readonly name: string }) => string;
  /** A clause with the full stop of the language. */
  readonly stop: (clause: string) => string;
  /** Whole sentences in one line: Japanese sets no blank after its full stop. */
  readonly sentences: (...parts: readonly (string | null | false)[]) => string;
}

const NAME: Readonly<Record<Protocol, string>> = { pcoip: 'PCoIP', dcv: 'DCV' };
/** Beyond so many names a list is counted (a line of the terminal holds about four). */
const MOST = 4;

const made = new Map<Language, Say<Language>>();

export function sayIn<L extends Language>(language: L): Say<L> {
  const known = made.get(language);
  // Sound: the key is the language that it was made for.
  if (known !== undefined) return known as Say<L>;
  const say = makeSay(language);
  made.set(language, say);
  return say;
}

const formats = new Map<string, Intl.NumberFormat>();

/** Kept: to make one takes as long as to write hundreds of figures with it, and a table writes thousands. */
function numberFormat(locale: string, digits: number): Intl.NumberFormat {
  const key = `${locale} ${digits}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(key, format);
  return format;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function makeSay<L extends Language>(language: L): Say<L> {
  const marks = LANGUAGE_MARKS[language];
  // Made for who first needs them: every command loads the words, and few count or list.
  const lists = once(() => new Intl.ListFormat(marks.locale, { type: 'conjunction' }));
  const plurals = once(() => new Intl.PluralRules(marks.locale));
  const number = (value: number, digits = 0) => numberFormat(marks.locale, digits).format(value);
  const short = (value: number) => number(value, value < 10 && !Number.isInteger(value) ? 1 : 0);
  const list = (items: readonly string[], most = MOST) =>
    lists().format(
      items.length <= most
        ? items
        : [...items.slice(0, most - 1), marks.more(number(items.length - most + 1))],
    );
  return {
    language,
    list,
    number,
    count: (amount, noun) => `${number(amount)} ${noun[plurals().select(amount)] ?? noun.other}`,
    ms: (value, limits = []) =>
      `${!Number.isInteger(value) && limits.includes(Math.round(value)) ? number(value, 1) : short(value)} ms`,
    capital: (text) => `${text.charAt(0).toLocaleUpperCase(marks.locale)}${text.slice(1)}`,
    span: (ms) => (ms >= 1000 ? `${number(ms / 1000, 1)} ${marks.second}` : `${short(ms)} ms`),
    bytes: (value) => (language === 'ja' ? `${number(value)} バイト` : `${number(value)} bytes`),
    percent: (value) => `${number(value, value < 10 && !Number.isInteger(value) ? 1 : 0)} %`,
    protocol: (protocol) => NAME[protocol],
    protocols: (protocols) => list(protocols.map((protocol) => NAME[protocol])),
    region: ({ code, name }) => REGION_NAMES[language]?.[code] ?? name,
    stop: (clause) => `${clause}${marks.stop}`,
    sentences: (...parts) =>
      parts.filter((part) => part !== null && part !== false && part !== '').join(marks.gap),
  };
}
