/** Two reports side by side: what differs in the surroundings, in the causes, in the checks and in the figures. */
import { z } from 'zod';
import { SEVERITIES, STATUSES, VERDICTS } from '../core/words.ts';
import { finding } from './finding.ts';

const text = z.string().nullable();

export const DIRECTIONS = ['same', 'better', 'worse', 'mixed', 'other'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const comparison = z.object({
  /** False: nothing that matters differs, of what both runs asked. */
  differs: z.boolean(),
  /** B against A, by verdicts, else by causes; `other`: what differs is neither. Absent in comparisons of older versions. */
  direction: z.enum(DIRECTIONS).optional(),
  /** Surroundings: `same` null when one side does not say. */
  surroundings: z.array(
    z.object({
      what: z.enum([
        'computer',
        'os',
        'network',
        'vpn',
        'proxy',
        'dns-servers',
        'tables',
        'agent',
        'request',
        'simulated',
        'completed',
      ]),
      a: text,
      b: text,
      same: z.boolean().nullable(),
    }),
  ),
  verdicts: z.array(
    z.object({
      protocol: z.enum(['pcoip', 'dcv']),
      a: z.enum(VERDICTS).nullable(),
      b: z.enum(VERDICTS).nullable(),
    }),
  ),
  causes: z.array(
    z.object({
      change: z.enum(['gone', 'new', 'stayed']),
      severity: z.enum(SEVERITIES),
      /** Of a cause that stayed with another severity: the one in A, `severity` is the one in B. Absent: it did not change. */
      severityBefore: z.enum(SEVERITIES).optional(),
      /** False: the other run did not ask for it, so that it came or went says nothing. Absent: it did. */
      comparable: z.boolean().optional(),
      finding: finding.pick({ id: true, code: true, title: true, params: true, region: true }),
    }),
  ),
  /** Checks of both runs whose status differs; `onlyIn` counts those that one side lacks. */
  checks: z.array(z.object({ id: z.string(), title: z.string(), a: z.enum(STATUSES), b: z.enum(STATUSES) })),
  onlyIn: z.object({ a: z.number().int(), b: z.number().int() }),
  figures: z.array(
    z.object({
      figure: z.enum(['rtt-median', 'rtt-jitter', 'loss-ratio', 'path-mtu', 'dns-median']),
      unit: z.enum(['ms', 'ratio', 'bytes']),
      a: z.number().nullable(),
      b: z.number().nullable(),
      /** A difference up to this is noise between two runs here; null: every step counts. */
      noise: z.number().nullable(),
      matters: z.boolean(),
    }),
  ),
});
export type Comparison = z.infer<typeof comparison>;
