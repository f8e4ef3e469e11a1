/** What `explain` says around the entries of the dictionary. */
import type { Sureness } from '../explain-text.ts';
import type { Decider, Source, Where } from '../message.ts';

export interface ExplainWords {
  /** Where a cause lies. */
  readonly where: Readonly<Record<Where, string>>;
  /** Who can fix what lies there. */
  readonly who: Readonly<Record<Where, string>>;
  readonly decider: Readonly<Record<Decider, string>>;
  readonly source: Readonly<Record<Source, string>>;
  /** How sure the match is, and why its first cause comes first: a document says so, or it is our own order. */
  readonly sure: Readonly<Record<Sureness, (found: string, isDocumented: boolean) => string>>;
  readonly clears: string;
  readonly bracket: (text: string) => string;
  /** Who can fix a further cause, and where it lies. */
  readonly fixedBy: (who: string, where: string) => string;
  readonly label: Readonly<Record<'likely' | 'who' | 'sure' | 'also' | 'act' | 'decided' | 'source', string>>;
  readonly clearingLead: string;
  readonly decidedByNone: string;
  readonly decidedBy: (checks: readonly string[]) => string;
  /** Half a sentence that many programs say. */
  readonly question: string;
  readonly unknown: string;
  readonly unknownLog: string;
  readonly nearestLead: string;
  /** Before the messages that half a sentence may belong to. */
  readonly couldBe: string;
  readonly logLead: (counts: {
    readonly lines: number;
    readonly known: number;
    readonly cut: boolean;
  }) => string;
  readonly logLine: (
    place: { readonly line: number; readonly time: string | null; readonly count: number },
    message: string,
  ) => string;
}
