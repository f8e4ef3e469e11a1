/** The document of `preflight regions` (`preflight.regions/1`): the figures of the report, and what the asked-for Region costs. Pure. */
import { z } from 'zod';
import { PARTITIONS, SIDES } from '../core/words.ts';
import { judgement } from '../judge/finding.ts';
import { type RegionFigures } from '../reading/region-figures.ts';
import { NOT_TESTED_REASONS } from '../core/measured.ts';
import { vocabularyOf } from '../words/languages.ts';
import { finding } from './finding.ts';
import { reportSchema, type Report } from './report.ts';

const standing = z.object({
  code: z.string(),
  medianMs: z.number().nullable(),
  grade: z.string().nullable(),
  /** How much slower than the best Region, median against median, in milliseconds; null when one of the two was not measured. */
  costMs: z.number().nullable(),
});

export const regionsDocument = z.object({
  schema: z.literal('preflight.regions/1'),
  createdAt: z.string(),
  durationMs: z.number(),
  completed: z.boolean(),
  completedBecause: reportSchema.shape.completedBecause,
  simulated: z.boolean(),
  agent: reportSchema.shape.agent,
  tables: reportSchema.shape.tables,
  partition: z.enum(PARTITIONS),
  regions: judgement.shape.regions,
  bestRegion: judgement.shape.bestRegion,
  /** The Region that the person named; null when none was. */
  askedFor: standing.nullable(),
  /** The best reachable Region besides the one asked for (or besides the best): for a stand-by. */
  failOver: standing.nullable(),
  /** The error that holds for every Region, when there is one: nothing was measured because of it. */
  cause: z
    .object({
      code: z.string(),
      side: z.enum(SIDES),
      params: finding.shape.params,
      title: z.string(),
      explanation: z.string(),
    })
    .nullable(),
  /** Why a Region has no round trip; the others are not in it. */
  notMeasured: z.array(
    z.object({
      code: z.string(),
      /** `no-server`: the tables list none; `no-answer`: none answered; else why its checks were not made. */
      because: z.enum(['no-server', 'no-answer', ...NOT_TESTED_REASONS]),
      text: z.string(),
      becauseOfCause: z.boolean(),
    }),
  ),
});
export type RegionsDocument = z.infer<typeof regionsDocument>;

export interface RegionsAsked {
  readonly partition: RegionsDocument['partition'];
  /** Code of the Region that the person named, or null. */
  readonly askedFor: string | null;
}

export function makeRegionsDocument(report: Report, asked: RegionsAsked): RegionsDocument {
  const { createdAt, durationMs, completed, completedBecause, simulated, agent, tables } = report;
  const best = figuresOf(report, report.bestRegion?.code ?? null);
  const own = figuresOf(report, asked.askedFor) ?? best;
  return {
    schema: 'preflight.regions/1',
    ...{ createdAt, durationMs, completed, completedBecause, simulated, agent, tables },
    partition: asked.partition,
    regions: inRankOrder(report.regions),
    bestRegion: report.bestRegion,
    askedFor: asked.askedFor === null || own === null ? null : standingOf(own, best),
    failOver: failOverOf(report, own, best),
    cause: causeOf(report),
    notMeasured: notMeasuredOf(report),
  };
}

/** Ranked Regions first, then those that could not be ranked, by code. */
export function inRankOrder(regions: readonly RegionFigures[]): RegionFigures[] {
  return [...regions].sort(
    (a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.code < b.code ? -1 : 1) || 0,
  );
}

function figuresOf({ regions }: Report, code: string | null): RegionFigures | null {
  return regions.find((region) => region.code === code) ?? null;
}

function standingOf(region: RegionFigures, best: RegionFigures | null): z.infer<typeof standing> {
  const [own, fastest] = [region.rtt?.medianMs ?? null, best?.rtt?.medianMs ?? null];
  const costMs = own === null || fastest === null ? null : Math.max(0, own - fastest);
  return { code: region.code, medianMs: own, grade: region.grade, costMs };
}

function failOverOf(
  report: Report,
  own: RegionFigures | null,
  best: RegionFigures | null,
): RegionsDocument['failOver'] {
  const other = inRankOrder(report.regions).find(
    (region) => region.reachable === true && region.rank !== null && region.code !== own?.code,
  );
  return other === undefined ? null : standingOf(other, best);
}

function generalError({ findings }: Report): Report['findings'][number] | undefined {
  return findings.find(({ severity, region }) => severity === 'error' && region === null);
}

function causeOf(report: Report): RegionsDocument['cause'] {
  const cause = generalError(report);
  if (cause === undefined) return null;
  const { code, side, params, title, explanation } = cause;
  return { code, side, params, title, explanation };
}

/** Each Region of a report without a round trip, and why. */
export function notMeasuredOf(report: Report): RegionsDocument['notMeasured'] {
  return report.regions
    .filter((region) => (region.rtt?.received ?? 0) === 0)
    .map(({ code }) => ({ code, ...whyNotMeasured(report, code) }));
}

/** From the checks of its health-check servers; a Region of which the tables list none has no such check. */
function whyNotMeasured(report: Report, code: string): Omit<RegionsDocument['notMeasured'][number], 'code'> {
  const own = report.checks.filter(({ id }) => id.startsWith(`${code}/health-check/`));
  const { regions: words } = vocabularyOf(report.language ?? 'en');
  if (own.length === 0) return { because: 'no-server', text: words.noServer, becauseOfCause: false };
  const because = own.flatMap(({ notTestedBecause }) => notTestedBecause ?? [])[0];
  if (because === undefined) return { because: 'no-answer', text: words.noneAnswered, becauseOfCause: false };
  const cause = generalError(report);
  const becauseOfCause = cause !== undefined && because.finding === cause.id;
  return { because: because.reason, text: because.text, becauseOfCause };
}
