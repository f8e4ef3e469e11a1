import { Suspense, useState } from 'react';
import { lazily } from '../../bridge/lazily.ts';
import type { RegionChoice, RunRequest } from '../../../src/contract/index.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { useCommand } from '../../bridge/use-command.ts';
import { PROTOCOLS } from '../../../src/core/words.ts';
import { errorLine } from '../../words/error-line.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../../words/words-context.tsx';
import { go, runHref } from '../routes.ts';
import { useSettings } from '../settings/settings-context.tsx';
import { ConnectionType, type Connection } from './connection-type.tsx';
import { CodeField } from './code-field.tsx';
import { CodeMessage } from './code-message.tsx';
import { askedOf, readTyped } from './registration-code.ts';
import { StartJourney } from './start-journey.tsx';

const PlanDialog = lazily(() => import('../plan/plan-dialog.tsx'));
const NO_REGIONS: readonly RegionChoice[] = [];

/** One field, one choice, one button; under it what lies between, and what will be contacted. */
export function StartForm({ title, side }: { title: React.ReactNode; side: React.ReactNode }) {
  const words = useWords();
  const { answer } = useCommand('regions.list', {});
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
          <ConnectionType value={form.connection} region={form.region} onChange={form.setConnection} />
          <button
            type="submit"
            className="button button-primary button-large button-wide start-go"
            data-rac=""
          >
            {words.start.go}
          </button>
          {form.error === null ? null : (
            <p role="alert" className="start-error tone-fail">
              {errorLine(form.error, words)}
            </p>
          )}
        </form>
        {side}
      </div>
      <section className="start-between" aria-labelledby="between">
        <div className="start-between-head">
          <h2 className="label" id="between">
            {words.start.between}
          </h2>
          <PlanLink request={form.request} onOpen={() => setPlan(true)} />
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
  return (
    <Button kind="link" disabled={request === null} onPress={onOpen}>
      {steps === null ? start.contacted : start.contactedCount(names.size, addresses.size)}
    </Button>
  );
}

function useStartForm(regions: readonly RegionChoice[]) {
  const agent = useAgent();
  const { settings, change } = useSettings();
  const last = regions.find(({ code }) => code === settings.lastRegion) ?? null;
  const [typedText, setText] = useState<string | null>(null);
  const [connection, setConnection] = useState<Connection>(
    settings.lastProtocols.length === 1 ? (settings.lastProtocols[0] ?? 'both') : 'both',
  );
  const [beside, setBeside] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const text = typedText ?? last?.name ?? '';
  const typed = readTyped(text, regions);
  const { request, region } = askedOf({ typed, regions, beside, protocol: connection });
  const submit = () => {
    setAsked(true);
    setError(null);
    if (request === null) return;
    const lastProtocols = connection === 'both' ? PROTOCOLS : [connection];
    void change({ lastRegion: region?.code ?? null, lastProtocols: [...lastProtocols] }).catch(
      () => undefined,
    );
    agent.call('run.start', request).then(
      ({ runId }) => go(runHref({ source: 'run', id: runId })),
      (failed: unknown) => setError(failed),
    );
  };
  const lastRegion = settings.lastRegion;
  return {
    text,
    setText,
    typed,
    connection,
    setConnection,
    beside,
    setBeside,
    asked,
    error,
    request,
    region,
    submit,
    lastRegion,
  };
}
