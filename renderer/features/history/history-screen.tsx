import { useState } from 'react';
import type { HistoryEntry } from '../../../src/contract/index.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../words/words-context.tsx';
import { Answered, NewCheckLink } from '../answered.tsx';
import { Empty, Failure } from '../empty.tsx';
import { compareHref, go } from '../routes.ts';
import { UndoBar, useUndo } from './undo.tsx';
import { HistoryTable, rowId } from './history-table.tsx';

/** Past checks of this computer: open one, compare two, delete one or all. */
export default function HistoryScreen() {
  useTitle(useWords().history.title);
  const { answer, again } = useCommand('history.list', {});
  return (
    <Answered answer={answer} onward={again}>
      {({ entries }) => <Past entries={entries} again={again} />}
    </Answered>
  );
}

function Past({ entries, again }: { entries: readonly HistoryEntry[]; again: () => void }) {
  const words = useWords();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>(null);
  const undo = useUndo({ onChanged: again, onFailed: setError });
  const remove = (entry: HistoryEntry) => {
    focusBeside(entries, entry.id);
    setError(null);
    setChosen((now) => now.filter((other) => other !== entry.id));
    undo.remove(entry);
  };
  return (
    <div className="page list-page">
      <Failure error={error} />
      {entries.length === 0 ? (
        <NoHistory />
      ) : (
        <>
          <h1 className="title">{words.history.title}</h1>
          <p className="lead">{words.history.lead}</p>
          <HistoryTable
            entries={entries}
            chosen={chosen}
            onChoose={(id) => setChosen(toggled(chosen, id))}
            onRemove={remove}
          />
          <HistoryActions
            entries={entries}
            chosen={chosen}
            onCleared={() => {
              document.getElementById('main')?.focus();
              again();
            }}
            onFailed={setError}
          />
        </>
      )}
      <UndoBar {...undo} />
    </div>
  );
}

/** The button that was pressed goes with its row: the focus moves to the check after it, or to the one before. */
function focusBeside(entries: readonly HistoryEntry[], id: string): void {
  const at = entries.findIndex((entry) => entry.id === id);
  const beside = entries[at + 1] ?? entries[at - 1];
  document.getElementById(beside === undefined ? 'main' : rowId(beside.id))?.focus();
}

/** At most two are chosen; a third takes the place of the first. */
function toggled(chosen: readonly string[], id: string): readonly string[] {
  return chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].slice(-2);
}

function NoHistory() {
  const words = useWords();
  return (
    <Empty title={words.history.empty} text={words.history.emptyText}>
      <NewCheckLink />
    </Empty>
  );
}

interface HistoryActionsProps {
  readonly entries: readonly HistoryEntry[];
  readonly chosen: readonly string[];
  readonly onCleared: () => void;
  readonly onFailed: (failed: unknown) => void;
}

function HistoryActions({ entries, chosen, onCleared, onFailed }: HistoryActionsProps) {
  const words = useWords();
  const agent = useAgent();
  const [asking, setAsking] = useState(false);
  const compare = () => {
    const [older, newer] = entries
      .filter(({ id }) => chosen.includes(id))
      .sort((a, b) => a.createdAt.localeCompare(b.createdAt));
    if (older !== undefined && newer !== undefined)
      go(compareHref({ source: 'run', id: older.id }, { source: 'run', id: newer.id }));
  };
  const clear = () => {
    setAsking(false);
    agent.call('history.clear', {}).then(onCleared, onFailed);
  };
  return (
    <div className="list-actions">
      <Button kind="primary" disabled={chosen.length !== 2} onPress={compare}>
        {words.history.compare}
      </Button>
      {chosen.length === 2 ? null : <span className="quiet">{words.history.chooseTwo}</span>}
      <span className="push">
        <Button kind="link" onPress={() => setAsking(true)}>
          {words.history.removeAll}
        </Button>
      </span>
      <DialogBox
        open={asking}
        title={words.history.removeAll}
        closeWord={words.app.cancel}
        onClose={() => setAsking(false)}
      >
        <p className="dialog-text">{words.history.removeAllAsk}</p>
        <Button kind="primary" onPress={clear}>
          {words.history.removeAll}
        </Button>
      </DialogBox>
    </div>
  );
}
