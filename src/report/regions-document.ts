/** The document of `preflight regions` (`preflight.regions/1`): the figures of the report, and what the asked-for Region costs. Pure. */
import { z } from 'zod';
import { PARTITIONS } from '../core/words.ts';
import { judgement, type RegionFigures } from '../findings/finding.ts';
import { reportSchema, type Report } from './report.ts';

const standing = z.object({
  code: z.string(),
  medianMs: z.number().nullable(),
  grade: z.string().nullable(),
  /** How much slower than the best Region, in milliseconds; null when one of the two was not measured. */
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
  /** The best Region besides the one asked for (or besides the best): where a fail-over would go. */
  failOver: standing.nullable(),
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
  const costMs =
    region.scoreMs === null || best === null || best.scoreMs === null
      ? null
      : Math.max(0, region.scoreMs - best.scoreMs);
  return { code: region.code, medianMs: region.rtt?.medianMs ?? null, grade: region.grade, costMs };
}

function failOverOf(
  report: Report,
  own: RegionFigures | null,
  best: RegionFigures | null,
): RegionsDocument['failOver'] {
  const other = inRankOrder(report.regions).find(
    (region) => region.rank !== null && region.code !== own?.code,
  );
  return other === undefined ? null : standingOf(other, best);
}
