/**
 * The one literal of everything that a face may ask of the engine. Both ends and both gates (IPC, loopback HTTP) derive from it:
 * the argument is parsed before a handler sees it, the result before it leaves. Ids, never paths; errors are a closed code.
 */
import { z } from 'zod';
import { LANGUAGES } from '../core/language.ts';
import { MOST_SITES, PARTITIONS, PROFILES, PROTOCOLS } from '../core/words.ts';
import { planSessions } from '../plan/sessions.ts';
import { prepared, PREPARED_MAX } from '../request/prepared.ts';
import { reportSchema } from '../report/report.ts';
import { timelineDocument } from '../timeline/tell.ts';
import { spokenSchema } from '../words/spoken.ts';
import {
  bundleChoice,
  bundleGroups,
  bundleJudged,
  bundleOpened,
  bundlePreview,
  bundleWritten,
  openedFile,
  openedFileChoice,
  tagBook,
} from './bundle.ts';
import { comparand, comparedRuns } from './comparison.ts';
import { agentEvent, plannedStep } from './events.ts';
import { historyEntry, historySpan, hoursResult, hoursSpan, spanResult } from './history.ts';
import { LIMITS } from './limits.ts';
import { linkId } from './links.ts';
import { proofResult, sitesResult } from './proof.ts';
import { id, regionCode, repeatedRequest, rerunSelection, runFacts, runRequest } from './run-request.ts';
import { settings, settingsChange } from './settings.ts';

const nothing = z.strictObject({});
/** As base64. */
const LOG_SIGNS = Math.ceil(LIMITS.logBytes / 3) * 4;
const done = z.object({ done: z.literal(true) });
/** A report that is asked about, and the language of the answer. */
const spokenOf = z.strictObject({ of: comparand, language: z.enum(LANGUAGES) });
const runStarted = z.object({ runId: id });

export const regionChoice = z.object({
  code: z.string(),
  name: z.string(),
  partition: z.enum(PARTITIONS),
  /** Three letters of a registration code that mean this Region, lower case. */
  airport: z.string().nullable(),
  protocols: z.array(z.enum(PROTOCOLS)),
  /** What each kind of client can stream there; an empty list is a pair that cannot exist. */
  protocolsOf: z.object({
    client: z.array(z.enum(PROTOCOLS)),
    'web-access': z.array(z.enum(PROTOCOLS)),
    'zero-client': z.array(z.enum(PROTOCOLS)),
  }),
  hasHealthCheck: z.boolean(),
});
export type RegionChoice = z.infer<typeof regionChoice>;

export const runSnapshot = z.object({
  runId: id,
  state: z.enum(['running', 'stopped']),
  startedAt: z.string(),
  request: runFacts,
  basedOn: id.nullable(),
  /** Sequence number of the last event so far. */
  lastSeq: z.number().int().min(0),
  /** The report once the run is over; null while it goes on, or when the engine was lost before there was one. */
  report: reportSchema.nullable(),
});
export type RunSnapshot = z.infer<typeof runSnapshot>;

export const explanation = z.object({
  matches: z.array(
    z.object({
      id: z.string(),
      /** The message of the WorkSpaces client that was recognised. */
      message: z.string(),
      sure: z.object({ kind: z.enum(['printed', 'wording', 'words']), text: z.string() }),
      /** The cause is not in the local network and not on the way to the service. */
      clearsNetwork: z.boolean(),
      /** The likeliest first: where each lies, and who can fix it. */
      causes: z.array(
        z.object({
          code: z.string().nullable(),
          where: z.string(),
          whereText: z.string(),
          who: z.string(),
          text: z.string(),
        }),
      ),
      advice: z.string(),
      /** Checks that decide between the causes; none when no check from here can. */
      decidedBy: z.array(z.object({ id: z.string(), text: z.string() })),
      source: z.string(),
    }),
  ),
  /** What to ask for, where many programs say such a thing. */
  question: z.string().nullable(),
  /** When nothing matches: what comes nearest, and is not near enough. */
  nearest: z.array(z.object({ id: z.string(), message: z.string() })),
  /** Of a log: which of its lines are known, by their place; null where a text was asked about. */
  log: z
    .object({
      /** Name without folder. */
      file: z.string(),
      lines: z.number().int(),
      knownLines: z.number().int(),
      /** Only its end was read. */
      cut: z.boolean(),
      found: z.array(
        z.object({
          id: z.string(),
          message: z.string(),
          /** Its last place, counted from 1. */
          line: z.number().int(),
          time: z.string().nullable(),
          count: z.number().int(),
        }),
      ),
    })
    .nullable(),
  /** Messages that clear the network. */
  clearing: z.array(z.object({ id: z.string(), message: z.string(), advice: z.string() })),
});
export type Explanation = z.infer<typeof explanation>;

export const scenario = z.object({
  id: z.string(),
  /** English; a face may have its own words by id. */
  title: z.string(),
  description: z.string(),
});

export const COMMANDS = {
  'app.info': {
    argument: nothing,
    result: z.object({
      face: z.enum(['desktop', 'browser']),
      version: z.string(),
      platform: z.string(),
      tablesEdition: z.string(),
      hostName: z.string().nullable(),
      /** Where checks and settings of this computer are kept: to show, never to open. */
      dataFolder: z.string().optional(),
      /** Region that the WorkSpaces client here is registered in: to propose, never to keep. */
      proposedRegion: z.string().nullable().optional(),
      /** Settings that a policy locks, as they hold. */
      locked: z
        .object({
          samples: z.number().optional(),
          deadline: z.number().optional(),
          proxy: z.string().optional(),
        })
        .optional(),
      /** Whether the policy lets the desktop look for a newer version. Absent: no. */
      updates: z.boolean().optional(),
    }),
  },
  /**
   * Corrections of the tables that the person chose (overlay, calibrations, in this order): they hold until the engine ends; none: the
   * tables that it was started with. `problem`: one line why nothing was changed.
   */
  'tables.use': {
    argument: z.strictObject({
      files: z
        .array(
          z.strictObject({ fileName: z.string().min(1).max(255), text: z.string().max(LIMITS.tablesBytes) }),
        )
        .max(4),
    }),
    result: z.object({ tables: z.string(), problem: z.string().nullable() }),
    argumentBytes: 2 * LIMITS.tablesBytes,
  },
  /** A key file for peers (docs/peer.md): it stays in the engine until that ends; null forgets it. `problem`: why nothing was changed. */
  'peer.key': {
    argument: z.strictObject({ text: z.string().max(16_384).nullable() }),
    result: z.object({ keys: z.number().int(), problem: z.string().nullable() }),
  },
  /** Reads what somebody prepared, and holds it against the tables. Sends and keeps nothing. */
  'prepared.read': {
    argument: z.strictObject({ text: z.string().max(2 * PREPARED_MAX) }),
    result: z.object({ prepared, link: z.string() }),
  },
  /** Makes one out of a request, less its registration code. */
  'prepared.make': {
    argument: z.strictObject({ request: runRequest, from: z.string().max(200), note: z.string().max(1000) }),
    result: z.object({ file: z.string(), link: z.string() }),
  },
  'regions.list': { argument: nothing, result: z.object({ regions: z.array(regionChoice) }) },
  'scenarios.list': { argument: nothing, result: z.object({ scenarios: z.array(scenario) }) },
  /** Every step that `run.start` with the same argument would take. Sends nothing. */
  'plan.make': {
    argument: runRequest,
    result: z.object({ steps: z.array(plannedStep), sessions: planSessions, expectedMs: z.number() }),
  },
  'run.start': { argument: repeatedRequest, result: runStarted },
  /** Ends at once; the `stopped` event carries the report of what was seen. */
  'run.cancel': { argument: z.strictObject({ runId: id }), result: done },
  /** The run by id, or with null the latest of this engine. */
  'run.snapshot': {
    argument: z.strictObject({ runId: id.nullable() }),
    result: z.object({ run: runSnapshot.nullable() }),
  },
  /** Events of a run after `afterSeq`, for faces whose event stream begins or was interrupted. */
  'run.events': {
    argument: z.strictObject({ runId: id, afterSeq: z.number().int().min(0) }),
    result: z.object({ events: z.array(agentEvent) }),
  },
  /** A new run that checks part of an earlier one again; its report keeps the rest and says `basedOn` in `planned`. */
  'run.rerun': { argument: z.strictObject({ runId: id, what: rerunSelection }), result: runStarted },
  'history.list': { argument: nothing, result: z.object({ entries: z.array(historyEntry) }) },
  'history.open': { argument: z.strictObject({ id }), result: z.object({ report: reportSchema }) },
  /** What ran in a span of time, and which verdict held when. */
  'history.span': { argument: historySpan, result: spanResult },
  /** The same hour by hour, for months. */
  'history.hours': { argument: hoursSpan, result: hoursResult },
  /** What this computer kept of the ten minutes before and after a moment. */
  'timeline.tell': { argument: z.strictObject({ at: z.iso.datetime() }), result: timelineDocument },
  'history.delete': { argument: z.strictObject({ id }), result: done },
  /** Takes a deletion back; `unknown-entry` when that was too long ago. */
  'history.restore': { argument: z.strictObject({ id }), result: done },
  'history.clear': { argument: nothing, result: done },
  'settings.get': { argument: nothing, result: z.object({ settings }) },
  'settings.set': { argument: settingsChange, result: z.object({ settings }) },
  'bundle.preview': { argument: bundleChoice, result: bundlePreview },
  'bundle.write': { argument: bundleChoice, result: bundleWritten },
  /** A file that the person dropped or chose: its content crosses, never its path. */
  'bundle.open': {
    argument: z.strictObject({
      fileName: z.string().min(1).max(255),
      base64: z.string().max(LIMITS.bundleArgumentBytes),
    }),
    result: bundleOpened,
    argumentBytes: LIMITS.bundleArgumentBytes + 1024,
  },
  /** One of many that were dropped together: kept, and read only as far as grouping needs. */
  'bundle.add': {
    argument: z.strictObject({
      fileName: z.string().min(1).max(255),
      /** When the file was last written, milliseconds since 1970. */
      modifiedMs: z.number().min(0).max(8e15),
      base64: z.string().max(LIMITS.bundleArgumentBytes),
    }),
    result: z.object({ bundleId: id }),
    argumentBytes: LIMITS.bundleArgumentBytes + 1024,
  },
  /** A bundle of the list, opened whole. */
  'bundle.reopen': { argument: z.strictObject({ bundleId: id }), result: bundleOpened },
  /**
   * What a helpdesk knows of its own: key files, tokens of cases, a file of sites. They hold for the groups until the engine ends.
   * `problem`: what was none, so that nothing was changed.
   */
  'bundle.tags': {
    argument: tagBook,
    result: z.object({
      keys: z.number().int(),
      sites: z.number().int(),
      problem: z.enum(['key', 'sites']).nullable(),
    }),
    argumentBytes: 2 * LIMITS.sitesBytes,
  },
  /** All that were added, in groups. */
  'bundle.groups': { argument: z.strictObject({ language: z.enum(LANGUAGES) }), result: bundleGroups },
  /** One file of an opened bundle, by its name inside. */
  'bundle.file': { argument: openedFileChoice, result: openedFile },
  /** Old evidence by the rules of this version. */
  'bundle.judge': { argument: z.strictObject({ bundleId: id }), result: bundleJudged },
  'bundle.compare': { argument: z.strictObject({ a: comparand, b: comparand }), result: comparedRuns },
  /** Everything that a person reads of a report of the history or an opened bundle: the page lays it out and adds nothing. */
  'report.speak': { argument: spokenOf, result: z.object({ spoken: spokenSchema }) },
  /** The same as plain text, ready for a ticket. */
  'report.ticket': { argument: spokenOf, result: z.object({ text: z.string() }) },
  /** The checks as CSV, by the writer of the command line: all of them, or those with these ids in this order. */
  'report.csv': {
    argument: z.strictObject({
      of: comparand,
      checks: z.array(z.string().max(400)).max(LIMITS.steps).optional(),
    }),
    result: z.object({ text: z.string() }),
    argumentBytes: LIMITS.checkIdsBytes,
  },
  /** A report against its rules; `before`: what a report before it said of each. `region` null: the one that decides. */
  'proof.make': {
    argument: z.strictObject({ of: comparand, before: comparand.nullable(), region: regionCode.nullable() }),
    result: proofResult,
  },
  /** Several reports against the rules of one Region; null: the one that decides in the first. */
  'proof.sites': {
    argument: z.strictObject({
      of: z.array(comparand).min(1).max(MOST_SITES),
      region: regionCode.nullable(),
    }),
    result: sitesResult,
  },
  'rules.syntaxes': {
    argument: z.strictObject({ language: z.enum(LANGUAGES) }),
    result: z.object({ syntaxes: z.array(z.object({ id: z.string(), name: z.string() })) }),
  },
  'rules.make': {
    argument: z.strictObject({
      regions: z.array(regionCode).min(1).max(60),
      protocols: z.array(z.enum(PROTOCOLS)).min(1).max(2),
      /** Absent: the app. */
      profile: z.enum(PROFILES).optional(),
      syntax: z.string().regex(/^[a-z0-9-]{1,40}$/),
      language: z.enum(LANGUAGES),
      /** Ids of rules; absent: all. */
      only: z.array(z.string().min(1).max(300)).min(1).max(200).optional(),
    }),
    result: z.object({ text: z.string() }),
  },
  /** A message of the WorkSpaces client to its probable causes; of an empty one only what clears the network comes back. */
  'message.explain': {
    argument: z.strictObject({ text: z.string().max(4000), language: z.enum(LANGUAGES) }),
    result: explanation,
  },
  /** The same for the end of a log: one that the person handed over, or the newest of the client here. It stays on this computer. */
  'log.explain': {
    argument: z.strictObject({
      log: z.discriminatedUnion('from', [
        z.strictObject({
          from: z.literal('file'),
          fileName: z.string().min(1).max(255),
          base64: z.string().max(LOG_SIGNS),
          /** Its beginning was left out. */
          cut: z.boolean(),
        }),
        z.strictObject({ from: z.literal('client') }),
      ]),
      language: z.enum(LANGUAGES),
    }),
    result: explanation,
    argumentBytes: LOG_SIGNS + 2048,
  },
  'link.open': { argument: z.strictObject({ link: linkId }), result: done },
  /**
   * The login page that a run of this computer was sent to, http or https: the desktop app opens it in the person's browser. Named by the
   * run, never by its address.
   */
  'portal.open': { argument: z.strictObject({ runId: id }), result: z.object({ url: z.string() }) },
  /** Ends the program behind the page. The reply comes first. */
  'app.quit': { argument: nothing, result: done },
} as const satisfies Record<string, { argument: z.ZodType; result: z.ZodType; argumentBytes?: number }>;

export type CommandName = keyof typeof COMMANDS;
export type ArgumentOf<C extends CommandName> = z.infer<(typeof COMMANDS)[C]['argument']>;
export type ResultOf<C extends CommandName> = z.infer<(typeof COMMANDS)[C]['result']>;

/** Whether a stranger's string names a command; own properties only. */
export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(COMMANDS, text);
}

/** How many bytes of JSON the argument of a command may have. */
export function argumentLimit(command: CommandName): number {
  const entry: { argument: z.ZodType; argumentBytes?: number } = COMMANDS[command];
  return entry.argumentBytes ?? LIMITS.argumentBytes;
}
