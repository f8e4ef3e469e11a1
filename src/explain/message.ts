/** One text that people bring (a message of the client, a code, a heading of the documents), its probable causes, and its words. */
import type { Written } from '../core/language.ts';
import type { Code } from '../causes/index.ts';

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

/** The finding that a cause would show as (null where no check from here can see it), and where the cause lies. */
export type Cause = readonly [code: Code | null, where: Where];

export interface MessageWords<C extends readonly Cause[] = readonly Cause[]> {
  /** The message as it is recognised, for the reader. */
  readonly message: string;
  /** One text for each cause, in the same order. */
  readonly causes: { readonly [I in keyof C]: string };
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

/** Whether a message says that the network is not the cause. */
export function clearsNetwork({ causes }: Pick<ClientMessage, 'causes'>): boolean {
  return causes.every(([, where]) => where !== 'local-network' && where !== 'path');
}
