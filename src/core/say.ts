/** Figures, lists and plurals as each language writes them: by `Intl`, so that no text builds them by hand. */
import type { Language } from './language.ts';
import type { Protocol } from './words.ts';

/** Forms of a noun by plural category; a language without plurals gives `other` alone. */
export type Noun = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

export interface Say {
  readonly language: Language;
  /** `a, b and c`; beyond `most` the rest is counted: `a, b, c and 9 more`. */
  list(items: readonly string[], most?: number): string;
  /** `1 server`, `1,200 servers`. */
  count(amount: number, noun: Noun): string;
  number(value: number, digits?: number): string;
  /** Whole milliseconds from 10 on, one decimal below; a second and more only in `span`. */
  ms(value: number): string;
  /** A time that was waited: `420 ms`, `3.1 s`. */
  span(ms: number): string;
  bytes(value: number): string;
  /** `7.9 %` out of 7.9. */
  percent(value: number): string;
  protocol(protocol: Protocol): string;
  protocols(protocols: readonly Protocol[]): string;
  /** Whole sentences in one line: Japanese sets no blank after its full stop. */
  sentences(...parts: readonly (string | null | false)[]): string;
}

const MORE: Readonly<Record<Language, (count: string) => string>> = {
  en: (count) => `${count} more`,
  ja: (count) => `ほか ${count} 件`,
};
const GAP: Readonly<Record<Language, string>> = { en: ' ', ja: '' };
const NAME: Readonly<Record<Protocol, string>> = { pcoip: 'PCoIP', dcv: 'DCV' };
/** Beyond so many names a list is counted (a line of the terminal holds about four). */
const MOST = 4;

const made = new Map<Language, Say>();

export function sayIn(language: Language): Say {
  const known = made.get(language);
  if (known !== undefined) return known;
  const say = makeSay(language);
  made.set(language, say);
  return say;
}

function makeSay(language: Language): Say {
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  const plurals = new Intl.PluralRules(language);
  const number = (value: number, digits = 0) =>
    value.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const short = (value: number) => number(value, value < 10 && !Number.isInteger(value) ? 1 : 0);
  const list = (items: readonly string[], most = MOST) =>
    lists.format(
      items.length <= most
        ? items
        : [...items.slice(0, most - 1), MORE[language](number(items.length - most + 1))],
    );
  return {
    language,
    list,
    number,
    count: (amount, noun) => `${number(amount)} ${noun[plurals.select(amount)] ?? noun.other}`,
    ms: (value) => `${short(value)} ms`,
    span: (ms) => (ms >= 1000 ? `${number(ms / 1000, 1)} s` : `${short(ms)} ms`),
    bytes: (value) => (language === 'ja' ? `${number(value)} バイト` : `${number(value)} bytes`),
    percent: (value) => `${number(value, value < 10 && !Number.isInteger(value) ? 1 : 0)} %`,
    protocol: (protocol) => NAME[protocol],
    protocols: (protocols) => list(protocols.map((protocol) => NAME[protocol])),
    sentences: (...parts) =>
      parts.filter((part) => part !== null && part !== false && part !== '').join(GAP[language]),
  };
}
