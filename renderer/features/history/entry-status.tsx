import type { HistoryEntry } from '../../../src/contract/index.ts';
import { Status } from '../../ui/status.tsx';
import { useWords } from '../../words/words-context.tsx';
import { TONE_OF_VERDICT, worstOf } from '../report/spoken.tsx';

/** The verdict of a past check; where the protocols differ, the worse one by name, so that no list looks milder than its result. */
export function EntryStatus({ entry }: { entry: Pick<HistoryEntry, 'verdict' | 'protocols'> }) {
  const words = useWords();
  const worse = worstOf(entry.protocols);
  if (worse === null)
    return <Status tone={TONE_OF_VERDICT[entry.verdict]} word={words.vocabulary.verdict[entry.verdict]} />;
  const { laneName, colon, verdict } = words.vocabulary;
  const word = `${laneName[worse.protocol]}${colon}${verdict[worse.verdict]}`;
  return <Status tone={TONE_OF_VERDICT[worse.verdict]} word={word} />;
}
