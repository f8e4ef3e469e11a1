import { useMemo, useState } from 'react';
import type { RegionChoice } from '../../../src/contract/index.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { useWords } from '../../words/words-context.tsx';
import { Journey } from '../journey/journey.tsx';
import { liveJourney } from '../journey/live-journey.ts';
import type { FollowedRun } from '../live/use-run.ts';
import { DemonstrationBar } from '../result/result-frame.tsx';
import { Elapsed } from './elapsed.tsx';
import { LatestChecks } from './latest-checks.tsx';
import { runLead, runTitle } from './run-lead.ts';
import { RttStrip } from './rtt-strip.tsx';
import { Stages } from './stages.tsx';

interface RunPageProps {
  readonly runId: string;
  readonly run: FollowedRun;
  readonly regions: readonly RegionChoice[];
}

/** A check under way: is it alive, how long, anything wrong yet. Every row has its place from the plan on. */
export function RunPage({ runId, run, regions }: RunPageProps) {
  const words = useWords();
  const { view } = run;
  const model = useMemo(() => liveJourney(words, view, regions), [words, view, regions]);
  const title = runTitle(words, view, model.region === '' ? null : model.region);
  useTitle(title);
  return (
    <>
      {(view.request?.scenario ?? null) === null ? null : <DemonstrationBar />}
      <div className="page run">
        <div className="run-head">
          <div>
            <h1 className="title">{title}</h1>
            <p className="lead run-lead" aria-live="polite">
              {runLead(words, view, model)}
            </p>
          </div>
          <div className="run-side">
            <Elapsed startedAt={run.startedAt} expectedMs={view.expectedMs} />
            <Cancel runId={runId} />
          </div>
        </div>
        <div className="run-body">
          <Journey model={model} />
          <div className="run-columns">
            <Stages view={view} />
            <LatestChecks view={view} />
          </div>
        </div>
        <RttStrip view={view} />
      </div>
    </>
  );
}

/** Works at once: the button says so before the engine answers. */
function Cancel({ runId }: { runId: string }) {
  const { run } = useWords();
  const agent = useAgent();
  const [asked, setAsked] = useState(false);
  const cancel = () => {
    setAsked(true);
    agent.call('run.cancel', { runId }).catch(() => setAsked(false));
  };
  return (
    <Button disabled={asked} onPress={cancel}>
      {asked ? run.cancelling : run.cancel}
    </Button>
  );
}
