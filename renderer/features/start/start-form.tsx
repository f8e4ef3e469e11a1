import { Suspense, useState } from 'react';
import { lazily } from '../../bridge/lazily.ts';
import type { RegionChoice, RunRequest } from '../../../src/contract/index.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { errorLine } from '../../words/error-line.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words-context.tsx';
import { ConnectionType } from './connection-type.tsx';
import { CodeField } from './code-field.tsx';
import { CodeMessage } from './code-message.tsx';
import { OptionsFold } from './options-fold.tsx';
import { useStartForm } from './use-start-form.ts';
import { StartJourney } from './start-journey.tsx';

const PlanDialog = lazily(() => import('../plan/plan-dialog.tsx'));
const NO_REGIONS: readonly RegionChoice[] = [];

/** One field, one choice, one button; under it what lies between, and what will be contacted. */
export function StartForm({ title, side }: { title: React.ReactNode; side: React.ReactNode }) {
  const words = useWords();
  const { answer, again } = useCommand('regions.list', {});
  const regions = answer.state === 'done' ? answer.value.regions : NO_REGIONS;
  const form = useStartForm(regions);
  const [plan, setPlan] = useState(false);
  return (
    <>
      <div className="start-columns">
        <form
          className="start-form"
          onSubmit={(event) => {
            event.preventDefault();
            form.submit();
            if (form.request === null) event.currentTarget.querySelector('input')?.focus();
          }}
        >
          <h1 className="start-title">{title}</h1>
          <p className="lead">{words.start.lead}</p>
          <CodeField
            regions={regions}
            text={form.text}
            onText={form.setText}
            lastRegion={form.lastRegion}
            wrong={form.asked && form.request === null}
          />
          <CodeMessage
            typed={form.typed}
            regions={regions}
            chosen={form.beside}
            onChoose={form.setBeside}
            asked={form.asked}
          />
          <ConnectionType
            value={form.connection}
            offered={form.offered}
            byClient={form.options.profile !== 'client' && form.region?.protocols.length !== 1}
            onChange={form.setConnection}
          />
          <div className="start-act">
            <button
              type="submit"
              className="button button-primary button-large button-wide start-go"
              data-rac=""
            >
              {words.start.go}
            </button>
            <PlanLink request={form.request} onOpen={() => setPlan(true)} />
          </div>
          {form.loose === null ? null : (
            <p role="alert" className="start-error tone-fail">
              {errorLine(form.loose, words)}
            </p>
          )}
          <OptionsFold form={form} onTables={again} />
        </form>
        {side}
      </div>
      <section className="start-between" aria-labelledby="between">
        <div className="start-between-head">
          <h2 className="label" id="between">
            {words.start.between}
          </h2>
        </div>
        <StartJourney region={form.region?.name ?? ''} />
      </section>
      {plan && form.request !== null ? (
        <Suspense fallback={null}>
          <PlanDialog request={form.request} onClose={() => setPlan(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

/** The link says how many names and addresses; the plan behind it is made without sending anything. */
function PlanLink({ request, onOpen }: { request: RunRequest | null; onOpen: () => void }) {
  const { start } = useWords();
  const { answer } = useCommand('plan.make', request);
  const steps =
    answer.state === 'done' && request !== null
      ? answer.value.steps.filter(({ skipped }) => skipped === null)
      : null;
  const names = new Set(steps?.map(({ target }) => target.host).filter(Boolean));
  const addresses = new Set(steps?.map(({ target }) => target.address).filter(Boolean));
  const seconds = answer.state === 'done' ? Math.ceil(answer.value.expectedMs / 1000) : null;
  return (
    <span className="start-plan">
      <Button kind="link" disabled={request === null} onPress={onOpen}>
        {steps === null ? start.contacted : start.contactedCount(names.size, addresses.size)}
      </Button>
      {steps === null || seconds === null ? null : (
        <span className="quiet"> {start.takesAbout(String(seconds))}</span>
      )}
    </span>
  );
}
