/** One message of the WorkSpaces client that people bring. */
import type { FindingCode } from '../findings/catalogue/index.ts';

interface ProbableCause {
  /** The finding that this cause would show as; null where a check from outside cannot see it. */
  readonly code: FindingCode | null;
  readonly text: string;
}

export interface ClientMessage {
  readonly id: string;
  /** The message as it is recognised, for the reader. */
  readonly message: string;
  /** Wordings; each is matched by its own words. */
  readonly wordings: readonly string[];
  readonly causes: readonly ProbableCause[];
  /** What to do, in one or two sentences. */
  readonly advice: string;
  /** Groups and ports whose checks decide between the causes. */
  readonly decidedBy: readonly string[];
  readonly source: string;
}
