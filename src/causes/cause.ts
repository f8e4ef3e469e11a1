/**
 * The one shape of a cause: its code, how grave it can be, who can fix it, its typed facts, the rule that finds it, what it covers and
 * what it says better than others, and its words in every language. Judging asks these fields and names no cause by its code.
 */
import type { z } from 'zod';
import type { Written } from '../core/language.ts';
import type { Say } from '../core/say.ts';
import type { NotTestedReason } from '../core/measured.ts';
import type { Protocol, Severity, Side } from '../core/words.ts';
import type { Entry, View } from '../reading/view.ts';
import type { Begins } from '../reading/where-aims.ts';

/** Where on the way of a session a cause stands, in the order in which one layer needs the one before it. */
export const LAYERS = [
  'machine',
  'local',
  'proxy',
  'names',
  'sign-in',
  'streaming',
  'path',
  'tables',
  'us',
] as const;
export type Layer = (typeof LAYERS)[number];

/**
 * What the faces lead to from a cause: the ports to open where rules help, the round trip to every Region where the way is long, the
 * page where a network wants a login.
 */
export const OFFERS = ['rules', 'regions', 'login-page'] as const;
export type Offer = (typeof OFFERS)[number];

/** What a rule found: the facts, how grave it is here, and the checks that it rests on. */
export interface Found<F> {
  readonly severity: Severity;
  /** Where it differs from the cause's. */
  readonly side?: Side;
  readonly protocols: readonly Protocol[];
  /** Null where it concerns no single Region. */
  readonly region: string | null;
  readonly facts: F;
  /** Measured checks that it rests on. */
  readonly checks: readonly string[];
  /** Checks that must have passed for the rule to hold; they are no evidence of the fault and not shown with it. */
  readonly supposes?: readonly string[];
  /** The cause of a graver finding that stands beside it: it goes first (report contract: "the root cause first; then by severity"). */
  readonly leads?: boolean;
}

/** One cause as its file says it. Whole sentences, but the title (no full stop: it stands in lists). */
export interface CauseWords {
  /** The first sentence of the verdict: what is broken, in words that need no training. */
  readonly headline: string;
  /** Where it says something else than the headline. */
  readonly title?: string;
  readonly explanation: string;
  readonly you: string;
  readonly helpdesk: string;
  readonly network: string;
}

/** As it is told to people: with a title, which is the headline where the cause has no other. */
export type ToldCause = CauseWords & { readonly title: string };

/** `family`: the facts of all findings that are one cause to people, this one's first (both streaming ports shut, say). */
export type Speak<F> = { speak(facts: F, say: Say<Written>, family: readonly F[]): CauseWords }['speak'];

export interface Root<F> {
  /** Where only some of what the rule finds is a root. */
  holds?(found: Found<F>, view: View): boolean;
  /** What it makes worthless: a covered check is not tested, so nothing is concluded from it. Say why it cannot be an independent fault. */
  covers(entry: Entry, found: Found<F>, view: View): boolean;
  /** Asked for as a root alone: it rests on nothing having answered, and a mask would hide an answer. */
  readonly only?: true;
  /** Why a covered check was not tested, where that is not "something before it failed". */
  readonly reason?: NotTestedReason;
}

export interface Superseded {
  readonly cause: AnyCause;
  /** Whether this finding says better what that one says; absent: where both are of the same Region. */
  when?(mine: AnyFound, other: AnyFound, deciding: string | null): boolean;
}

export interface Cause<C extends string, S extends z.ZodObject> {
  readonly code: C;
  readonly layer: Layer;
  /** The highest severity that the rule may give. */
  readonly ceiling: Severity;
  /** Who can fix it, unless the rule knows better. */
  readonly side: Side;
  /** Whether what was seen proves the side, or only that it lies somewhere from here to Amazon. Nothing unproven is tinted or blamed. */
  sideProven(facts: z.infer<S>): boolean;
  readonly facts: S;
  /** Document and section that give the rule, or "preflight's own threshold". */
  readonly sources: readonly string[];
  /** When it holds, in one sentence: for the generated page. */
  readonly when: string;
  /** The rule. Pure: the same view gives the same answer, on any machine. */
  holds(view: View): readonly Found<z.infer<S>>[];
  readonly root?: Root<z.infer<S>>;
  readonly supersedes?: readonly Superseded[];
  /** Findings of one family and Region are one cause to people: one card, one headline. Its causes share one shape of facts. */
  readonly family?: string;
  /** With these facts nobody saw what the protocols do: the verdict is "could not tell", and neither "ready" nor "not ready". */
  hidesVerdict?(facts: z.infer<S>): boolean;
  /** Checks that it rests on count as failed although each alone proves nothing. */
  readonly failsUnproven?: true;
  /** What of it has a place on the way that hops can tell (`--where`). */
  readonly begins?: Begins;
  readonly offers?: Offer;
  /** It says why what was to prove UDP proved nothing: told beside each protocol whose UDP is unproven. */
  readonly leavesUnproven?: true;
  /** Hosts that its sentence for the network team names and may cut short ("and 27 more"): all of them, to be copied. */
  names?(facts: z.infer<S>): readonly string[];
  /** As an error it means that somebody else answered: what opened for its checks proves no way to Amazon. */
  readonly answeredByOthers?: true;
  /** Further languages bring theirs along, by code (src/words/languages.ts). */
  readonly words: Readonly<Record<Written, Speak<z.infer<S>>>>;
  /** The cause in one sentence where nothing was measured: `explain` says it of every message that can come from it. */
  readonly brief?: Readonly<Record<Written, string>>;
}

export type AnyCause = Cause<string, z.ZodObject>;
export type AnyFound = Found<Readonly<Record<string, unknown>>>;

/** Checks the types of one cause and keeps its code literal. */
export const defineCause = <const C extends string, S extends z.ZodObject>(cause: Cause<C, S>): Cause<C, S> =>
  cause;
