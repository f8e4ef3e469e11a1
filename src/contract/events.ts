/**
 * What a run tells the faces while it goes on: the events of `src/run/events.ts` with the run's id and a sequence number.
 * `seq` starts at 1 and has no gaps, so a page that lost its connection asks for what came after the last one it saw,
 * and a second tab that begins at 0 draws the same run.
 */
import { z } from 'zod';
import { PROTOCOLS, STILL_MEASURED, VERDICTS } from '../core/words.ts';
import { hostFacts } from '../evidence/host-facts.ts';
import { check } from '../reading/check.ts';
import { judgement } from '../judge/finding.ts';
import { plannedRow, rowOf, type Step } from '../plan/step.ts';
import { reportSchema } from '../report/report.ts';
import { id, runFacts, turn } from './run-request.ts';

/** The part of a step that a person may want to see before it is sent. */
export const plannedStep = plannedRow.pick({
  id: true,
  probe: true,
  role: true,
  group: true,
  category: true,
  need: true,
  region: true,
  protocols: true,
  target: true,
  samples: true,
  listed: true,
  reason: true,
  skipped: true,
  skipReason: true,
});
export type PlannedStep = z.infer<typeof plannedStep>;

/** The shown part of a step. */
export function plannedStepOf(from: Step): PlannedStep {
  return plannedStep.parse(rowOf(from));
}

/** Why a run is over. `engine-lost`: the engine died; the report, where there is one, holds what was seen. */
export const STOP_REASONS = ['finished', 'cancelled', 'deadline', 'engine-lost'] as const;

const envelope = { seq: z.number().int().min(1), runId: id };

export const agentEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('planned'),
    ...envelope,
    request: runFacts,
    /** Code of the Region that decides the verdict; null while it is not known (`all`). */
    decidingRegion: z.string().nullable(),
    steps: z.array(plannedStep),
    expectedMs: z.number(),
    /** Facts of the machine, so that the journey is drawn from the first moment; null when they could not be read. */
    host: hostFacts.nullable(),
    /** The run of which this one checks a part again; null for a new run. Steps that are kept from it are not in `steps`. */
    basedOn: id.nullable(),
    /** Which of several; absent for a single run. Each begins with its own plan; `expectedMs` is of all. */
    turn: turn.optional(),
  }),
  z.object({ type: z.literal('expanded'), ...envelope, steps: z.array(plannedStep) }),
  z.object({ type: z.literal('started'), ...envelope, stepId: z.string(), atMs: z.number() }),
  z.object({ type: z.literal('checked'), ...envelope, check, atMs: z.number() }),
  z.object({
    type: z.literal('sample'),
    ...envelope,
    region: z.string().nullable(),
    address: z.string(),
    rttMs: z.number().nullable(),
    atMs: z.number(),
  }),
  /** What the verdict would be now: for the page of the run alone, while it goes on. */
  z.object({
    type: z.literal('so-far'),
    ...envelope,
    verdicts: z.partialRecord(z.enum(PROTOCOLS), z.enum(VERDICTS)),
    measuring: z.enum(STILL_MEASURED),
    atMs: z.number(),
  }),
  z.object({ type: z.literal('judged'), ...envelope, judgement }),
  /** Always the last event. */
  z.object({
    type: z.literal('stopped'),
    ...envelope,
    reason: z.enum(STOP_REASONS),
    report: reportSchema.nullable(),
  }),
]);
export type AgentEvent = z.infer<typeof agentEvent>;
export type StopReason = (typeof STOP_REASONS)[number];
