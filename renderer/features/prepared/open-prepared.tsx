import { Button } from 'react-aria-components/Button';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { useWords } from '../../words/words-context.tsx';
import { go, preparedHref } from '../routes.ts';

/** Beyond this no file is read: the engine says the same of what it is handed (src/request/prepared.ts). */
const MOST_BYTES = 16_000;

/** Drop the file of a prepared check, or choose it: it is shown, and waits. */
export function OpenPrepared() {
  const { app, prepared } = useWords();
  const open = async (file: Blob | null) => {
    // What is too large is shown as refused, by its beginning.
    if (file !== null) go(preparedHref(await file.slice(0, MOST_BYTES).text()));
  };
  return (
    <DropZone
      className="drop"
      aria-label={prepared.got}
      onDrop={({ items }) => {
        const item = items.find(({ kind }) => kind === 'file');
        if (item?.kind === 'file') void item.getFile().then(open);
      }}
    >
      <Text slot="label" className="quiet drop-text">
        {prepared.drop}
        <FileTrigger
          acceptedFileTypes={['.json', 'application/json']}
          onSelect={(files) => void open(files?.[0] ?? null)}
        >
          <Button className="link">{prepared.open}</Button>
        </FileTrigger>
        {app.stop}
      </Text>
    </DropZone>
  );
}
