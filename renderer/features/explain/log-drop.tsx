import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import type { ArgumentOf } from '../../../src/contract/index.ts';
import { LOG_END_BYTES } from '../../../src/core/words.ts';
import { useWords } from '../../words/words-context.tsx';
import { useExplainWords } from '../../words/explain-words.ts';
import { toBase64 } from '../bundles/to-base64.ts';

type Log = ArgumentOf<'log.explain'>['log'];

/** Drop a log, choose one, or have the client's own read: its end goes to the engine on this computer, and nowhere else. */
export function LogDrop({ onLog }: { onLog: (log: Log) => void }) {
  const { app } = useWords();
  const explain = useExplainWords();
  const [name, setName] = useState('');
  const open = async (file: File | null) => {
    if (file === null) return;
    setName(file.name);
    onLog(await logOf(file));
  };
  return (
    <DropZone
      className="drop explain-drop"
      aria-label={explain.drop}
      onDrop={({ items }) => {
        const item = items.find(({ kind }) => kind === 'file');
        if (item?.kind === 'file') void item.getFile().then(open);
      }}
    >
      <Text slot="label" className="quiet drop-text">
        {explain.drop}
        <FileTrigger onSelect={(files) => void open(files?.[0] ?? null)}>
          <Button className="link">{explain.choose}</Button>
        </FileTrigger>
        {app.stop}
      </Text>
      <p className="quiet">
        <Button
          className="link"
          onPress={() => {
            setName('');
            onLog({ from: 'client' });
          }}
        >
          {explain.own}
        </Button>
      </p>
      {name === '' ? null : <p className="mono explain-file">{name}</p>}
    </DropZone>
  );
}

/** The newest lines stand at the end. Whole pairs of bytes: a log of Windows may be UTF-16. */
async function logOf(file: File): Promise<Log> {
  const from = Math.max(0, file.size - LOG_END_BYTES);
  const end = file.slice(from + (from % 2));
  return {
    from: 'file',
    fileName: file.name.slice(0, 255) || '-',
    base64: await toBase64(end),
    cut: from > 0,
  };
}
