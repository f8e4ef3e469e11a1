/** From a text in any of the languages that are known to the words by which the dictionary compares. Pure. */
import { JAPANESE } from './glossary-japanese.ts';
import { LATIN, LITTLE } from './glossary-latin.ts';

/** Words that carry nothing, and those of the phrases that end any message ("check your network settings or contact your administrator"). */
const STOP = new Set(
  `administrator again all also assistance because but check contact even even few fine get getting give got help however just message minute mean now only or our please sett setting so some sometime than that the their then there they this to too try us very want was way we were what when where while will with work would yet you your am an and any are as at be been being by did do doe does doing down each for from had has have he her here him his how if in inside into is it its me more most my no-one of off on one once other out over own see she should since such take tell there think thing thi up use used using via say says said show shown ${LITTLE}`.split(
    ' ',
  ),
);

/** Spellings and words that mean the same here; keys are stems. */
const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    authorised: 'authoriz',
    authorized: 'authoriz',
    authorization: 'authoriz',
    unauthorized: 'authoriz',
    gray: 'grey',
    cert: 'certificate',
    mail: 'email',
    certificat: 'certificate',
    login: 'signin',
    logon: 'signin',
    logg: 'signin',
    log: 'signin',
    workspac: 'workspace',
    issue: 'problem',
    error: 'problem',
    trouble: 'problem',
    blank: 'white',
    screen: 'page',
    picture: 'page',
    start: 'launch',
    app: 'application',
    apps: 'application',
    prepar: 'prepare',
    stay: 'stay',
    hang: 'stuck',
    shut: 'block',
    refus: 'block',
    unreachable: 'reach',
    wrong: 'incorrect',
  }),
);

/** Scripts that are written without blanks. */
export const WIDE_SCRIPT = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]/u;
const JAPANESE_TERMS = new RegExp(longestFirst(JAPANESE), 'g');
const LATIN_PHRASES = new RegExp(`\\b(?:${longestFirst(LATIN, (term) => term.includes(' '))})\\b`, 'g');
const UNABLE =
  /\b(?:cant|cannot|can not|couldnt|could not|isnt able|is not able|not able|wasnt able|were unable|wont|doesnt work|dont work|arent working|isnt working|does not work|do not work|are not working|not working|failed|fails|failure)\b/g;

/** What was waited for and is not there. */
const NOT_COME =
  /\b(?:never|(?:does|did|do|has|have)(?: not|nt)) (?:yet )?(?:arrived?|come|came|get|got|gotten|received?)\b/g;

/** The words in their order, repeated ones too. English comes out as before, other languages as the English words that they mean. */
export function wordsOf(text: string): readonly string[] {
  return translated(folded(text))
    .split(/[^a-z0-9ー\p{Script=Han}\p{Script=Katakana}]+/u)
    .flatMap((word) => (Object.hasOwn(LATIN, word) ? (LATIN[word] ?? '').split(' ') : [word]))
    .map(stem)
    .filter((word) => word.length > 1 && !STOP.has(word));
}

/** Printed texts as they stand, for comparing letter by letter: lower case, one blank for everything that is no letter or digit, and none in `0x 1002`. */
export function printedForm(text: string): string {
  return ` ${folded(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b0x (?=[\da-f]{3,8}\b)/g, '0x')
    .trim()} `;
}

/** Lower case, full-width letters narrow, apostrophes and accents of Latin letters gone. */
function folded(text: string): string {
  const lower = ASCII.test(text) ? text.toLowerCase() : unaccented(text);
  return lower.replace(/'(?=(?:t|s|re|ll|ve|d|m)\b)/g, '');
}

/** Most lines of a log: nothing to fold but capitals. */
const ASCII = /^[\0-\x7F]*$/;

function unaccented(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .normalize('NFD')
    .replace(/([a-z])[\u0300-\u036f]+/g, '$1')
    .normalize('NFC')
    .replace(/ß/g, 'ss');
}

function translated(text: string): string {
  const plain = WIDE_SCRIPT.test(text) ? fromJapanese(text) : text.replace(/[^a-z0-9]+/g, ' ');
  const english = plain
    .replace(NOT_COME, ' not receive ')
    .replace(UNABLE, ' unable ')
    .replace(/\buser names?\b/g, 'username');
  return english.replace(LATIN_PHRASES, (term) => ` ${LATIN[term] ?? ''} `);
}

function fromJapanese(text: string): string {
  return text
    .replace(JAPANESE_TERMS, (term) => ` ${JAPANESE[term] ?? ''} `)
    .replace(/\p{Script=Hiragana}+/gu, ' ');
}

function longestFirst(
  terms: Readonly<Record<string, string>>,
  isTaken: (term: string) => boolean = () => true,
): string {
  return Object.keys(terms)
    .filter(isTaken)
    .sort((a, b) => b.length - a.length)
    .join('|');
}

function stem(word: string): string {
  const known = SAME.get(word);
  if (known !== undefined) return known;
  const bare = word.replace(/(ing|ed|ion|s)$/, '');
  return SAME.get(bare) ?? (bare.length >= 4 ? bare : word);
}
