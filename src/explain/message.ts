/** One text that people bring (a message of the client, a code, a heading of the documents), its probable causes, and its words. */
import type { Written } from '../core/language.ts';
import type { AnyCause } from '../causes/cause.ts';
import { CAUSES, type Code } from '../causes/index.ts';

/** Where a cause lies. What is neither the local network nor the way to the service clears the network. */
export const WHERE = [
  'this-machine',
  'local-network',
  'path',
  'service',
  'workspace',
  'account',
  'administrator',
  'administrator-network',
] as const;
export type Where = (typeof WHERE)[number];

/** Checks that decide between causes, by group or by port. */
export const DECIDERS = [
  'local',
  'client',
  'dns',
  'https',
  'tcp-4172',
  'udp-4172',
  'tcp-4195',
  'udp-4195',
  'latency',
  'mtu',
  'directory',
] as const;
export type Decider = (typeof DECIDERS)[number];

export const SOURCES = [
  'guide-2016',
  'guide-2025',
  'user-guide',
  'whitepaper',
  'faq',
  'knowledge-centre',
  'zero-client-base',
  'public-thread',
  'programs',
  'directory-command',
] as const;
export type Source = (typeof SOURCES)[number];

/**
 * The finding that a cause would show as (null where no check from here can see it), and where the cause lies, where the message has its own
 * words for it. A code alone says and places it as the cause itself does.
 */
export type Cause = Code | readonly [code: Code | null, where: Where];

type OwnTexts<C extends readonly Cause[]> = C extends readonly [
  infer First,
  ...infer Rest extends readonly Cause[],
]
  ? First extends Code
    ? OwnTexts<Rest>
    : readonly [string, ...OwnTexts<Rest>]
  : C extends readonly []
    ? readonly []
    : readonly string[];

export interface MessageWords<C extends readonly Cause[] = readonly Cause[]> {
  /** The message as it is recognised, for the reader. */
  readonly message: string;
  /** One text for each cause that is not a code alone, in the same order. */
  readonly causes: OwnTexts<C>;
  /** What to do, in one or two sentences. */
  readonly advice: string;
}

/** Languages whose public texts are known beside those that the program speaks. */
type OtherLanguage = 'de' | 'fr' | 'es' | 'pt';

export interface ClientMessage<C extends readonly Cause[] = readonly Cause[]> {
  readonly id: string;
  /** Texts of programs, found as they stand: they outrank every wording. */
  readonly printed?: readonly string[];
  /** What people quote, found by its words. */
  readonly wordings: Readonly<Record<Written, readonly string[]>> &
    Readonly<Partial<Record<OtherLanguage, readonly string[]>>>;
  /** The likeliest first. */
  readonly causes: C;
  /** A document names the first cause for this message; else the order is ours. */
  readonly documented: boolean;
  readonly decidedBy: readonly Decider[];
  readonly source: Source;
  readonly words: Readonly<Record<Written, MessageWords<C>>>;
}

/** Lets the compiler count the texts of the causes in every language. */
export function defineMessage<const C extends readonly Cause[]>(message: ClientMessage<C>): ClientMessage {
  return message;
}

export interface ToldCause {
  /** The finding that this cause would show as; null where no check from here can see it. */
  readonly code: Code | null;
  readonly where: Where;
  readonly text: string;
}

/** The causes of a message, the likeliest first. Throws where a code stands alone whose cause has no brief words. */
export function causesOf({ causes, words }: ClientMessage, language: Written): readonly ToldCause[] {
  const own = words[language].causes.values();
  return causes.map((cause) => {
    if (typeof cause !== 'string') return { code: cause[0], where: cause[1], text: own.next().value ?? '' };
    const { brief, side } = (CAUSES as readonly AnyCause[]).find(({ code }) => code === cause) ?? {};
    if (brief === undefined || side === undefined || side === 'us')
      throw new Error(`${cause} has no brief words`);
    return { code: cause, where: side, text: brief[language] };
  });
}

/** Whether a message says that the network is not the cause. */
export function clearsNetwork(message: ClientMessage): boolean {
  return causesOf(message, 'en').every(({ where }) => where !== 'local-network' && where !== 'path');
}
