import type { RunRequest } from '../../../src/contract/index.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DialogBox } from '../../ui/dialog-box.tsx';
import { together } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { AnsweredPart } from '../answered.tsx';
import { planText } from './plan-rows.ts';
import { PlanTable } from './plan-table.tsx';

/** What a check would contact, before anything is sent. */
export default function PlanDialog({ request, onClose }: { request: RunRequest; onClose: () => void }) {
  const words = useWords();
  const { answer } = useCommand('plan.make', request);
  return (
    <DialogBox open title={words.plan.title} closeWord={words.app.close} onClose={onClose}>
      <p className="quiet">
        {together(
          words,
          words.plan.lead,
          answer.state === 'done'
            ? words.plan.expected(String(Math.ceil(answer.value.expectedMs / 1000)))
            : '',
        )}
      </p>
      <AnsweredPart answer={answer} waiting={words.plan.loading}>
        {({ sessions, steps }) => (
          <>
            <p className="quiet">{words.vocabulary.sessions(sessions)}</p>
            <p className="plan-copy">
              <CopyButton kind="link" text={planText(steps)} doneWord={words.app.copied}>
                {words.plan.copy}
              </CopyButton>
            </p>
            <PlanTable steps={steps} level={3} />
          </>
        )}
      </AnsweredPart>
    </DialogBox>
  );
}
