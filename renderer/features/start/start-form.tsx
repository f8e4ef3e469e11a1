import { useHealth } from '../../bridge/agent-context.tsx';
import { useRegions } from '../../bridge/use-command.ts';
import { useWords } from '../../words/words-context.tsx';
import { ConnectionType } from './connection-type.tsx';
import { CodeField } from './code-field.tsx';
import { CodeMessage } from './code-message.tsx';
import { OptionsFold } from './options-fold.tsx';
import { useStartForm } from './use-start-form.ts';
import { Failure } from '../empty.tsx';
import { go, preparedHref } from '../routes.ts';
import { looksPrepared } from './options.ts';
import { PlanLink } from './plan-link.tsx';
import { StartJourney } from './start-journey.tsx';

/** One field, one choice, one button; under it what lies between, and what will be contacted. */
export function StartForm({ title, side }: { title: React.ReactNode; side: React.ReactNode }) {
  const words = useWords();
  const { regions, again } = useRegions();
  const form = useStartForm(regions);
  const gone = useHealth() === 'lost';
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
            onText={(text) => (looksPrepared(text) ? go(preparedHref(text)) : form.setText(text))}
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
              disabled={gone}
            >
              {words.start.go}
            </button>
            <PlanLink request={form.request} />
          </div>
          <Failure error={form.loose} className="start-error" />
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
        <StartJourney region={form.region === null ? '' : words.region(form.region)} />
      </section>
    </>
  );
}
