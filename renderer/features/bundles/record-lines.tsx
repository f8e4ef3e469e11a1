import { useMemo, useState } from 'react';
import { Chevron } from '../../ui/chevron.tsx';
import { duration } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { TextLines } from '../bundle/text-lines.tsx';
import { readRecord, type ReadRecord } from './read-record.ts';

interface RecordLinesProps {
  readonly name: string;
  readonly text: string;
  readonly standIns: readonly string[];
}

/** A list of JSON lines: one row for each, with the step and how it ended; opened, all that was recorded. */
export function RecordLines({ name, text, standIns }: RecordLinesProps) {
  const records = useMemo(() => text.split('\n').map(readRecord), [text]);
  return (
    <ul className="record-lines" aria-label={name}>
      {records.map((record, index) => (
        <li key={index}>
          <RecordRow record={record} standIns={standIns} />
        </li>
      ))}
    </ul>
  );
}

function RecordRow({ record, standIns }: { record: ReadRecord; standIns: readonly string[] }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const ended = [
    record.outcome ?? words.opened.neverStarted,
    ...(record.durationMs === null ? [] : [duration(words, record.durationMs)]),
  ].join(' · ');
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="record-row">
        <Chevron />
        <span className="mono record-title">{record.title}</span>
        <span className="quiet">{record.isStep ? ended : null}</span>
      </summary>
      {open ? <TextLines name={record.title} text={record.pretty()} standIns={standIns} /> : null}
    </details>
  );
}
