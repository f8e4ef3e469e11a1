/** One thing that a team's firewall lets out or refuses, read from whatever file they have. */
import { plainText } from '../../core/plain-text.ts';
import type { Family } from '../../core/words.ts';
import type { IpInterval } from '../../regions/ip-interval.ts';
import type { Rule } from '../rule.ts';

export type AuditTarget =
  | { readonly kind: 'name'; readonly name: string }
  /** Every name below `suffix` (without a leading dot). */
  | { readonly kind: 'wildcard'; readonly suffix: string }
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

export interface AuditEntry extends Match {
  readonly verdict: 'accept' | 'drop';
  /** Where it stands: `line 7`, `handle 12 (table chain)`. */
  readonly place: string;
  /** As written, cut to a line. */
  readonly text: string;
}

/** Entries in their order: the first that matches decides, and what none matches is refused. */
export interface AuditLayer {
  /** The family whose packets it sees; null: both. */
  readonly family: Family | null;
  readonly entries: readonly AuditEntry[];
}

export interface Unread {
  readonly place: string;
  readonly text: string;
  readonly why: string;
}

export interface AuditFile {
  readonly format: 'csv' | 'nft-json' | 'iptables-save' | 'list';
  /** A packet must be let out by every layer that sees its family. A list or CSV has one; several base chains are several. */
  readonly layers: readonly AuditLayer[];
  /** Lines that could not be understood: they are told, never guessed. */
  readonly unread: readonly Unread[];
  /** What the reading took for granted. */
  readonly assumptions: readonly string[];
}

export function entriesOf({ layers }: Pick<AuditFile, 'layers'>): readonly AuditEntry[] {
  return layers.flatMap(({ entries }) => entries);
}

/** A stranger's text on one line of ours, and not too long. */
export function shownText(text: string): string {
  return plainText(text).slice(0, 120);
}
