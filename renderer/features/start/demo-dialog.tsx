import { useState } from 'react';
import { useAgent } from '../../bridge/agent-context.tsx';
import { useCommand } from '../../bridge/use-command.ts';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { useWords } from '../../words/words-context.tsx';
import { AnsweredPart } from '../answered.tsx';
import { Failure } from '../empty.tsx';
import { go, runHref } from '../routes.ts';

/** The scripted networks, each one line; choosing one starts it. */
export default function DemoDialog({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const agent = useAgent();
  const { answer } = useCommand('scenarios.list', {});
  const [error, setError] = useState<unknown>(null);
  const start = (scenario: string) => {
    agent
      .call('run.start', { region: ['us-west-2'], simulate: scenario })
      .then(({ runId }) => go(runHref({ source: 'run', id: runId })), setError);
  };
  return (
    <DialogBox open title={words.start.tryDemo} closeWord={words.app.close} onClose={onClose}>
      <p className="quiet">{words.start.demoLead}</p>
      <Failure error={error} />
      <AnsweredPart answer={answer}>
        {({ scenarios }) => (
          <ul className="scenarios">
            {scenarios.map(({ id, title, description }) => {
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
        )}
      </AnsweredPart>
    </DialogBox>
  );
}
