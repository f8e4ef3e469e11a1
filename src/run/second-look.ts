/**
 * Names, pages and health-check servers that stayed silent in a run that lost packets are asked once more, one at a time and after everything
 * else: a path that drops what comes quickly, or some packets of all, must not be told as a block (findings.md, second edition: our own
 * pace is never the fault). What is silent again stays silent.
 */
import type { Observed } from '../core/measured.ts';
import type { Evidence } from '../evidence/index.ts';
import type { Step } from '../plan/step.ts';
import { dnsOutcome } from '../reading/dns-outcome.ts';
import { httpsOutcome } from '../reading/https-outcome.ts';
import { judgedRegions, quickLoss } from '../reading/loss.ts';
import type { RunRecord } from '../reading/record.ts';
import { makeView } from '../reading/view.ts';
import { SYN_REPEAT_MS } from '../probes/rtt-series.ts';
import type { Tables } from '../regions/model.ts';
import { connectsOf } from './patience.ts';
import type { ScheduleResult } from './schedule.ts';

/** So many that are silent again are enough: the rest stays as it was seen. */
const MOST_SILENT_AGAIN = 2;
/** Who answers does so in its round trips: 64 are a few seconds, and a narrow path leaves more than sixteen pages of one Region silent. */
const MOST_ASKED = 64;

export interface SecondLook {
  readonly tables: Tables;
  readonly recordOf: (outcome: ScheduleResult) => RunRecord;
  /** Runs the steps that have no observation yet; ends early when the run is stopped. */
  readonly ask: (steps: readonly Step[], known: ScheduleResult['observations']) => Promise<ScheduleResult>;
  /** Of a part that is done again only that part is asked. */
  readonly mayAsk: (stepId: string) => boolean;
  /** There is something to ask. */
  readonly onBegin: () => void;
}

export async function secondLook(seen: ScheduleResult, look: SecondLook): Promise<ScheduleResult> {
  const unsure = silentSteps(look.recordOf(seen), look.tables).filter(({ id }) => look.mayAsk(id));
  if (unsure.length > 0) look.onBegin();
  let [outcome, silentAgain] = [seen, 0];
  for (const step of unsure.slice(0, MOST_ASKED)) {
    outcome = await askOnceMore(step, outcome, look);
    if (isSilent(step, outcome.observations.get(step.id))) silentAgain += 1;
    if (silentAgain === MOST_SILENT_AGAIN) break;
  }
  return outcome;
}

/** What could not be asked because of the silence is asked with it; what is silent again keeps its first evidence and what hung on it. */
async function askOnceMore(step: Step, before: ScheduleResult, look: SecondLook): Promise<ScheduleResult> {
  const hung = before.steps.filter(
    ({ id, dependsOn }) => dependsOn.includes(step.id) && before.observations.get(id)?.outcome === 'skipped',
  );
  const open = new Set([step.id, ...hung.map(({ id }) => id)]);
  const known = new Map([...before.observations].filter(([id]) => !open.has(id)));
  const reason = 'it was silent while packets were lost: does it answer when it is asked alone?';
  const steps = before.steps.map((one) => (one.id === step.id ? { ...one, reason } : one));
  const after = await look.ask(steps, known);
  const answered = after.observations.get(step.id)?.outcome === 'completed';
  return answered && !isSilent(step, after.observations.get(step.id)) ? after : before;
}

/** Silent ones whose like answered, in a run that lost packets elsewhere too: the essential ones first, and of these names. */
function silentSteps(record: RunRecord, tables: Tables): readonly Step[] {
  const view = makeView(record, tables);
  const seriesLost = judgedRegions(view).some((region) => quickLoss(view, region) !== null);
  if (!seriesLost && !connectWasRepeated(record)) return [];
  const asked = record.steps.filter(({ role }) => ASKED_ROLES.has(role));
  const silent = asked.filter((step) => isSilent(step, record.observations[step.id]));
  const othersAnswer = ({ probe }: Step): boolean =>
    asked.some((step) => step.probe === probe && hasAnswered(step, record.observations[step.id]));
  return silent.filter(othersAnswer).toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({ need, probe }: Step): number {
  return (need === 'essential' ? 0 : ORDER.length) + ORDER.indexOf(probe);
}

/**
 * A connect that opened only when its SYN was repeated: the burst of the beginning lost packets, also where the series behind it, which is
 * slower, lost none.
 */
function connectWasRepeated({ observations }: RunRecord): boolean {
  const connectsMs = Object.values(observations).flatMap((observed) =>
    observed.outcome === 'completed' ? connectsOf(observed.evidence) : [],
  );
  const floorMs = connectsMs.reduce((low, ms) => Math.min(low, ms), Infinity);
  return connectsMs.some((ms) => ms - floorMs >= SYN_REPEAT_MS);
}

const ORDER = ['dns', 'https', 'tcp'];
const ASKED_ROLES: ReadonlySet<Step['role']> = new Set([
  'name',
  'health-check-name',
  'endpoint',
  'endpoint-by-proxy',
  'also',
  'health-check',
]);

function isSilent({ probe }: Step, observed: Observed<Evidence> | undefined): boolean {
  if (observed?.outcome === 'timed-out') return ORDER.includes(probe);
  if (observed?.outcome !== 'completed') return false;
  const { evidence } = observed;
  if (evidence.kind === 'dns') return dnsOutcome(evidence) === 'silent';
  if (evidence.kind === 'https') return httpsOutcome(evidence) === 'blocked';
  return evidence.kind === 'tcp' && evidence.state === 'filtered';
}

function hasAnswered(step: Step, observed: Observed<Evidence> | undefined): boolean {
  return (
    observed?.outcome === 'completed' && ORDER.includes(observed.evidence.kind) && !isSilent(step, observed)
  );
}
