import { useState } from 'react';
import type { DropItem } from 'react-aria-components';
import { Button } from 'react-aria-components/Button';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import { ContractError } from '../../bridge/agent.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { errorCode } from '../../bridge/use-command.ts';
import { number } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { Failure } from '../empty.tsx';
import { go, runHref } from '../routes.ts';
import { countAdded, keepBundle, keepUnreadable } from './opened-bundles.ts';
import { toBase64 } from './to-base64.ts';

const MOST_BYTES = 32 * 1024 * 1024;

/** Drop a bundle, many or a folder of them, or choose them: their content goes to the engine on this computer, no path does. */
export function OpenBundle({ onAdded }: { onAdded: () => void }) {
  const words = useWords();
  const { open, busy, done, error } = useOpenBundle(onAdded);
  return (
    <DropZone
      className="drop"
      onDrop={({ items }) => void filesOf(items).then(open)}
      aria-label={words.bundles.drop}
    >
      <Text slot="label" className="quiet drop-text">
        {words.start.drop}
        <FileTrigger
          acceptedFileTypes={['.zip', 'application/zip']}
          allowsMultiple
          onSelect={(files) => open([...(files ?? [])])}
        >
          <Button className="link" isDisabled={busy}>
            {busy ? words.bundles.opening : words.start.openBundle}
          </Button>
        </FileTrigger>
        {words.app.stop}
      </Text>
      <p role="status" className={done === '' ? 'hidden' : 'quiet'}>
        {done}
      </p>
      <Failure error={error} className="quiet" />
    </DropZone>
  );
}

/** More files than an outage of a large office has are refused, not read for an hour. */
const MOST_FILES = 2000;

/** Every file that was dropped, also out of folders. */
async function filesOf(items: readonly DropItem[]): Promise<readonly File[]> {
  const files: File[] = [];
  const take = async (item: DropItem): Promise<void> => {
    if (files.length >= MOST_FILES) return;
    if (item.kind === 'file') files.push(await item.getFile());
    if (item.kind === 'directory') for await (const inner of item.getEntries()) await take(inner);
  };
  for (const item of items) await take(item);
  return files;
}

function useOpenBundle(onAdded: () => void) {
  const agent = useAgent();
  const words = useWords();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState('');
  const [error, setError] = useState<unknown>(null);
  const sent = async (file: File) => {
    if (file.size > MOST_BYTES) throw new ContractError('too-large');
    return { fileName: file.name, base64: await toBase64(file) };
  };
  const openOne = async (file: File) => {
    const bundle = await agent.call('bundle.open', await sent(file));
    keepBundle(bundle);
    go(runHref({ source: 'bundle', id: bundle.bundleId }));
  };
  /** One after the other: the engine reads one at a time, and one that is none costs itself alone. */
  const addAll = async (files: readonly File[]) => {
    for (const [at, file] of files.entries()) {
      if (at % 20 === 0) setDone(words.many.reading(number(words, at), number(words, files.length)));
      try {
        await agent.call('bundle.add', { ...(await sent(file)), modifiedMs: file.lastModified });
        countAdded();
      } catch (failed: unknown) {
        keepUnreadable(file.name);
        if (errorCode(failed) === 'internal') throw failed;
      }
    }
    setDone('');
    onAdded();
  };
  const open = (all: readonly File[]) => {
    const files = all.length > 1 ? all.filter(({ name }) => /\.zip$/i.test(name)) : all;
    const [first] = files;
    if (first === undefined) return;
    setBusy(true);
    setError(null);
    (files.length === 1 ? openOne(first) : addAll(files)).catch(setError).finally(() => setBusy(false));
  };
  return { open, busy, done, error };
}
