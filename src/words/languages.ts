/** The languages as data, and what a cause says in each. English and Japanese words of a cause stand in its file; others bring theirs along. */
import type { AnyCause, CauseWords, Speak, ToldCause } from '../causes/cause.ts';
import { CAUSES, type WordsByCode } from '../causes/index.ts';
import { WRITTEN, type Language, type Written } from '../core/language.ts';
import { sayIn, type Say } from '../core/say.ts';
import { english, type Vocabulary } from './en/index.ts';
import { japanese } from './ja/index.ts';

const VOCABULARIES: Readonly<Record<Language, Vocabulary>> = {
  en: english,
  ja: japanese,
};

export function vocabularyOf(language: Language): Vocabulary {
  return VOCABULARIES[language];
}

/** A language with its words, for the sentences that the page and the terminal share. */
export function tongueOf(language: Language): { readonly locale: Language; readonly vocabulary: Vocabulary } {
  return { locale: language, vocabulary: VOCABULARIES[language] };
}

/** Words of causes in the languages that the causes' files do not have: one record a language, checked for gaps by the compiler. */
const BROUGHT: Readonly<Record<Exclude<Language, Written>, WordsByCode>> = {};

const BY_CODE: ReadonlyMap<string, AnyCause> = new Map(
  (CAUSES as readonly AnyCause[]).map((cause) => [cause.code, cause]),
);

/** The cause of a code; null for a code that this version does not know. */
export function causeOf(code: string): AnyCause | null {
  return BY_CODE.get(code) ?? null;
}

type Params = Readonly<Record<string, unknown>>;

/**
 * What a cause says of these facts; `family` are the facts of all findings that are one cause to people, this one's first. Null where the
 * code is not known or the facts do not fit its schema (a report of another version): the report's own texts stand then.
 */
export function wordsOf(code: string, family: readonly Params[], language: Language): ToldCause | null {
  const cause = causeOf(code);
  if (cause === null) return null;
  const parsed = family.map((params) => cause.facts.safeParse(params));
  const facts = parsed.flatMap((one) => (one.success ? [one.data as Params] : []));
  const [first] = facts;
  if (first === undefined || facts.length < family.length) return null;
  const words = speaker(cause, language)(first, sayIn(language), facts);
  return { ...words, title: words.title ?? words.headline.replace(/[.。]$/, '') };
}

/** Whether nobody could see, behind a finding of these facts, what the protocols do. */
export function hidesVerdict(code: string, params: Params): boolean {
  return withFacts(code, params, (cause, facts) => cause.hidesVerdict?.(facts)) === true;
}

/** All hosts that the sentence for the network team names, whole; none where it names none. */
export function namesOf(code: string, params: Params): readonly string[] {
  return withFacts(code, params, (cause, facts) => cause.names?.(facts)) ?? [];
}

/** Asks a cause about these facts; undefined where the code is not known or they do not fit. */
function withFacts<T>(
  code: string,
  params: Params,
  ask: (cause: AnyCause, facts: Params) => T,
): T | undefined {
  const cause = causeOf(code);
  const parsed = cause?.facts.safeParse(params);
  return cause !== null && parsed?.success === true ? ask(cause, parsed.data) : undefined;
}

function speaker(
  cause: AnyCause,
  language: Language,
): (facts: Params, say: Say<Language>, family: readonly Params[]) => CauseWords {
  const written = WRITTEN.find((one) => one === language);
  if (written !== undefined)
    return (facts, say, family) => cause.words[written](facts, { ...say, language: written }, family);
  const brought: Readonly<Record<string, Readonly<Record<string, Speak<Params>>>>> = BROUGHT;
  const speak = brought[language]?.[cause.code] ?? cause.words.en;
  return (facts, say, family) => speak(facts, { ...say, language: 'en' }, family);
}
