import { useState } from 'react';
import type { RerunSelection } from '../../../src/contract/index.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { go, runHref, type RunPage } from '../routes.ts';

/** Starts a run over part of a report and goes to it; `page` is shown when it is over. */
export function useRerun(runId: string, page: RunPage = 'result') {
  const agent = useAgent();
  const [error, setError] = useState<unknown>(null);
  const start = (what: RerunSelection) => {
    agent
      .call('run.rerun', { runId, what })
      .then((started) => go(runHref({ source: 'run', id: started.runId }, page)), setError);
  };
  return { start, error };
}
