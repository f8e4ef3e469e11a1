/** Follows a run: live while it goes on, out of the history when it is over. At most five updates a second reach the screen. */
import { startTransition, useEffect, useState } from 'react';
import type { AgentEvent, ContractErrorCode, RunSnapshot } from '../../../src/contract/index.ts';
import type { Report } from '../../../src/report/report.ts';
import type { Agent } from '../../bridge/agent.ts';
import { useAgent } from '../../bridge/agent-context.tsx';
import { errorCode } from '../../bridge/use-command.ts';
import { EMPTY_RUN, takeEvents, type RunView } from './run-view.ts';

const BATCH_MS = 200;

export interface FollowedRun {
  readonly view: RunView;
  /** Wall clock of the start, for the elapsed time; null until the engine told. */
  readonly startedAt: string | null;
  readonly error: ContractErrorCode | null;
}

const WAITING: FollowedRun = { view: EMPTY_RUN, startedAt: null, error: null };

export function useRun(runId: string): FollowedRun {
  const agent = useAgent();
  const [state, setState] = useState({ runId, run: WAITING });
  useEffect(() => {
    // A transition: React draws in slices, so that a thousand checks never block a key or a pointer.
    const change = (apply: Change) =>
      startTransition(() =>
        setState((now) => ({ runId, run: apply(now.runId === runId ? now.run : WAITING) })),
      );
    return followRun({ agent, runId }, change);
  }, [agent, runId]);
  return state.runId === runId ? state.run : WAITING;
}

type Change = (now: FollowedRun) => FollowedRun;

function followRun(
  { agent, runId }: { agent: Agent; runId: string },
  change: (apply: Change) => void,
): () => void {
  const ends: (() => void)[] = [];
  let over = false;
  const unlessOver = (apply: Change) => {
    if (!over) change(apply);
  };
  const begin = async () => {
    const { run } = await agent.call('run.snapshot', { runId }).catch(ignoreUnknown);
    if (over) return;
    if (run === null || run.state === 'stopped')
      return unlessOver(finished(await reportOf({ agent, runId }, run), run?.basedOn ?? null));
    // What was asked for is known before the plan: the bar of a demonstration stands from the first picture.
    unlessOver((now) => ({
      ...now,
      startedAt: run.startedAt,
      view: { ...now.view, request: run.request, basedOn: run.basedOn },
    }));
    ends.push(stream({ agent, runId }, unlessOver));
  };
  begin().catch((error: unknown) => unlessOver((now) => ({ ...now, error: errorCode(error) })));
  return () => {
    over = true;
    ends.forEach((end) => end());
  };
}

function ignoreUnknown(error: unknown): { run: RunSnapshot | null } {
  if (errorCode(error) === 'unknown-run') return { run: null };
  throw error;
}

async function reportOf(
  { agent, runId }: { agent: Agent; runId: string },
  run: RunSnapshot | null,
): Promise<Report> {
  if (run !== null && run.report !== null) return run.report;
  const { report } = await agent.call('history.open', { id: runId });
  return report;
}

function finished(report: Report, basedOn: string | null): Change {
  const reason = report.completedBecause ?? 'finished';
  return (now) => ({ ...now, view: { ...now.view, phase: 'stopped', reason, report, basedOn } });
}

/** Collects events and hands them on in batches; the first and the last one go at once, also while a batch is collected. */
function stream(
  { agent, runId }: { agent: Agent; runId: string },
  change: (apply: Change) => void,
): () => void {
  let waiting: AgentEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  const flush = () => {
    timer = null;
    const batch = waiting;
    waiting = [];
    change((now) => ({ ...now, view: takeEvents(now.view, batch) }));
  };
  const hurry = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(flush, 0);
  };
  const stop = agent.follow(
    { runId, afterSeq: 0 },
    {
      event: (event) => {
        waiting.push(event);
        if (event.type === 'planned' || event.type === 'stopped') hurry();
        else timer ??= setTimeout(flush, BATCH_MS);
      },
    },
  );
  return () => {
    stop();
    if (timer !== null) clearTimeout(timer);
  };
}
