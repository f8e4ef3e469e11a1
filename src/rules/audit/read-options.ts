/** What a reader of any format is told besides the text. */
import type { AuditWords, Chain } from './audit-entry.ts';
import type { Sender } from './condition.ts';
import type { Work } from './work.ts';

export interface ReadOptions {
  readonly chain: Chain;
  /** What happens to what no rule matches, where the file does not say. */
  readonly fallback: 'accept' | 'drop' | null;
  /** A sender that is known; null: everyone whom the file tells apart is looked at. */
  readonly sender: Sender | null;
  readonly work: Work;
  /** Language of the answer. */
  readonly words: AuditWords;
}
