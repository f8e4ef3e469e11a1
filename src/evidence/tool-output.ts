/**
 * What the programs of the operating system printed during a run, word for word. Nobody judges it: the probes have read their figures out of it,
 * and a person who doubts them looks here. It is no evidence of a step, because one reading serves many steps.
 */
import { z } from 'zod';

const toolRun = z.object({
  /** Name without folder, such as `ping`. */
  tool: z.string(),
  args: z.array(z.string()),
  /** From the moment the machine was first read, just before the run. */
  atMs: z.number().nonnegative(),
  durationMs: z.number().nonnegative(),
  /** Null: it was never started, or ended by us. */
  exitCode: z.number().int().nullable(),
  /** Standard output, then standard error; its beginning where it was too long. */
  output: z.string(),
  /** Characters of the output that were not kept. */
  droppedChars: z.number().int().nonnegative(),
  /** Code of the failure to run it. */
  problem: z.string().nullable(),
});
export type ToolRun = z.infer<typeof toolRun>;

export const toolOutput = z.object({
  /** By the time of their end. */
  runs: z.array(toolRun),
  /** Further runs of which nothing was kept. */
  unkeptRuns: z.number().int().nonnegative(),
});
export type ToolOutput = z.infer<typeof toolOutput>;
