import type { HistoryEntry } from '../../../src/contract/index.ts';
import { Status } from '../../ui/status.tsx';
import { useWords } from '../../words/words-context.tsx';
import { TONE_OF_VERDICT } from '../report/verdict-of.ts';

/** The verdict of a past check; where one of two protocols does not work, that protocol by name. */
export function EntryStatus({ entry }: { entry: Pick<HistoryEntry, 'verdict' | 'protocols'> }) {
  const words = useWords();
  const broken = entry.protocols.filter(({ verdict }) => verdict === 'not-ready');
  const [only] = broken;
  if (only !== undefined && broken.length < entry.protocols.length) {
    return <Status tone="fail" word={`${words.protocol[only.protocol]}: ${words.verdict['not-ready']}`} />;
  }
  return <Status tone={TONE_OF_VERDICT[entry.verdict]} word={words.verdict[entry.verdict]} />;
}
