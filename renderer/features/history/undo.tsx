import { useEffect, useState } from 'react';
import type { HistoryEntry } from '../../../src/contract/index.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { Button } from '../../ui/button.tsx';
import { moment } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { rowId } from './history-table.tsx';

/** How long a deletion can be taken back. */
const UNDO_MS = 10_000;

interface Undo {
  /** The check that was deleted last and can still come back. */
  readonly removed: HistoryEntry | null;
  readonly told: string;
  readonly remove: (entry: HistoryEntry) => void;
  readonly restore: () => void;
}

/** The engine deletes at once and keeps what it deleted for a moment. */
export function useUndo(on: { onChanged: () => void; onFailed: (problem: unknown) => void }): Undo {
  const words = useWords();
  const agent = useAgent();
  const [removed, setRemoved] = useState<HistoryEntry | null>(null);
  const [told, setTold] = useState('');
  useEffect(() => {
    if (removed === null) return undefined;
    const timer = setTimeout(() => setRemoved(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [removed]);
  const remove = (entry: HistoryEntry) => {
    agent.call('history.delete', { id: entry.id }).then(() => {
      setRemoved(entry);
      setTold(words.history.removed(moment(words, entry.createdAt, new Date())));
      on.onChanged();
    }, on.onFailed);
  };
  const restore = () => {
    if (removed === null) return;
    setRemoved(null);
    agent.call('history.restore', { id: removed.id }).then(
      () => {
        setTold(words.history.restored);
        on.onChanged();
        document.getElementById(rowId(removed.id))?.focus();
      },
      () => setTold(words.history.tooLate),
    );
  };
  return { removed, told, remove, restore };
}

/** Said once, and the button is there for ten seconds. */
export function UndoBar({ removed, told, restore }: Undo) {
  const { history } = useWords();
  return (
    <div className={removed === null ? 'undo' : 'undo undo-open'}>
      <p role="status" className={removed === null ? 'hidden' : undefined}>
        {told}
      </p>
      {removed === null ? null : (
        <Button kind="link" onPress={restore}>
          {history.undo}
        </Button>
      )}
    </div>
  );
}
