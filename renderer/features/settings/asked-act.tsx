import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { useWords } from '../../words/words-context.tsx';
import { Failure } from '../empty.tsx';

interface AskedActProps {
  readonly word: string;
  readonly ask: string;
  readonly act: () => Promise<void>;
}

/** What cannot be taken back: asked once, with the same word on the button; a failure is said where it was asked. */
export function AskedAct({ word, ask, act }: AskedActProps) {
  const { app } = useWords();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const press = () => {
    act().then(() => setAsking(false), setError);
  };
  return (
    <p>
      <Button kind="link" onPress={() => setAsking(true)}>
        {word}
      </Button>
      <DialogBox open={asking} title={word} closeWord={app.cancel} onClose={() => setAsking(false)}>
        <p className="dialog-text">{ask}</p>
        <Failure error={error} />
        <Button kind="primary" onPress={press}>
          {word}
        </Button>
      </DialogBox>
    </p>
  );
}
