import { useState } from 'react';
import type { DropItem } from 'react-aria-components';
import { Button } from 'react-aria-components/Button';
import { DropZone } from 'react-aria-components/DropZone';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { Text } from 'react-aria-components/Text';
import type { ContractErrorCode } from '../../../src/contract/index.ts';
import { ContractError } from '../../bridge/agent.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { errorCode } from '../../bridge/use-command.ts';
import { useWords } from '../../words/words-context.tsx';
import { go, runHref } from '../routes.ts';
import { keepBundle } from './opened-bundles.ts';
import { toBase64 } from './to-base64.ts';

const MOST_BYTES = 32 * 1024 * 1024;

/** Drop a bundle or choose it: its content goes to the engine on this computer, its path does not. */
export function OpenBundle() {
  const words = useWords();
  const { open, busy, error } = useOpenBundle();
  return (
    <DropZone
      className="drop"
      onDrop={({ items }) => void fileOf(items).then(open)}
      aria-label={words.bundles.drop}
    >
      <Text slot="label" className="quiet drop-text">
        {words.start.drop}
        <FileTrigger
          acceptedFileTypes={['.zip', 'application/zip']}
          onSelect={(files) => open(files?.[0] ?? null)}
        >
          <Button className="link" isDisabled={busy}>
            {busy ? words.bundles.opening : words.start.openBundle}
          </Button>
        </FileTrigger>
        .
      </Text>
      {error === null ? null : (
        <p role="alert" className="quiet tone-fail">
          {words.error[error]}
        </p>
      )}
    </DropZone>
  );
}

async function fileOf(items: readonly DropItem[]): Promise<File | null> {
  const item = items.find(({ kind }) => kind === 'file');
  return item?.kind === 'file' ? item.getFile() : null;
}

function useOpenBundle() {
  const agent = useAgent();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ContractErrorCode | null>(null);
  const read = async (file: File) => {
    if (file.size > MOST_BYTES) throw new ContractError('too-large');
    const base64 = await toBase64(file);
    const bundle = await agent.call('bundle.open', { fileName: file.name, base64 });
    keepBundle(bundle);
    go(runHref({ source: 'bundle', id: bundle.bundleId }));
  };
  const open = (file: File | null) => {
    if (file === null) return;
    setBusy(true);
    setError(null);
    read(file)
      .catch((failed: unknown) => setError(errorCode(failed)))
      .finally(() => setBusy(false));
  };
  return { open, busy, error };
}
