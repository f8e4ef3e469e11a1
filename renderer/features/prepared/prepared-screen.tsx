import { useEffect, useRef, useState } from 'react';
import type { RegionChoice, ResultOf } from '../../../src/contract/index.ts';
import { useAgent, useHealth } from '../../bridge/agent-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { errorLine } from '../../words/error-line.ts';
import { regionName } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { useCommand } from '../../bridge/use-command.ts';
import { NewCheckLink } from '../answered.tsx';
import { Empty, Failure, Loading } from '../empty.tsx';
import { go, runHref } from '../routes.ts';
import { keepPrefill } from '../start/options.ts';
import { PlanLink } from '../start/plan-link.tsx';
import { AskedFor } from './asked-for.tsx';

type Read = ResultOf<'prepared.read'>;

/** Who asks for what, and what would be contacted. It waits for the click: the heading has the focus, so that Enter starts nothing. */
export default function PreparedScreen({ text }: { text: string }) {
  const words = useWords();
  const { answer: read } = useCommand('prepared.read', { text });
  const { answer } = useCommand('regions.list', {});
  useTitle(words.prepared.got);
  if (read.state === 'failed')
    return (
      <div className="page">
        <Empty title={words.prepared.refused} text={errorLine(read.thrown, words)}>
          <NewCheckLink />
        </Empty>
      </div>
    );
  if (read.state === 'waiting' || answer.state === 'waiting') return <Loading />;
  return <Waiting read={read.value} regions={answer.state === 'done' ? answer.value.regions : []} />;
}

function Waiting({ read, regions }: { read: Read; regions: readonly RegionChoice[] }) {
  const words = useWords();
  const { prepared: own } = words;
  const { check, from } = read.prepared;
  const region = regionName(words, regions, check.region?.[0] ?? '');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="page prepared">
      <p className="quiet">{own.opened}</p>
      <h1 ref={heading} tabIndex={-1} className="prepared-title">
        <bdi>{from === undefined ? own.titleNobody(region) : own.title(from, region)}</bdi>
      </h1>
      <p className="lead">{own.lead}</p>
      <div className="prepared-columns">
        <section className="panel prepared-asked">
          <h2>{own.asked}</h2>
          <AskedFor prepared={read.prepared} region={region} />
          <Acts check={check} />
        </section>
        <section>
          <h2>{own.then}</h2>
          <ol className="prepared-then">
            <li>
              {own.thenAsk}
              <PlanLink request={check} />
            </li>
            <li>{own.thenStays}</li>
            <li>{own.thenDecide}</li>
            <li>{own.thenLimits}</li>
          </ol>
          <h3 className="label">{own.itself}</h3>
          <pre className="code prepared-text" tabIndex={0} aria-label={own.itself}>
            {read.link.replaceAll('&', '\n&')}
          </pre>
        </section>
      </div>
    </div>
  );
}

function Acts({ check }: { check: Read['prepared']['check'] }) {
  const words = useWords();
  const agent = useAgent();
  const gone = useHealth() === 'lost';
  const [error, setError] = useState<unknown>(null);
  const start = () => {
    agent.call('run.start', check).then(({ runId }) => go(runHref({ source: 'run', id: runId })), setError);
  };
  const change = () => {
    keepPrefill(check);
    go('#/');
  };
  return (
    <>
      <p className="prepared-acts">
        <Button kind="primary" size="large" disabled={gone} onPress={start}>
          {words.start.go}
        </Button>
        <Button onPress={change}>{words.prepared.change}</Button>
        <a className="link" href="#/">
          {words.prepared.leave}
        </a>
      </p>
      <Failure error={error} />
    </>
  );
}
