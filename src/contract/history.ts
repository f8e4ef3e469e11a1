/** One line of the history: enough to draw the list without opening the report. */
import { z } from 'zod';
import { LANGUAGES } from '../core/language.ts';
import { PROTOCOLS, VERDICTS } from '../core/words.ts';
import { id } from './run-request.ts';

export const historyEntry = z.object({
  id,
  createdAt: z.string(),
  durationMs: z.number(),
  /** What its plan alone forecast; null when a part was done again, or the version that kept it did not say. */
  forecastMs: z.number().nullable().default(null),
  verdict: z.enum(VERDICTS),
  summary: z.string(),
  /** Code and title of the first finding that is an error or a warning; null when there is none. */
  cause: z
    .object({
      code: z.string(),
      title: z.string(),
      /** The title in every language that was known when it was kept; absent in entries of older versions. */
      titles: z.partialRecord(z.enum(LANGUAGES), z.string()).optional(),
    })
    .nullable(),
  region: z.object({ code: z.string(), name: z.string() }).nullable(),
  protocols: z.array(z.object({ protocol: z.enum(PROTOCOLS), verdict: z.enum(VERDICTS) })),
  checks: z.number().int(),
  completed: z.boolean(),
  simulated: z.boolean(),
  /** How the machine was connected; null when it could not be read. */
  network: z.object({
    kind: z.enum(['wifi', 'ethernet', 'tunnel', 'loopback', 'other']).nullable(),
    ssid: z.string().nullable(),
    vpn: z.boolean().nullable(),
  }),
});
export type HistoryEntry = z.infer<typeof historyEntry>;
