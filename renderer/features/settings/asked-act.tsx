import { useState } from 'react';
import { useAgent } from '../../bridge/agent-context.tsx';
import { Button } from '../../ui/button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { useWords } from '../../words/words-context.tsx';
import { Failure } from '../empty.tsx';

/** Ends the program behind the page; asked once, and the last screen says that it happened. */
export function Quit() {
  const { app, settings } = useWords();
  const agent = useAgent();
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const quit = () => {
    agent.call('app.quit', {}).then(() => agent.health.set('ended'), setError);
  };
  return (
    <p>
      <Button kind="link" onPress={() => setAsking(true)}>
        {settings.quit}
      </Button>
      <DialogBox open={asking} title={settings.quit} closeWord={app.cancel} onClose={() => setAsking(false)}>
        <p className="dialog-text">{settings.quitAsk}</p>
        <Failure error={error} />
        <Button kind="primary" onPress={quit}>
          {settings.quit}
        </Button>
      </DialogBox>
    </p>
  );
}
