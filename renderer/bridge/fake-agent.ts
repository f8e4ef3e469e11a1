/** An agent without an engine, for tests and pictures: plays reports with their own timing. Every message still passes the contract. */
import {
  ContractError,
  DEFAULT_SETTINGS,
  type ArgumentOf,
  type CommandName,
  type ResultOf,
} from '../../src/contract/index.ts';
import type { Report } from '../../src/report/report.ts';
import type { Agent, RunObserver } from './agent.ts';
import { makeHealth } from './health.ts';
import { checkedArgument, checkedResult } from './parse.ts';
import { replayOf, stepOf } from './replay.ts';

type Handlers = { [C in CommandName]?: (argument: ArgumentOf<C>) => ResultOf<C> | Promise<ResultOf<C>> };

export interface FakeWorld {
  readonly reports: Readonly<Record<string, Report>>;
  /** The report that the next run will lead to. */
  readonly next: Report;
  /** Run time at which a run stands still, for pictures; null: it ends. */
  readonly freezeAtMs: number | null;
  /** How many times faster than the report's own timing; Infinity: all events at once. */
  readonly speed: number;
  /** Answers that the world of the test gives itself. */
  readonly handlers: Handlers;
}

/** Of a check of one Region. */
const SESSIONS: ResultOf<'plan.make'>['sessions'] = {
  least: { tcp: 118, udp: 21, ping: 3, total: 142 },
  most: { tcp: 702, udp: 21, ping: 80, total: 803 },
  bound: null,
};

interface Playing {
  readonly report: Report;
  readonly startedAt: number;
}

export function makeFakeAgent(world: FakeWorld): Agent {
  const runs = new Map<string, Playing>();
  let settings = DEFAULT_SETTINGS;
  const start = (report: Report) => {
    runs.set(report.id, { report, startedAt: Date.now() - (world.freezeAtMs ?? 0) });
    return { runId: report.id };
  };
  const base: Handlers = {
    'run.start': () => start(world.next),
    'run.rerun': () => start(world.next),
    'run.snapshot': ({ runId }) => ({ run: snapshotOf(runId === null ? undefined : runs.get(runId), world) }),
    'run.cancel': () => ({ done: true }),
    'history.open': ({ id }) => {
      const report = world.reports[id];
      if (report === undefined) throw new ContractError('unknown-entry');
      return { report };
    },
    'settings.get': () => ({ settings }),
    'settings.set': (change) => {
      settings = {
        ...settings,
        ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
      };
      return { settings };
    },
    'plan.make': () => ({
      steps: world.next.checks.map(stepOf),
      sessions: SESSIONS,
      expectedMs: world.next.durationMs,
    }),
  };
  const handlers = { ...base, ...world.handlers };
  return {
    call: async <C extends CommandName>(command: C, argument: ArgumentOf<C>) => {
      const handler = handlers[command] as ((argument: ArgumentOf<C>) => unknown) | undefined;
      if (handler === undefined) throw new ContractError('unknown-command');
      const value: unknown = await handler(checkedArgument(command, argument));
      return checkedResult(command, { ok: true, value });
    },
    follow: (run, observer) =>
      play({ playing: runs.get(run.runId), afterSeq: run.afterSeq, world }, observer),
    deliver: () => undefined,
    openLink: () => undefined,
    openPortal: () => undefined,
    health: makeHealth(),
  };
}

function snapshotOf(playing: Playing | undefined, world: FakeWorld): ResultOf<'run.snapshot'>['run'] {
  if (playing === undefined) return null;
  const [planned] = replayOf(playing.report);
  if (planned?.event.type !== 'planned') return null;
  const over =
    world.freezeAtMs === null && Date.now() - playing.startedAt > playing.report.durationMs / world.speed;
  return {
    runId: playing.report.id,
    state: over ? 'stopped' : 'running',
    startedAt: new Date(playing.startedAt).toISOString(),
    request: planned.event.request,
    basedOn: null,
    lastSeq: 0,
    report: over ? playing.report : null,
  };
}

function play(
  run: { playing: Playing | undefined; afterSeq: number; world: FakeWorld },
  observer: RunObserver,
): () => void {
  if (run.playing === undefined) return () => undefined;
  const { freezeAtMs, speed } = run.world;
  const due = replayOf(run.playing.report).filter(
    ({ event, atMs }) => event.seq > run.afterSeq && (freezeAtMs === null || atMs <= freezeAtMs),
  );
  const end = run.playing.report.durationMs;
  const timers = due.map(({ atMs, event }) =>
    setTimeout(
      () => observer.event(event),
      freezeAtMs !== null ? 0 : Math.max(0, Math.min(atMs, end)) / speed,
    ),
  );
  return () => timers.forEach(clearTimeout);
}
