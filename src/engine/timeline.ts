/** What this computer kept around a moment, told in order. Reads; sends nothing. */
import { homedir } from 'node:os';
import type { ArgumentOf } from '../contract/index.ts';
import { clientLogFolders } from '../core/client-files.ts';
import { ContractError } from '../contract/index.ts';
import type { OverTime } from '../history/over-time.ts';
import { makeCommandRunner } from '../net/command-runner.ts';
import { gather } from '../timeline/gather.ts';
import { tellTimeline, type Timeline } from '../timeline/tell.ts';
import type { Engine } from './engine.ts';

/** Who watched at the begin of a window was started before it; the longest interval between two runs is four hours. */
export const BEFORE_MS = 6 * 3_600_000;

interface Around {
  readonly atMs: number;
  /** So long before and after. */
  readonly windowMs: number;
  readonly env: NodeJS.ProcessEnv;
  readonly lines: OverTime['lines'];
  readonly signal: AbortSignal;
}

export async function toldAround({ atMs, windowMs, env, lines, signal }: Around): Promise<Timeline> {
  const span = { fromMs: atMs - windowMs, toMs: Math.min(atMs + windowMs, Date.now()) };
  const { platform } = process;
  const doors = {
    ...{ platform, commands: makeCommandRunner(), signal },
    lines: await lines({ ...span, fromMs: span.fromMs - BEFORE_MS }),
    logFolders: clientLogFolders({ platform, env, home: homedir() }),
  };
  return tellTimeline(atMs, span, await gather(doors, span));
}

/** The programs that are asked have 10 s each, all at once. */
const PATIENCE_MS = 30_000;
const WINDOW_MS = 10 * 60_000;

/** A page may ask often: one answer at a time. */
let asking: Promise<unknown> = Promise.resolve();

export function timelineTell(engine: Engine, { at }: ArgumentOf<'timeline.tell'>): Promise<Timeline> {
  const atMs = Date.parse(at);
  if (atMs > Date.now()) throw new ContractError('invalid-argument');
  const tell = (): Promise<Timeline> =>
    toldAround({
      ...{ atMs, windowMs: WINDOW_MS, env: process.env },
      lines: (span) => engine.overTime.lines(span),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  const told = asking.then(tell, tell);
  asking = told.catch(() => undefined);
  return told;
}
