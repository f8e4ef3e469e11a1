/** A finding as the report has it: what judging gave, with what the one voice says of it in the report's language. */
import { z } from 'zod';
import { judgedFinding } from '../judge/finding.ts';

export const finding = judgedFinding.extend({
  title: z.string(),
  explanation: z.string(),
  remedies: z.object({ user: z.string(), helpdesk: z.string(), network: z.string() }),
});
export type Finding = z.infer<typeof finding>;
