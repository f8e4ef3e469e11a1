/** What of the history crosses: the list of whole runs, a span of time run by run, hours. */
import { z } from 'zod';
import { BAND_LANES, band } from '../history/bands.ts';
import { historyLine } from '../history/line.ts';
import { hourLine } from '../history/rollup.ts';
import { LANGUAGES } from '../core/language.ts';
import { PROTOCOLS, VERDICTS } from '../core/words.ts';
import { limitsSchema } from '../judge/limits.ts';
import { id } from './run-request.ts';

export const historyEntry = z.object({
  id,
  createdAt: z.string(),
  /** Who started it. */
  by: historyLine.shape.by.default('person'),
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

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function spanOf(mostDays: number) {
  return z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }).refine(({ from, to }) => {
    const ms = Date.parse(to) - Date.parse(from);
    return ms > 0 && ms <= mostDays * DAY_MS;
  });
}

/** A week in any zone; UTC, `to` is not part of it. */
export const historySpan = spanOf(8);
/** All that is kept. */
export const hoursSpan = spanOf(430);

/** The newest UTC day of which there are runs. */
const lastDay = z.string().max(10).nullable();

export const spanResult = z.object({
  runs: z.array(
    historyLine.omit({ samples: true }).extend({
      sent: z.number().int(),
      lost: z.number().int(),
      /** In units of 10 µs; null: nothing came back, or nothing was sent. */
      spread: hourLine.shape.spread,
      /** Its whole report is kept: `history.open` gives it. */
      hasReport: z.boolean(),
    }),
  ),
  /** Without gap over the span; a protocol that nobody asked about is absent. */
  bands: z.partialRecord(z.enum(BAND_LANES), z.array(band)),
  /** Of the causes whose code is in the runs, as far as a kept run told them. */
  titles: z.record(z.string(), z.partialRecord(z.enum(LANGUAGES), z.string())),
  /** Bands of the round trip by the tables of now. */
  limits: limitsSchema.shape.rttMs,
  lastDay,
});
export const hoursResult = z.object({
  /** What a picture of months needs of an hour, oldest first, one an hour: 13 months have ten thousand. */
  hours: z.array(
    z.object({
      /** Begin of the hour, milliseconds since 1970. */
      at: z.number(),
      sent: z.number(),
      lost: z.number(),
      /** In units of 10 µs; null: nothing came back. */
      median: z.number().nullable(),
      /** How long each verdict held, in the order of `VERDICTS`, of the protocol that was worse. */
      minutes: z.array(z.number()).length(VERDICTS.length),
      longestMs: z.number(),
      /** When the longest time that was not ready began; null: never, or it is not known. */
      longestAt: z.number().nullable(),
    }),
  ),
  lastDay,
});
