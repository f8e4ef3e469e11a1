import { Suspense, useState } from 'react';
import type { ResultOf, RunRequest } from '../../../src/contract/index.ts';
import { lazily } from '../../bridge/lazily.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words-context.tsx';

const PlanDialog = lazily(() => import('../plan/plan-dialog.tsx'));

/** The link says how many names and addresses; the plan behind it is made without sending anything. */
export function PlanLink({ request }: { request: RunRequest | null }) {
  const [open, setOpen] = useState(false);
  const { start, plan: words } = useWords();
  const { answer } = useCommand('plan.make', request);
  const plan = answer.state === 'done' && request !== null ? answer.value : null;
  return (
    <span className="start-plan">
      <Button kind="link" disabled={request === null} onPress={() => setOpen(true)}>
        {plan === null ? words.title : start.contactedCount(...countsOf(plan.steps))}
      </Button>
      {plan === null ? null : (
        <span className="quiet"> {start.takesAbout(String(Math.ceil(plan.expectedMs / 1000)))}</span>
      )}
      {open && request !== null ? (
        <Suspense fallback={null}>
          <PlanDialog request={request} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </span>
  );
}

/** Names and addresses that would be contacted. */
function countsOf(steps: ResultOf<'plan.make'>['steps']): [names: number, addresses: number] {
  const planned = steps.filter(({ skipped }) => skipped === null);
  const distinct = (values: readonly (string | null)[]) => new Set(values.filter(Boolean)).size;
  return [
    distinct(planned.map(({ target }) => target.host)),
    distinct(planned.map(({ target }) => target.address)),
  ];
}
