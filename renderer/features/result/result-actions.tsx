import { useState } from 'react';
import type { RerunSelection } from '../../../src/contract/index.ts';
import type { Report } from '../../../src/report/report.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { errorCode, useCommand } from '../../bridge/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import type { Tone } from '../../ui/status-icon.tsx';
import { clockTime } from '../../words/format.ts';
import { useWords } from '../../words/words-context.tsx';
import { compareHref, go, runHref } from '../routes.ts';
import type { RunRoute } from '../run-screen.tsx';

/** What can be done with a result. Ready has no primary button: there is nothing to do. */
export function ResultActions({ route, report, tone }: { route: RunRoute; report: Report; tone: Tone }) {
  const words = useWords();
  const agent = useAgent();
  const rerun = useRerun(route.id);
  const own = route.source === 'run';
  const ticket = () =>
    agent.call('report.ticket', { kind: own ? 'history' : 'bundle', id: route.id }).then(({ text }) => text);
  return (
    <div className="verdict-actions">
      {own ? (
        <Button
          kind={tone === 'pass' ? 'plain' : 'primary'}
          wide
          onPress={() => go(runHref(route, 'bundle'))}
        >
          {words.result.makeBundle}
        </Button>
      ) : null}
      {tone === 'pass' && own ? (
        <CompareWithLast report={report} />
      ) : (
        <CopyButton text={ticket} doneWord={words.app.copied}>
          {words.result.copyTicket}
        </CopyButton>
      )}
      {own ? <RerunLink report={report} rerun={rerun.start} /> : null}
      {rerun.error === null ? null : (
        <p role="alert" className="quiet tone-fail">
          {words.error[rerun.error]}
        </p>
      )}
    </div>
  );
}

function RerunLink({ report, rerun }: { report: Report; rerun: (what: RerunSelection) => void }) {
  const { result } = useWords();
  return (
    <>
      <Button kind="link" onPress={() => rerun({ kind: 'all' })}>
        {result.checkAgain}
      </Button>
      {report.completed ? null : (
        <Button kind="link" onPress={() => rerun({ kind: 'missing' })}>
          {result.checkMissing}
        </Button>
      )}
    </>
  );
}

function CompareWithLast({ report }: { report: Report }) {
  const words = useWords();
  const { answer } = useCommand('history.list', {});
  const earlier =
    answer.state === 'done'
      ? answer.value.entries.find(({ createdAt }) => createdAt < report.createdAt)
      : undefined;
  if (earlier === undefined) return null;
  const href = compareHref({ source: 'run', id: earlier.id }, { source: 'run', id: report.id });
  return (
    <a className="link" href={href}>
      {words.result.compareWith(clockTime(words, earlier.createdAt))}
    </a>
  );
}

/** Starts a run over part of a report and goes to it. */
export function useRerun(runId: string) {
  const agent = useAgent();
  const [error, setError] = useState<ReturnType<typeof errorCode> | null>(null);
  const start = (what: RerunSelection) => {
    agent.call('run.rerun', { runId, what }).then(
      (started) => go(runHref({ source: 'run', id: started.runId })),
      (failed: unknown) => setError(errorCode(failed)),
    );
  };
  return { start, error };
}
