import type { HistoryEntry } from '../../../src/contract/index.ts';
import { Status } from '../../ui/status.tsx';
import { useWords } from '../../words/words-context.tsx';
import { TONE_OF_VERDICT } from '../report/verdict-of.ts';

/** The verdict of a past check; where the protocols differ, the worse one by name, so that no list looks milder than its result. */
export function EntryStatus({ entry }: { entry: Pick<HistoryEntry, 'verdict' | 'protocols'> }) {
  const words = useWords();
  const worse = worstOf(entry);
  if (worse === null)
    return <Status tone={TONE_OF_VERDICT[entry.verdict]} word={words.verdict[entry.verdict]} />;
  const word = `${words.protocol[worse.protocol]}: ${words.verdict[worse.verdict]}`;
  return <Status tone={TONE_OF_VERDICT[worse.verdict]} word={word} />;
}

const WORST = ['not-ready', 'unknown', 'degraded', 'ready'] as const;

function worstOf({ protocols }: Pick<HistoryEntry, 'protocols'>): HistoryEntry['protocols'][number] | null {
  const verdict = WORST.find((candidate) => protocols.some((entry) => entry.verdict === candidate));
  const worst = protocols.filter((entry) => entry.verdict === verdict);
  return worst.length === protocols.length ? null : (worst[0] ?? null);
}
