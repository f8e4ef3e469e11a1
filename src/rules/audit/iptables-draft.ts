/** A line of iptables-save while its options are read, one after the other. */
import type { Family } from '../../core/words.ts';
import type { Match, Told } from './audit-entry.ts';
import type { Condition } from './condition.ts';
import { intersectMatches } from './match.ts';

export interface IptablesLine {
  readonly line: string;
  readonly place: Told;
  readonly family: Family;
  /** Answers: the service is the source, its port the source port. */
  readonly isAnswer: boolean;
  /** Bits of a mark that some line of the file may set: every other bit is 0. */
  readonly marks: number;
  /** The key of a chain that a target names; null when there is no such chain. */
  readonly keyOf: (target: string) => string | null;
}

export interface Draft {
  readonly about: IptablesLine;
  /** Null: it matches nothing that matters here (ICMP). */
  match: Match | null;
  readonly conditions: Condition[];
}

interface Value {
  readonly negated: boolean;
  readonly values: readonly string[];
}
export type Reader = (draft: Draft, value: string, more: Value) => 'read' | 'unread';

export function narrow(draft: Draft, match: Match | null): 'read' {
  draft.match = draft.match === null || match === null ? null : intersectMatches(draft.match, match);
  return 'read';
}

export function ask(draft: Draft, condition: Condition): 'read' {
  draft.conditions.push(condition);
  return 'read';
}
