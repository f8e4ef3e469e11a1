/** What the page knows of a run, folded out of its events. Pure: tests feed it whole streams. */
import type { AgentEvent, PlannedStep, StopReason, Turn } from '../../../src/contract/index.ts';
import type { HostFacts } from '../../../src/evidence/index.ts';
import type { Check } from '../../../src/reading/check.ts';
import type { Report } from '../../../src/report/report.ts';
import type { RunFacts } from '../../../src/contract/index.ts';

export interface SeenCheck {
  readonly check: Check;
  readonly atMs: number;
}
export interface SeenSample {
  readonly region: string | null;
  readonly rttMs: number | null;
}

export interface RunView {
  readonly phase: 'waiting' | 'running' | 'stopped';
  readonly lastSeq: number;
  readonly request: RunFacts | null;
  readonly decidingRegion: string | null;
  readonly basedOn: string | null;
  readonly host: HostFacts | null;
  readonly expectedMs: number | null;
  /** Which of several runs; null for a single one. */
  readonly turn: Turn | null;
  readonly steps: readonly PlannedStep[];
  /** In the order of their ends. */
  readonly checks: readonly SeenCheck[];
  /** Steps that began and have no result yet, with their start. */
  readonly active: ReadonlyMap<string, number>;
  readonly samples: readonly SeenSample[];
  /** An early verdict, and what is still measured; null before the first. */
  readonly soFar: Pick<Extract<AgentEvent, { type: 'so-far' }>, 'verdicts' | 'measuring'> | null;
  /** Everything is measured and judged; only the report is awaited. */
  readonly judged: boolean;
  readonly reason: StopReason | null;
  readonly report: Report | null;
}

export const EMPTY_RUN: RunView = {
  phase: 'waiting',
  lastSeq: 0,
  request: null,
  decidingRegion: null,
  basedOn: null,
  host: null,
  expectedMs: null,
  turn: null,
  steps: [],
  checks: [],
  active: new Map(),
  samples: [],
  soFar: null,
  judged: false,
  reason: null,
  report: null,
};

/** Takes a batch at once, so that a thousand checks cost a few renders. Events that were seen change nothing. */
export function takeEvents(view: RunView, events: readonly AgentEvent[]): RunView {
  const fresh = events.filter(({ seq }) => seq > view.lastSeq);
  if (fresh.length === 0) return view;
  const draft = makeDraft(view);
  for (const event of fresh) take(draft, event);
  return { ...view, ...draft };
}

interface Draft extends Partial<RunView> {
  lastSeq: number;
  steps: PlannedStep[];
  checks: SeenCheck[];
  active: Map<string, number>;
  samples: SeenSample[];
}
type Writable<T> = { -readonly [K in keyof T]: T[K] };

function makeDraft(view: RunView): Writable<Draft> {
  return {
    lastSeq: view.lastSeq,
    steps: [...view.steps],
    checks: [...view.checks],
    active: new Map(view.active),
    samples: [...view.samples],
  };
}

function take(draft: Writable<Draft>, event: AgentEvent): void {
  draft.lastSeq = Math.max(draft.lastSeq, event.seq);
  switch (event.type) {
    case 'planned':
      return takePlan(draft, event);
    case 'expanded':
      return void draft.steps.push(...event.steps);
    case 'started':
      return void draft.active.set(event.stepId, event.atMs);
    case 'checked':
      draft.active.delete(event.check.id);
      return void draft.checks.push({ check: event.check, atMs: event.atMs });
    case 'sample':
      return void draft.samples.push({ region: event.region, rttMs: event.rttMs });
    case 'so-far':
      draft.soFar = { verdicts: event.verdicts, measuring: event.measuring };
      return undefined;
    case 'judged':
      draft.judged = true;
      return undefined;
    case 'stopped':
      return takeStop(draft, event);
  }
}

/** The next of several runs begins with its own plan, and with nothing seen. */
function takePlan(draft: Writable<Draft>, event: Extract<AgentEvent, { type: 'planned' }>): void {
  const { request, decidingRegion, basedOn, host, expectedMs, turn = null } = event;
  Object.assign(draft, { phase: 'running', request, decidingRegion, basedOn, host, expectedMs, turn });
  Object.assign(draft, { judged: false, steps: [...event.steps], checks: [], samples: [] });
  draft.active.clear();
}

function takeStop(draft: Writable<Draft>, event: Extract<AgentEvent, { type: 'stopped' }>): void {
  Object.assign(draft, { phase: 'stopped', reason: event.reason, report: event.report });
  draft.active.clear();
}
