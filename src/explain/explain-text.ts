/**
 * From a message of the WorkSpaces client, as a person quotes it, to its probable causes. Tolerant of wording: words are normalised and
 * weighed by how rare they are in the dictionary, so that "certificate" says more than "connect". Pure.
 */
import { editDistance } from '../core/edit-distance.ts';
import type { ClientMessage } from './client-message.ts';
import { CLIENT_MESSAGES } from './client-messages.ts';

export interface Match extends ClientMessage {
  /** How much of the wording was found in the text, 0 to 1. */
  readonly score: number;
}

/** Share of a wording (by weight) that must be in the text: half lets words be missing or added, less makes strangers match. */
const ENOUGH = 0.5;
/** A second reading is shown when it is nearly as good as the best. */
const NEARLY = 0.8;
/** What a fragment is worth: a whole wording says more, and of two fragments the one of which less is missing. */
const FRAGMENT = 0.7;
const FRAGMENT_SHARE = 0.1;
/** A wording of so few words must be there as a whole: one word of two is "expired", and that is said of passwords too. */
const SHORT_WORDING = 2;
/** A log file may be pasted; what follows this is cut. */
const MOST_CHARACTERS = 100_000;
/** Words that are looked at together, and the step to the next ones: a log holds every word somewhere, a message has them together. */
const WINDOW_WORDS = 60;
const WINDOW_STEP = 30;

/** Messages that the text may be, best first; empty when none fits. */
export function explainText(text: string): readonly Match[] {
  const windows = windowsOf(wordsOf(text.slice(0, MOST_CHARACTERS)));
  const scored = CLIENT_MESSAGES.map((message) => ({
    ...message,
    score: Math.max(...windows.map((words) => scoreOf(message, words))),
  }))
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter(({ score }) => score >= best * NEARLY).slice(0, 3);
}

function windowsOf(words: readonly string[]): readonly ReadonlySet<string>[] {
  const known = new Map([...new Set(words)].map((word) => [word, spelled(word)]));
  const corrected = words.map((word) => known.get(word) ?? word);
  const count = Math.max(1, Math.ceil((corrected.length - WINDOW_WORDS) / WINDOW_STEP) + 1);
  return Array.from({ length: count }, (_, index) => {
    const start = index * WINDOW_STEP;
    return new Set(corrected.slice(start, start + WINDOW_WORDS));
  });
}

function scoreOf({ wordings }: ClientMessage, words: ReadonlySet<string>): number {
  return Math.max(...wordings.map((wording) => overlap(wordsOf(wording), words)));
}

/** Weighted share of the wording's words in the text, lowered when the text is much longer and mostly about something else. */
function overlap(wording: readonly string[], words: ReadonlySet<string>): number {
  const unique = [...new Set(wording)];
  const found = unique.filter((word) => words.has(word));
  const share = weigh(found) / weigh(unique);
  if (unique.length <= SHORT_WORDING && found.length < unique.length) return 0;
  const known = [...words].filter((word) => KNOWN.has(word));
  const also = Math.min(1, weigh(found) / Math.max(weigh(known), 1));
  const whole = share * 0.8 + share * also * 0.2;
  return Math.max(whole, isFragment(found, words) ? FRAGMENT + FRAGMENT_SHARE * share : 0);
}

/** The first words of a message, as people quote it: nothing in the text is strange to the wording, and it is more than one word. */
function isFragment(found: readonly string[], words: ReadonlySet<string>): boolean {
  return found.length >= 2 && found.length === words.size;
}

function weigh(words: readonly string[]): number {
  return words.reduce((sum, word) => sum + (WEIGHT.get(word) ?? 1), 0);
}

/** Words that carry nothing, and those of the phrases that end any message ("check your network settings or contact your administrator"). */
const STOP = new Set(
  'administrator again assistance check contact few help minute sett setting try a an and are be been by can could do does for from get has have i in is it me my of on or our please that the then there this to was we when while with you your'.split(
    ' ',
  ),
);

/** Lower case, apostrophes gone, British and American spelling alike, simple endings cut; words that carry nothing are left out. */
function wordsOf(text: string): readonly string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(
      /can[’']?t\b|cannot|can not|couldn[’']?t|could not|isn[’']?t able|not able|wasn[’']?t able|failed/g,
      ' unable ',
    )
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, ' ');
  return plain
    .split(' ')
    .map(stem)
    .filter((word) => word.length > 1 && !STOP.has(word));
}

const SAME: Readonly<Record<string, string>> = {
  authorised: 'authoriz',
  authorized: 'authoriz',
  authorization: 'authoriz',
  gray: 'grey',
  cert: 'certificate',
  login: 'signin',
  logon: 'signin',
  workspac: 'workspace',
  issue: 'problem',
  error: 'problem',
  internet: 'network',
  blank: 'white',
  screen: 'page',
};

function stem(word: string): string {
  const known = SAME[word];
  if (known !== undefined) return known;
  const bare = word.replace(/(ing|ed|ion|s)$/, '');
  return SAME[bare] ?? (bare.length >= 4 ? bare : word);
}

/** Letters of a word before one slip is forgiven, and before two are: short words are too close to each other. */
const ONE_SLIP_FROM = 5;
const TWO_SLIPS_FROM = 8;

/** A misspelt word as the dictionary spells it; words that it has, or that are near none, stay. */
function spelled(word: string): string {
  if (KNOWN.has(word) || word.length < ONE_SLIP_FROM || /\d/.test(word)) return word;
  const most = word.length >= TWO_SLIPS_FROM ? 2 : 1;
  const near = [...KNOWN]
    .filter((known) => Math.abs(known.length - word.length) <= most && known.length >= ONE_SLIP_FROM - 1)
    .map((known) => ({ known, slips: slipsBetween(word, known) }))
    .sort((a, b) => a.slips - b.slips);
  const [best] = near;
  return best !== undefined && best.slips <= most ? best.known : word;
}

/** The edit distance, with letters in another order (`netwrok`) as one slip. */
function slipsBetween(a: string, b: string): number {
  const swapped = a.length === b.length && sortedLetters(a) === sortedLetters(b);
  return swapped ? 1 : editDistance(a, b);
}

function sortedLetters(word: string): string {
  return [...word].sort().join('');
}

/** Rarer words of the dictionary weigh more (the inverse of how many messages use them). */
const WEIGHT = weights();
const KNOWN: ReadonlySet<string> = new Set(WEIGHT.keys());

function weights(): ReadonlyMap<string, number> {
  const uses = CLIENT_MESSAGES.map(({ wordings }) => new Set(wordings.flatMap(wordsOf)));
  const all = new Set(uses.flatMap((words) => [...words]));
  return new Map(
    [...all].map((word) => {
      const count = uses.filter((words) => words.has(word)).length;
      return [word, Math.log(1 + CLIENT_MESSAGES.length / count)] as const;
    }),
  );
}
