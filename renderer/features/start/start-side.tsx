import { Suspense, useState } from 'react';
import { lazily } from '../../bridge/lazily.ts';
import { useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { capital, moment } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { OpenBundle } from '../bundles/open-bundle.tsx';
import { networkName } from '../history/network-name.ts';
import { EntryStatus } from '../history/entry-status.tsx';
import { OpenPrepared } from '../prepared/open-prepared.tsx';
import { go, runHref } from '../routes.ts';
import { useSettings } from '../settings/settings-context.tsx';

const DemoDialog = lazily(() => import('./demo-dialog.tsx'));

/** Beside the question: what was checked before, a bundle of somebody else, a demonstration, an error to explain. */
export function StartSide() {
  const words = useWords();
  const { start } = words;
  const [demo, setDemo] = useState(false);
  return (
    <div className="start-side">
      <RunningNote />
      <section>
        <h2 className="label">{start.recent}</h2>
        <Recent />
      </section>
      <section>
        <h2 className="label">{start.bundle}</h2>
        <OpenBundle onAdded={() => go('#/bundles')} />
      </section>
      <section>
        <h2 className="label">{words.prepared.got}</h2>
        <OpenPrepared />
      </section>
      <section>
        <h2 className="label">{start.explain}</h2>
        <p className="quiet">
          <a className="link" href="#/explain">
            {start.explainLink}
          </a>
          {start.explainText}
        </p>
      </section>
      <section>
        <h2 className="label">{start.demo}</h2>
        <p className="quiet">
          <Button kind="link" onPress={() => setDemo(true)}>
            {start.tryDemo}
          </Button>
          {start.demoText}
        </p>
      </section>
      {demo ? (
        <Suspense fallback={null}>
          <DemoDialog onClose={() => setDemo(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** Another tab, or this one before a reload, may have a check under way. */
function RunningNote() {
  const { start } = useWords();
  const { answer } = useCommand('run.snapshot', { runId: null });
  if (answer.state !== 'done' || answer.value.run?.state !== 'running') return null;
  return (
    <p className="note">
      {start.running}
      <a className="link" href={runHref({ source: 'run', id: answer.value.run.runId })}>
        {start.watch}
      </a>
    </p>
  );
}

function Recent() {
  const words = useWords();
  const { settings } = useSettings();
  const { answer } = useCommand('history.list', {});
  if (answer.state === 'failed') return <p className="quiet">{words.error[answer.error]}</p>;
  // On a first visit one line will stand here, else a list: its room is kept from the start.
  if (answer.state === 'waiting')
    return settings.lastRegion === null ? <p className="quiet">…</p> : <div className="recent" />;
  // A demonstration says nothing of this computer: the history has it, with its tag.
  const entries = answer.value.entries.filter(({ simulated }) => !simulated).slice(0, 3);
  if (entries.length === 0) return <p className="quiet">{words.history.empty}</p>;
  return (
    <ul className="recent">
      {entries.map((entry) => (
        <li key={entry.id}>
          <a href={runHref({ source: 'run', id: entry.id })} className="recent-row">
            <span className="quiet">
              {capital(moment(words, entry.createdAt, new Date()))}
              <br />
              {networkName(words, entry.network)}
            </span>
            <EntryStatus entry={entry} />
          </a>
        </li>
      ))}
    </ul>
  );
}
