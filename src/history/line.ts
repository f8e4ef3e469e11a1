/** One line of the history: what a graph needs of one run. No name of a network, a host or a person is in it. */
import { z } from 'zod';
import { VERDICTS } from '../core/words.ts';
import type { Report } from '../report/report.ts';

/** Round trips are kept as whole numbers of 10 µs: half the bytes, and finer than any of them is true. */
const UNITS_PER_MS = 100;
/** Ten samples at each of the addresses of a Region are 40; a series that found loss goes on to 100 each. */
const MOST_SAMPLES = 2000;
const MOST_CODES = 60;

/** What a watch noticed between two runs; `metered`: it paused, because the line is paid by volume. */
export const LINE_EVENTS = ['address', 'resume', 'clock-step', 'metered'] as const;
const MOST_EVENTS = 20;

const when = z.iso.datetime();
const verdict = z.enum(VERDICTS);
const code = z.string().max(60);

export const historyLine = z.object({
  kind: z.enum(['full', 'quick']),
  /** UTC. */
  at: when,
  /** Minutes that the clock of the wall was ahead of UTC: the zone in which the person lived it. */
  offsetMin: z.number().int().min(-1000).max(1000),
  id: z.string().max(64),
  by: z.enum(['person', 'watch']),
  durationMs: z.number().nonnegative(),
  /** When the next run was planned; null: nobody planned one, the verdict is of its moment alone. */
  nextMs: z.number().nonnegative().nullable(),
  verdict,
  protocols: z.object({ pcoip: verdict.optional(), dcv: verdict.optional() }),
  cause: z.object({ code, side: z.string().max(20) }).nullable(),
  /** Codes of the errors and warnings, the gravest first. */
  codes: z.array(code).max(MOST_CODES),
  /** The deciding Region, whose samples these are. */
  region: z.string().max(40).nullable(),
  /** In units of 10 µs; null: lost. */
  samples: z.array(z.number().int().nonnegative().nullable()).max(MOST_SAMPLES),
  /** The same word for the same network on this computer; null: it could not be told. */
  network: z.string().max(16).nullable(),
  vpn: z.boolean().nullable(),
  /** What came between the run before and this one, oldest first. */
  events: z
    .array(z.object({ at: when, event: z.enum(LINE_EVENTS) }))
    .max(MOST_EVENTS)
    .default([]),
});
export type HistoryLine = z.infer<typeof historyLine>;
export type LineEvent = HistoryLine['events'][number];

export interface LineContext extends Pick<HistoryLine, 'kind' | 'by' | 'nextMs' | 'network'> {
  readonly offsetMin: number;
  readonly events?: readonly LineEvent[];
  /** Addresses whose samples are of this run; absent: all. A part that is done again carries the rest along. */
  readonly servers?: readonly string[];
}

/** Pure. The report's own verdict stands; who lays fresh figures over an older verdict does it before. */
export function lineOf(report: Report, { servers, events = [], ...context }: LineContext): HistoryLine {
  const told = report.findings.filter(({ severity }) => severity !== 'notice');
  const [cause] = told;
  const { protocols } = report;
  return {
    ...context,
    events: events.slice(-MOST_EVENTS),
    at: report.createdAt,
    id: report.id,
    durationMs: Math.round(report.durationMs),
    verdict: report.verdict,
    protocols: {
      ...(protocols.pcoip ? { pcoip: protocols.pcoip.verdict } : {}),
      ...(protocols.dcv ? { dcv: protocols.dcv.verdict } : {}),
    },
    cause: cause === undefined ? null : { code: cause.code, side: cause.side },
    codes: [...new Set(told.map((finding) => finding.code))].slice(0, MOST_CODES),
    region: report.decidingRegion,
    samples: samplesOf(report, servers),
    vpn: report.host.vpn === null ? null : report.host.vpn.interface !== null,
  };
}

function samplesOf(
  { regions, decidingRegion }: Report,
  servers: LineContext['servers'],
): HistoryLine['samples'] {
  const deciding = regions.find((region) => region.code === decidingRegion);
  const fresh = (deciding?.rtt?.servers ?? []).filter(({ address }) => servers?.includes(address) ?? true);
  const samples = fresh.flatMap(({ samplesMs }) => samplesMs);
  return samples
    .slice(0, MOST_SAMPLES)
    .map((sample) => (sample === null ? null : Math.round(sample * UNITS_PER_MS)));
}

/** Milliseconds of a kept sample. */
export function msOfUnits(units: number): number {
  return units / UNITS_PER_MS;
}
