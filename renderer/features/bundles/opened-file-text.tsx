import { useEffect, useRef } from 'react';
import type { BundleOpened, OpenedFile } from '../../../src/contract/index.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { useNarrow } from '../../ui/use-narrow.ts';
import { fileSize } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { AnsweredPart } from '../answered.tsx';
import { StandInCount, TextLines } from '../bundle/text-lines.tsx';
import { RecordLines } from './record-lines.tsx';

interface OpenedFileTextProps {
  readonly bundleId: string;
  readonly file: BundleOpened['files'][number];
  /** Whether somebody chose it: in a narrow window it is below the list, and is brought into sight. */
  readonly chosen: boolean;
}

/** One file of a stranger's bundle as text and nothing else; lists of records line by line. */
export function OpenedFileText({ bundleId, file, chosen }: OpenedFileTextProps) {
  const words = useWords();
  const narrow = useNarrow();
  const ref = useRef<HTMLElement>(null);
  const { answer } = useCommand('bundle.file', { bundleId, name: file.name });
  const done = answer.state === 'done';
  useEffect(() => {
    if (narrow && chosen && done) ref.current?.scrollIntoView();
  }, [narrow, chosen, done]);
  return (
    <section ref={ref} className="bundle-text panel opened-text" aria-label={file.name}>
      <header className="bundle-text-head">
        <h2 className="mono">{file.name}</h2>
        {done ? <StandInCount n={answer.value.standIns.length} /> : null}
      </header>
      <AnsweredPart answer={answer} waiting={words.opened.reading} className="bundle-text-none">
        {(read) => <Content file={read} />}
      </AnsweredPart>
    </section>
  );
}

function Content({ file }: { file: OpenedFile }) {
  const { opened } = useWords();
  if (file.text === null) return <p className="quiet bundle-text-none">{opened.noText}</p>;
  if (file.text === '') return <p className="quiet bundle-text-none">{opened.empty}</p>;
  const isList = file.name.endsWith('.jsonl');
  return (
    <>
      {file.truncated ? <Cut file={file} /> : null}
      {isList ? (
        <RecordLines name={file.name} text={file.text} standIns={file.standIns} />
      ) : (
        <TextLines name={file.name} text={file.text} standIns={file.standIns} />
      )}
    </>
  );
}

/** Said above the text: at its end few would see it. */
function Cut({ file }: { file: OpenedFile }) {
  const words = useWords();
  return (
    <p className="opened-cut">
      {words.opened.cut(fileSize(words, file.text?.length ?? 0))}
      <code className="mono">preflight bundle inspect FILE --show {file.name}</code>
    </p>
  );
}
