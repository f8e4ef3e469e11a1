import { useState } from 'react';
import type { Explanation, RunRequest } from '../../../src/contract/index.ts';
import { useAgent, useHealth } from '../../bridge/agent-context.tsx';
import { useRegions } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { list } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { useExplainWords } from '../../words/explain-words.ts';
import { Failure } from '../empty.tsx';
import { go, runHref } from '../routes.ts';
import { useSettings } from '../settings/settings-context.tsx';
import { PlanLink } from '../start/plan-link.tsx';
import { keepPrefill } from '../start/options.ts';

type DecidedBy = Explanation['matches'][number]['decidedBy'];

/** The check that decides, in the Region of the last one; where there is none the first screen asks for it. */
export function CheckNow({ decidedBy }: { decidedBy: DecidedBy }) {
  const words = useWords();
  const explain = useExplainWords();
  const agent = useAgent();
  const gone = useHealth() === 'lost';
  const { settings } = useSettings();
  const { regions } = useRegions();
  const [error, setError] = useState<unknown>(null);
  const region = regions.find(({ code }) => code === settings.lastRegion);
  const request: RunRequest = {
    region: region === undefined ? [] : [region.code],
    protocol: protocolFor(decidedBy),
  };
  const start = () => {
    if (region === undefined) {
      keepPrefill(request);
      go('#/');
      return;
    }
    agent.call('run.start', request).then(({ runId }) => go(runHref({ source: 'run', id: runId })), setError);
  };
  const what = list(
    words,
    decidedBy.map(({ text }) => text),
  );
  return (
    <>
      <p className="explain-act">
        <Button kind="primary" disabled={gone} onPress={start}>
          {words.start.go}
        </Button>
        <span className="quiet">
          {region === undefined
            ? words.plan.choose
            : what === ''
              ? words.region(region)
              : explain.asks(what, words.region(region))}
        </span>
        {region === undefined ? null : <PlanLink request={request} />}
      </p>
      <Failure error={error} />
    </>
  );
}

/** Where one protocol's ports alone decide, that one is checked. */
function protocolFor(decidedBy: DecidedBy): RunRequest['protocol'] {
  const has = (port: string) => decidedBy.some(({ id }) => id.endsWith(port));
  if (has('-4172') === has('-4195')) return 'both';
  return has('-4172') ? 'pcoip' : 'dcv';
}
