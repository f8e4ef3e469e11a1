/** What a team's firewall lets out or refuses, read from whatever file they have. */
import { plainText } from '../../core/plain-text.ts';
import type { Family } from '../../core/words.ts';
import type { IpInterval } from '../../regions/ip-interval.ts';
import type { Vocabulary } from '../../words/en/index.ts';
import type { Rule } from '../rule.ts';

/** What an audit says, in one language. */
export type AuditWords = Vocabulary['audit'];

/** A text of a rule, said in the language of whoever asks; a reader of a format need not know it. */
export type Told = (words: AuditWords) => string;

/** Where a line stands. */
export function lineAt(n: number): Told {
  return ({ place }) => place.line(n);
}

export type AuditTarget =
  | { readonly kind: 'name'; readonly name: string }
  /** Every name below `suffix` (without a leading dot), and the suffix itself where `withSelf` (AWS Network Firewall, squid). */
  | { readonly kind: 'wildcard'; readonly suffix: string; readonly withSelf?: boolean }
  | { readonly kind: 'addresses'; readonly intervals: readonly IpInterval[] }
  /** No destination given: everything. */
  | { readonly kind: 'anywhere' };

export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** What an entry is about, apart from what it does. */
export interface Match {
  readonly target: AuditTarget;
  /** Null: the file says nothing about ports, or any port. */
  readonly ports: readonly PortRange[] | null;
  /** Null: the file says nothing about transports, or any. */
  readonly transports: readonly Rule['transport'][] | null;
}

/** The packets of one conversation: its first, the later ones of the same side, and the answers. */
export type Facing = 'first' | 'later' | 'answer';

export interface AuditEntry extends Match {
  readonly verdict: 'accept' | 'drop';
  /** Null: it surely does so. Else why that is not known: the entry may or may not act, on all or a part of its match. */
  readonly doubt: string | null;
  /** Where it stands: `line 7`, `handle 12 (table chain)`. */
  readonly place: string;
  /** As written, cut to a line. */
  readonly text: string;
}

/** Entries in their order: the first that matches decides, and what none matches is refused. */
export interface AuditLayer {
  /** The family whose packets it sees; null: both. */
  readonly family: Family | null;
  /** Whose packets it sees: a packet filter refuses answers too. */
  readonly facing: Facing;
  readonly entries: readonly AuditEntry[];
}

export interface Unread {
  readonly place: string;
  readonly text: string;
  readonly why: string;
}

/** What a file can tell senders apart by. */
export type Trait = 'iif' | 'oif' | 'source';

export interface Traits {
  readonly named: readonly Trait[];
  readonly likely: readonly Trait[];
}

/** What one sender meets. A packet must be let out by every layer that sees its family. */
export interface AuditView {
  /** Who it is: `lan0`, `source 10.30.0.0/16`. Null: nothing in the file tells senders apart. */
  readonly sender: string | null;
  /** By what the file names him, and by which of it this machine may well be meant; absent where nothing tells senders apart. */
  readonly traits?: Traits;
  readonly layers: readonly AuditLayer[];
}

/** What can be read; `--from` takes these words. */
export const AUDIT_FORMATS = [
  'csv',
  'list',
  'nft-json',
  'iptables-save',
  'windows',
  'aws-security-group',
  'aws-nacl',
  'squid',
  'azure-nsg',
  'meraki',
  'panos',
  'fortios',
  'asa',
] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

/** This machine itself, or what it passes on as a router. */
export type Chain = 'output' | 'forward';

export interface AuditFile {
  readonly format: AuditFormat;
  /** What was read as what, in one line. */
  readonly readAs: string;
  /** The chain that is judged; null where the format has no such thing. */
  readonly chain: Chain | null;
  /** Never empty; the sender whom nothing names comes first. */
  readonly views: readonly AuditView[];
  /** The other chain of a packet filter, where that filters too. */
  readonly other: { readonly chain: Chain; readonly views: readonly AuditView[] } | null;
  /** Families that the file speaks about. A rule of another family is in doubt. */
  readonly families: readonly Family[];
  /** Lines that could not be understood: they are told, never guessed. */
  readonly unread: readonly Unread[];
  /** What the reading took for granted. */
  readonly assumptions: readonly string[];
}

/** The entries about first packets, as the file has them for its first sender. */
export function entriesOf({ views }: Pick<AuditFile, 'views'>): readonly AuditEntry[] {
  return (views[0]?.layers ?? [])
    .filter(({ facing }) => facing === 'first')
    .flatMap(({ entries }) => entries);
}

/** A stranger's text on one line of ours, and not too long. */
export function shownText(text: string): string {
  return plainText(text).slice(0, 120);
}
