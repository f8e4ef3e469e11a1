/**
 * Everything that judging needs, as one plain value: a run can be judged again from its record, by newer rules too.
 * No clock and no socket behind it.
 */
import { z } from 'zod';
import { NOT_TESTED_REASONS, type Observed } from '../core/measured.ts';
import { evidence, type Evidence } from '../evidence/index.ts';
import { failureSchema } from '../evidence/parts.ts';
import { hostFacts } from '../evidence/host-facts.ts';
import { toolOutput } from '../evidence/tool-output.ts';
import { request } from '../plan/request.ts';
import { step } from '../plan/step.ts';

const timing = { startMs: z.number(), durationMs: z.number() };

const observed = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('completed'), ...timing, evidence }),
  z.object({ outcome: z.literal('timed-out'), ...timing, failure: failureSchema }),
  z.object({ outcome: z.literal('crashed'), ...timing, failure: failureSchema }),
  z.object({ outcome: z.literal('cancelled'), reason: z.enum(['deadline', 'cancelled']) }),
  z.object({
    outcome: z.literal('skipped'),
    reason: z.enum(NOT_TESTED_REASONS),
    text: z.string(),
    /** Id of the step that stands in the way, when one does. */
    because: z.string().nullable(),
  }),
]) satisfies z.ZodType<Observed<Evidence>>;

/** Only rows of the older form name their transport: of the newer ones it follows from the probe. */
const olderRow = z.looseObject({
  probe: z.string(),
  target: z.looseObject({ transport: z.string().nullable(), address: z.string().nullable() }),
  path: z.string().nullable().optional(),
});

/**
 * Until November 2026 a row was one flat shape for all probes: a row that was not probed had no path, a placeholder's row of a UDP port was
 * an `https` row, and the zone of a router stood in its address. Histories and bundles keep such rows; fields of other probes fall away.
 */
function fromOlderRow(row: unknown): unknown {
  const { data: older } = olderRow.safeParse(row);
  if (older === undefined) return row;
  const probe = older.probe === 'https' && older.target.transport === 'udp' ? 'udp' : older.probe;
  const [address = null, zone = null] = older.target.address?.split('%') ?? [];
  const target = probe === 'icmp' ? { ...older.target, address, zone } : older.target;
  return { ...older, probe, target, path: older.path ?? '/' };
}

/** A step as a history or a bundle keeps it: every reader of kept rows uses this. */
export const keptStep = z.preprocess(fromOlderRow, step);

export const runRecord = z.object({
  id: z.string(),
  createdAt: z.string(),
  durationMs: z.number(),
  completed: z.boolean(),
  completedBecause: z.enum(['deadline', 'cancelled']).nullable(),
  simulated: z.boolean(),
  /** Name of the simulated scenario; null on a real network. */
  scenario: z.string().nullable(),
  agent: z.object({
    name: z.literal('preflight'),
    version: z.string(),
    platform: z.string(),
    arch: z.string(),
    runtime: z.string(),
  }),
  request,
  host: hostFacts,
  steps: z.array(keptStep),
  /** By step id; a step without an entry was never started. */
  observations: z.record(z.string(), observed),
  /** Never judged. Absent: no program was started, or the run is of a version that kept none. */
  toolOutput: toolOutput.optional(),
});
export type RunRecord = z.infer<typeof runRecord>;
