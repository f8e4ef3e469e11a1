/** What a bundle is made from, and what a person chose about it. */
import type { RedactionLevel } from '../core/words.ts';
import type { RunRecord } from '../reading/record.ts';
import type { Tables } from '../regions/model.ts';
import type { Report } from '../report/report.ts';
import type { Identity } from './identity.ts';
import type { Tagging } from './tags.ts';

/** A text of this machine that is no part of the report: a log of the client. */
export interface RawText {
  /** Name without folder; what it may not hold is replaced. */
  readonly name: string;
  readonly text: string;
  /** It was longer: the beginning is missing. */
  readonly cut?: boolean;
}

export interface BundleInput {
  readonly report: Report;
  /** The raw evidence; null when it is not kept any more. */
  readonly record: RunRecord | null;
  readonly tables: Tables;
  readonly identity: Identity;
  /** What is known to be secret, such as the registration code as typed and the password of the proxy. */
  readonly secrets: readonly string[];
  /** Logs of the WorkSpaces client, newest first; they go in only when the choice puts `client-logs/` in. */
  readonly clientLogs: readonly RawText[];
  readonly createdAt: string;
  /** Absent or null: no key, so the bundle has no tags. */
  readonly tagging?: Tagging | null;
}

export interface RedactionChoice {
  readonly level: RedactionLevel;
  /** Files (`report.html`), folders (`system/`), fields of the report (`host.wifi`) and `tags` that stay out. */
  readonly leaveOut: readonly string[];
  /** What is out unless it is asked for: `client-logs/`, or one of its files. */
  readonly putIn: readonly string[];
  /** Absent: public addresses stay out. */
  readonly publicAddress?: boolean | undefined;
}
