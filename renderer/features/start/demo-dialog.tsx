import { useState } from 'react';
import { useAgent } from '../../bridge/agent-context.tsx';
import { errorCode, useCommand } from '../../bridge/use-command.ts';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { useWords } from '../../words/words-context.tsx';
import { go, runHref } from '../routes.ts';

/** The scripted networks, each one line; choosing one starts it. */
export default function DemoDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const agent = useAgent();
  const { answer } = useCommand('scenarios.list', {});
  const [error, setError] = useState<ReturnType<typeof errorCode> | null>(null);
  const start = (scenario: string) => {
    agent
      .call('run.start', {
        registrationCode: null,
        regions: ['us-west-2'],
        allRegions: false,
        protocols: ['pcoip', 'dcv'],
        directoryId: null,
        scenario,
      })
      .then(
        ({ runId }) => go(runHref({ source: 'run', id: runId })),
        (failed: unknown) => setError(errorCode(failed)),
      );
  };
  return (
    <DialogBox open title={words.start.demoTitle} closeWord={words.app.close} onClose={onClose}>
      <p className="quiet">{words.start.demoLead}</p>
      {error === null ? null : (
        <p role="alert" className="tone-fail">
          {words.error[error]}
        </p>
      )}
      {answer.state === 'failed' ? <p role="alert">{words.error[answer.error]}</p> : null}
      <ul className="scenarios">
        {(answer.state === 'done' ? answer.value.scenarios : []).map(({ id, title, description }) => {
          const own = words.scenarios[id];
          return (
            <li key={id}>
              <button type="button" className="scenario" onClick={() => start(id)}>
                <b>{own?.[0] ?? title}</b>
                <span className="quiet">{own?.[1] ?? description}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </DialogBox>
  );
}
