import { useState } from 'react';
import type { RunRequest } from '../../../src/contract/index.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { saveText } from '../../ui/save-text.ts';
import { TextField } from '../../ui/text-field.tsx';
import { useWords } from '../../words/words-context.tsx';
import { Failure } from '../empty.tsx';

/** What stands in the form, for another computer: as a file, or as a text to paste. */
export default function PrepareDialog({ request, onClose }: { request: RunRequest; onClose: () => void }) {
  const words = useWords();
  const { prepared } = words;
  const agent = useAgent();
  const [from, setFrom] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<unknown>(null);
  const make = async () => {
    setError(null);
    return agent.call('prepared.make', { request, from, note }).catch((failed: unknown) => {
      setError(failed);
      throw failed;
    });
  };
  const save = () => {
    make().then(
      ({ file }) => saveText('preflight-check.json', file, 'application/json'),
      () => undefined,
    );
  };
  return (
    <DialogBox open title={prepared.prepare} closeWord={words.app.close} onClose={onClose}>
      <p className="quiet">{prepared.prepareLead}</p>
      <TextField label={prepared.from} most={80} value={from} onValue={setFrom} />
      <TextField label={prepared.noteField} most={200} value={note} onValue={setNote} />
      <Failure error={error} />
      <p className="prepared-acts">
        <Button kind="primary" onPress={save}>
          {prepared.save}
        </Button>
        <CopyButton text={() => make().then(({ link }) => link)} doneWord={words.app.copied}>
          {prepared.copy}
        </CopyButton>
      </p>
    </DialogBox>
  );
}
