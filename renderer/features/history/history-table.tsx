import { Checkbox } from 'react-aria-components/Checkbox';
import type { HistoryEntry } from '../../../src/contract/index.ts';
import { Button } from '../../ui/button.tsx';
import { CheckMark } from '../../ui/check-mark.tsx';
import { capital, moment } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { runHref } from '../routes.ts';
import { networkName } from './network-name.ts';
import { EntryStatus } from './entry-status.tsx';

interface HistoryTableProps {
  readonly entries: readonly HistoryEntry[];
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
  readonly onRemove: (entry: HistoryEntry) => void;
}

export function HistoryTable({ entries, chosen, onChoose, onRemove }: HistoryTableProps) {
  const { history } = useWords();
  return (
    <table className="plain-table history-table">
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden">{history.compare}</span>
          </th>
          <th scope="col">{history.when}</th>
          <th scope="col">{history.result}</th>
          <th scope="col" className="wide-only">
            {history.cause}
          </th>
          <th scope="col" className="wide-only">
            {history.network}
          </th>
          <th scope="col">
            <span className="hidden">{history.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <HistoryRow
            key={entry.id}
            entry={entry}
            chosen={chosen.includes(entry.id)}
            onChoose={onChoose}
            onRemove={onRemove}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Where the link of a check stands in the document. */
export function rowId(id: string): string {
  return `check-${id}`;
}

interface HistoryRowProps extends Omit<HistoryTableProps, 'entries' | 'chosen'> {
  readonly entry: HistoryEntry;
  readonly chosen: boolean;
}

function HistoryRow({ entry, chosen, onChoose, onRemove }: HistoryRowProps) {
  const words = useWords();
  const when = capital(moment(words, entry.createdAt, new Date()));
  const tag = entry.simulated ? words.history.demonstration : entry.completed ? null : words.history.partial;
  return (
    <tr>
      <td className="history-box">
        <Checkbox
          className="checkbox"
          isSelected={chosen}
          onChange={() => onChoose(entry.id)}
          aria-label={words.history.select(when)}
        >
          <CheckMark />
        </Checkbox>
      </td>
      <td>
        <a id={rowId(entry.id)} className="history-when link" href={runHref({ source: 'run', id: entry.id })}>
          {when}
        </a>
        <br />
        <span className="quiet">{entry.region === null ? '' : words.region(entry.region)}</span>
      </td>
      <td>
        <EntryStatus entry={entry} /> {tag === null ? null : <span className="chip">{tag}</span>}
      </td>
      <td className="wide-only">
        {entry.cause === null ? (
          <span className="soft">{words.history.noCause}</span>
        ) : (
          (entry.cause.titles?.[words.locale] ?? entry.cause.title)
        )}
      </td>
      <td className="wide-only soft">{networkName(words, entry.network)}</td>
      <td className="right">
        <Button kind="link" label={`${words.history.remove}: ${when}`} onPress={() => onRemove(entry)}>
          {words.history.remove}
        </Button>
      </td>
    </tr>
  );
}
