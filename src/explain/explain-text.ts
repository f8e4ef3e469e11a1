/**
 * From a text, as a person quotes it or a program prints it, to the entries of the dictionary that it may be. Printed texts come first. Wordings are
 * compared word by word, each word weighed by how rare it is, so that "banner" says more than "connect": a wording must be there nearly as a whole,
 * and must make up much of the text around it. Pure.
 */
import type { ClientMessage } from './message.ts';
import { MESSAGES } from './messages/index.ts';
import { WIDE_SCRIPT, printedForm, wordsOf } from './normal-words.ts';
import { isOfAnother, labelOf, namesWorkSpaces } from './other-products.ts';
import { spelledAs } from './spelling.ts';

/** What makes a match: its own printed text, a wording with all its words, or with most of them. */
export const SURENESS = ['printed', 'wording', 'words'] as const;
export type Sureness = (typeof SURENESS)[number];

export interface Match {
  readonly entry: ClientMessage;
  readonly sure: Sureness;
  /** The printed text or the wording that was found. */
  readonly found: string;
  /** 0 to 1: how much of the wording is in the text, and of the text in the wording. */
  readonly score: number;
}

export interface Explained {
  /** Best first, at most three; empty when nothing reaches the bar. */
  readonly matches: readonly Match[];
  /** When nothing reaches the bar: the three entries that come nearest, best first. */
  readonly nearest: readonly ClientMessage[];
  /** Half a sentence that any program may say: nobody can tell whose it is. */
  readonly anyProgram: boolean;
}

/** What the score of a wording must reach. The table of texts and strangers in test/fixtures/explain holds it in place. */
const BAR = 0.62;
/** The same in a text that does not name the product: such words are said of anything. */
const UNNAMED_BAR = 0.83;
/** Share of a wording, by weight, that must be in the text. */
const ENOUGH = 0.5;
/** A second reading is shown when it is nearly as good as the best. */
const NEARLY = 0.8;
const MOST_MATCHES = 3;
/** A log may be pasted; what follows this is cut. */
const MOST_CHARACTERS = 100_000;
/** A wording of so few words must be there as a whole: one word of two is "expired", and that is said of passwords too. */
const SHORT_WORDING = 2;
/** Words around the found ones that a wording must answer for, when the text is longer than a message. */
const AROUND = 8;
/** A word that the dictionary does not have weighs as one that a tenth of its entries have. */
const STRANGE = Math.log(11);
/** Port numbers and other figures decide more than the rarest noun. */
const FIGURE = 1.5;
/** The heavier a wording is, the less what is written around it counts: from this weight on nothing. */
const HEAVY = 28;
/** A whole wording of so many words, and none between them, stands for itself. */
const WHOLE = 4;

export function explainText(text: string): Explained {
  const given = text.slice(0, MOST_CHARACTERS);
  if (isOfAnother(given)) return { matches: [], nearest: nearestOf(given), anyProgram: false };
  const printed = printedMatches(given);
  const worded = wordedMatches(given).filter(({ entry }) => !printed.some((one) => one.entry === entry));
  const bar = namesWorkSpaces(given) ? BAR : UNNAMED_BAR;
  const enough = [...printed, ...worded.filter(({ score }) => score >= bar)];
  const best = enough[0];
  if (isOfAnyProgram(given, best)) return { matches: [], nearest: nearestOf(given), anyProgram: true };
  const matches = enough.filter(
    ({ sure, score }) => sure === best?.sure || score >= (best?.score ?? 0) * NEARLY,
  );
  return {
    matches: matches.slice(0, MOST_MATCHES),
    nearest: best === undefined ? nearestOf(given) : [],
    anyProgram: false,
  };
}

/** Words (as `wordsOf` gives them) with which messages of any program are made: they are in many entries and said of other products alike. */
const ANY_PROGRAM: ReadonlySet<string> = new Set(
  wordsOf(
    'error unable connect network internet server service unknown occurred happened login sign in launch open load loading lost certificate password incorrect authorized access denied update reset refused dns session expired closed interrupted try found no not timed reach resolve host route authentication register invalid verify page white black screen slow stuck image creation headset',
  ),
);
/**
 * Up to so many of them say of no program which it is; of a whole wording fewer. A code tells, and a word that is not among them; a name in front that nobody
 * here knows tells of another program.
 */
const FEW = { wording: 2, others: 3 };
const CODE = /[A-Z\d_]/;

function isOfAnyProgram(text: string, best: Match | undefined): boolean {
  if (best?.sure === 'printed' && CODE.test(best.found)) return false;
  const label = namesWorkSpaces(text) ? [] : wordsOf(labelOf(text));
  return (label.length > 0 && !label.some((word) => WEIGHT.has(word))) || isBare(spelled(text), best);
}

function isBare(words: readonly string[], best: Match | undefined): boolean {
  const most = best?.sure === 'wording' ? FEW.wording : FEW.others;
  return words.length > 0 && words.length <= most && words.every((word) => ANY_PROGRAM.has(word));
}

/** The entries whose own printed text stands in this text, the longest first. For lines of a log, where words alone say too little. */
export function printedMatches(text: string): readonly Match[] {
  const form = printedForm(text);
  const candidates = [...new Set(form.split(' '))].flatMap((word) => PRINTED_BY_FIRST.get(word) ?? []);
  return [...candidates, ...PRINTED_WIDE]
    .filter(({ needle }) => form.includes(needle))
    .sort((a, b) => b.needle.length - a.needle.length)
    .map(({ entry, found }): Match => ({ entry, sure: 'printed', found, score: 1 }))
    .filter(({ entry }, index, all) => all.findIndex((other) => other.entry === entry) === index);
}

/** The entries of which a whole wording stands in this text, letter by letter: a program does not misspell. For lines of a log. */
export function wholeMatches(text: string): readonly Match[] {
  const given = givenOf(wordsOf(text));
  const near = [...given.places.keys()].flatMap((word) => WORDINGS_BY_RAREST.get(word) ?? []);
  return bestOfEach(near.flatMap((wording) => scored(wording, given) ?? [])).filter(
    ({ sure, score }) => sure === 'wording' && score >= BAR,
  );
}

/** What people put in quotation marks is the message, and the rest is about it. */
const QUOTED = /"([^"]{9,})"?|[“„]([^“”]{9,})|«([^»]{9,})|「([^」]{5,})/g;
/** Each is compared with every wording: so many different ones are a message with its code, and more are no question. */
const MOST_QUOTES = 20;

/** The best wording of every entry, best first. */
function wordedMatches(text: string): readonly Match[] {
  const quoted = new Set([...text.matchAll(QUOTED)].map((found) => found.slice(1).join('')));
  const matches = [text, ...[...quoted].slice(0, MOST_QUOTES)].flatMap((part) => {
    const given = givenOf(spelled(part));
    return WORDINGS.flatMap((wording) => scored(wording, given) ?? []);
  });
  // Of two that fit as well the one in the script of the text is quoted.
  const isWide = WIDE_SCRIPT.test(text);
  return bestOfEach(matches.sort((a, b) => foreign(a, isWide) - foreign(b, isWide)));
}

function foreign({ found }: Match, isWide: boolean): 0 | 1 {
  return WIDE_SCRIPT.test(found) === isWide ? 0 : 1;
}

function bestOfEach(matches: readonly Match[]): readonly Match[] {
  return [...matches]
    .sort((a, b) => b.score - a.score)
    .filter(({ entry }, index, all) => all.findIndex((other) => other.entry === entry) === index);
}

function spelled(text: string): readonly string[] {
  const words = wordsOf(text);
  const known = new Map(
    [...new Set(words)].map((word) => [word, WEIGHT.has(word) ? word : spelledAs(word, KNOWN)]),
  );
  return words.map((word) => known.get(word) ?? word);
}

interface Wording {
  readonly entry: ClientMessage;
  readonly text: string;
  readonly words: ReadonlySet<string>;
  /** Words without which the wording would be another one; written with an asterisk before them. */
  readonly must: readonly string[];
  /** It says that something went wrong: a text without such a word speaks of the same things, and of no fault. */
  readonly tellsFault: boolean;
  readonly weight: number;
}

interface Given {
  readonly words: readonly string[];
  readonly places: ReadonlyMap<string, readonly number[]>;
  readonly tellsFault: boolean;
}

function givenOf(words: readonly string[]): Given {
  return { words, places: placesOf(words), tellsFault: tellsFault(words) };
}

function scored(wording: Wording, given: Given): Match | null {
  const window = windowOf(wording, given);
  if (window === null) return null;
  const { entry, text, words, weight } = wording;
  const share = window.weight / weight;
  const precision = window.weight / (window.weight + strangers(window, wording, given));
  const isFragment = given.places.size === window.found.size && window.found.size >= Math.min(2, words.size);
  if ((share < ENOUGH || words.size === 1) && !isFragment) return null;
  // Sums of weights in another order differ in the last digit: of two whole ones the one in the script of the text is quoted.
  const score = Math.min(1, (2 * share * precision) / (share + precision));
  return {
    entry,
    sure: window.found.size === words.size ? 'wording' : 'words',
    found: text,
    score: isFragment ? Math.max(score, BAR + share * (1 - BAR)) : score,
  };
}

/** The best stretch of the text for a wording; null when a word is missing without which it would be another one. */
function windowOf({ words, must, tellsFault }: Wording, given: Given): Window | null {
  if (must.some((word) => !given.places.has(word)) || (tellsFault && !given.tellsFault)) return null;
  const present = [...words].filter((word) => given.places.has(word));
  const needed = words.size <= SHORT_WORDING ? words.size : 1;
  if (present.length < needed) return null;
  const window = bestWindow(present, given, words.size * 2 + AROUND / 2);
  return must.every((word) => window.found.has(word)) ? window : null;
}

interface Window {
  readonly first: number;
  readonly last: number;
  readonly found: ReadonlySet<string>;
  readonly weight: number;
}

/** The stretch of at most `size` words that holds the most of the wording: a log has every word somewhere, a message has them together. */
function bestWindow(present: readonly string[], { places }: Given, size: number): Window {
  const hits = present
    .flatMap((word) => (places.get(word) ?? []).map((place) => ({ word, place })))
    .sort((a, b) => a.place - b.place);
  let best: Window = { first: 0, last: 0, found: new Set(), weight: 0 };
  let start = 0;
  const counts = new Map<string, number>();
  for (const { word, place } of hits) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    for (let left = hits[start]; left !== undefined && place - left.place >= size; left = hits[start]) {
      const rest = (counts.get(left.word) ?? 1) - 1;
      if (rest === 0) counts.delete(left.word);
      else counts.set(left.word, rest);
      start += 1;
    }
    const weight = weigh([...counts.keys()]);
    if (weight > best.weight) {
      best = { first: hits[start]?.place ?? place, last: place, found: new Set(counts.keys()), weight };
    }
  }
  return best;
}

/** What stands around and between the found words and is none of the wording's: less of it counts, the heavier the wording is. */
function strangers(
  { first, last, found }: Window,
  { words: wording, weight }: Wording,
  given: Given,
): number {
  const near = given.words.slice(Math.max(0, first - AROUND), last + 1 + AROUND);
  const count = (words: readonly string[]): number =>
    weigh([...new Set(words)].filter((word) => !wording.has(word)));
  const between = count(given.words.slice(first, last + 1));
  const isWhole = between === 0 && found.size === wording.size && wording.size >= WHOLE;
  const lightness = isWhole ? 0 : Math.max(0, 1 - weight / HEAVY);
  return between + (count(near) - between) * lightness;
}

function nearestOf(text: string): readonly ClientMessage[] {
  const words = new Set(spelled(text));
  return WORDINGS.map((wording) => {
    const found = weigh([...wording.words].filter((word) => words.has(word)));
    return { entry: wording.entry, near: (found * found) / wording.weight };
  })
    .filter(({ near }) => near > 0)
    .sort((a, b) => b.near - a.near)
    .map(({ entry }) => entry)
    .filter((entry, index, all) => all.indexOf(entry) === index)
    .slice(0, 3);
}

function placesOf(words: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  words.forEach((word, place) => {
    const known = places.get(word);
    if (known === undefined) places.set(word, [place]);
    else known.push(place);
  });
  return places;
}

function weigh(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + (WEIGHT.get(word) ?? STRANGE), 0);
}

/** Rarer words of the dictionary weigh more (the inverse of how many entries use them). */
function weights(): ReadonlyMap<string, number> {
  const uses = MESSAGES.map(({ wordings }) => new Set(Object.values(wordings).flat().flatMap(wordsOf)));
  const all = new Set(uses.flatMap((words) => [...words]));
  return new Map(
    [...all].map((word) => {
      const count = uses.filter((words) => words.has(word)).length;
      const rare = Math.log(1 + MESSAGES.length / count);
      return [word, /^\d+$/.test(word) ? rare * FIGURE : rare] as const;
    }),
  );
}

const WEIGHT = weights();
const KNOWN: readonly string[] = [...WEIGHT.keys()];

interface Printed {
  readonly entry: ClientMessage;
  readonly found: string;
  readonly needle: string;
}

const PRINTED: readonly Printed[] = MESSAGES.flatMap((entry) =>
  (entry.printed ?? []).map((found) => ({ entry, found, needle: printedForm(found) })),
);

/** Texts of scripts without blanks, which may stand in the middle of others. */
const PRINTED_WIDE: readonly Printed[] = PRINTED.filter(({ needle }) => WIDE_SCRIPT.test(needle)).map(
  (one) => ({
    ...one,
    needle: one.needle.trim(),
  }),
);

/** The others by their first word, so that a line of a log is compared with few of them. */
const PRINTED_BY_FIRST = groupedBy(PRINTED, ({ needle }) => needle.trim().split(' ')[0] ?? '');

const FAULTS: ReadonlySet<string> = new Set(
  wordsOf(
    'unable error problem trouble invalid wrong incorrect blocked refused red lost failed unavailable not isnt nicht nao disabled stopped',
  ),
);

function tellsFault(words: readonly string[]): boolean {
  return words.some((word) => FAULTS.has(word));
}

const WORDINGS: readonly Wording[] = MESSAGES.flatMap((entry) =>
  Object.values(entry.wordings)
    .flat()
    .map((text) => {
      const words = new Set(wordsOf(text));
      const must = [...text.matchAll(/\*(\S+)/g)].flatMap(([, word = '']) => wordsOf(word));
      return {
        entry,
        text: text.replaceAll('*', ''),
        words,
        must,
        tellsFault: tellsFault([...words]),
        weight: weigh([...words]),
      };
    }),
);

/** By their rarest word: none stands as a whole in a text without it. */
const WORDINGS_BY_RAREST = groupedBy(
  WORDINGS,
  ({ words }) => [...words].sort((a, b) => weigh([b]) - weigh([a]))[0] ?? '',
);

function groupedBy<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
