/** The six stages of a run with live counts, out of the plan and what came back. */
import type { Group } from '../../../src/core/words.ts';
import type { Tone } from '../../ui/status-icon.tsx';
import type { RunView } from './run-view.ts';

export const STAGES = [
  'local',
  'dns',
  'https',
  'streaming',
  'latency',
  'mtu',
] as const satisfies readonly Group[];
export interface Stage {
  readonly group: (typeof STAGES)[number];
  readonly tone: Tone;
  readonly done: number;
  readonly all: number;
  readonly failed: number;
}

export function stagesOf(view: RunView): Stage[] {
  return STAGES.map((group) => {
    const steps = view.steps.filter((step) => stageOf(step.group) === group && step.skipped === null);
    const own = new Set(steps.map(({ id }) => id));
    const checks = view.checks.filter(({ check }) => own.has(check.id));
    const failed = checks.filter(({ check }) => check.status === 'fail').length;
    const finished = steps.length > 0 && checks.length >= steps.length;
    const counts =
      group === 'latency' ? sampleCounts(view, finished) : { done: checks.length, all: steps.length };
    return { group, ...counts, failed, tone: toneOf({ planned: steps.length > 0, finished, failed }) };
  });
}

/** The installed client is looked at with the machine; it is no stage of its own. */
function stageOf(group: Group): Group {
  return group === 'client' ? 'local' : group;
}

/** The round trip counts samples: its few checks end all at once. A series that could not begin leaves its samples out of the end. */
function sampleCounts(view: RunView, finished: boolean): { done: number; all: number } {
  const planned = view.steps
    .filter(({ group, skipped }) => group === 'latency' && skipped === null)
    .reduce((sum, { samples }) => sum + (samples ?? 0), 0);
  const done = view.samples.length;
  if (finished) return { done, all: done };
  return { done, all: Math.max(planned, done) };
}

function toneOf(stage: { planned: boolean; finished: boolean; failed: number }): Tone {
  if (!stage.planned) return 'not-tested';
  if (!stage.finished) return 'running';
  return stage.failed > 0 ? 'fail' : 'pass';
}
