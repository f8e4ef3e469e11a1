/** Everything that a person reads of one report, in one language: faces lay it out and add nothing. */
import { z } from 'zod';
import { OFFERS } from '../causes/cause.ts';
import { LANGUAGES } from '../core/language.ts';
import { PROTOCOLS, SEVERITIES, STATUSES, VERDICTS } from '../core/words.ts';
import { LANES, CELL_STATES } from '../judge/truth.ts';
import { TRUTH_ROLES } from '../reading/truth-roles.ts';

const tone = z.enum(STATUSES);
const line = z.object({ tone, text: z.string() });

const protocolLine = z.object({
  protocol: z.enum(PROTOCOLS),
  name: z.string(),
  verdict: z.enum(VERDICTS),
  /** The verdict as a word: `Ready with limits`. */
  word: z.string(),
  /** Over what a session would run, or what stands in its way. */
  text: z.string(),
});

const causeLine = z.object({
  /** The findings that are this one cause to people, the gravest first. */
  findings: z.array(z.string()).min(1),
  code: z.string(),
  severity: z.enum(SEVERITIES),
  region: z.string().nullable(),
  title: z.string(),
  explanation: z.string(),
  you: z.string(),
  helpdesk: z.string(),
  network: z.string(),
  /** Where the fault lies, as far as it is proved. */
  where: z.string(),
  evidence: z.array(line),
  /** What the face can lead to from here; null where it has nothing to offer. */
  offers: z.enum(OFFERS).nullable(),
  /** Hosts that `network` names and may cut short, whole. */
  names: z.array(z.string()),
  sources: z.array(z.string()),
});

const cellLine = z.object({
  port: z.number().int(),
  transport: z.enum(['tcp', 'udp']),
  protocol: z.enum(PROTOCOLS).nullable(),
  state: z.enum(CELL_STATES),
  tone,
  word: z.string(),
  /** `3 of 6`; empty where nothing was counted. */
  count: z.string(),
});

const rowLine = z.object({ role: z.enum(TRUTH_ROLES), name: z.string(), cells: z.array(cellLine) });

const laneLine = z.object({
  lane: z.enum(LANES),
  name: z.string(),
  tone,
  word: z.string(),
  /** The round trip, or nothing. */
  figure: z.string(),
  /** Why it is cut or limited: the title of its cause. Null where nothing is wrong. */
  why: z.string().nullable(),
});

const figureLine = z.object({ name: z.string(), value: z.string(), how: z.string().nullable() });

export const spokenSchema = z.object({
  language: z.enum(LANGUAGES),
  /** The worst verdict among the requested protocols: the mark beside the headline. */
  mark: z.enum(VERDICTS),
  headline: z.string(),
  lead: z.string().nullable(),
  protocols: z.array(protocolLine),
  where: z.string().nullable(),
  /** Errors and warnings, the cause of the verdict first. */
  causes: z.array(causeLine),
  notices: z.array(causeLine),
  rows: z.array(rowLine),
  lanes: z.array(laneLine),
  figures: z.array(figureLine),
  /** What was not tested, folded by reason, the largest first. */
  notTested: z.array(z.string()),
  /** What several runs came to; null for a single one. */
  repeat: z
    .object({
      head: z.string(),
      /** How often its verdict was seen; null where there is no second whole run. */
      seen: z.string().nullable(),
      runs: z.array(
        z.object({ name: z.string(), at: z.string(), verdict: z.enum(VERDICTS), word: z.string() }),
      ),
      /** With the runs that have them. */
      causes: z.array(z.string()),
      /** Those that come and go, the first few. */
      checks: z.array(z.string()),
    })
    .nullable(),
  /** That the tables were more than 12 months old when this was judged; null where they were not. */
  oldTables: z.string().nullable(),
});
export type Spoken = z.infer<typeof spokenSchema>;
export type CauseLine = z.infer<typeof causeLine>;
export type Line = z.infer<typeof line>;
