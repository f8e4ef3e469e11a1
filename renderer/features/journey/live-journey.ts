/** The journey while it is still being checked: what was seen so far and what is planned. Pure; never red before the cause is known. */
import type { PlannedStep, RegionChoice } from '../../../src/contract/index.ts';
import { PROTOCOLS, STREAMING_PORT, type Protocol } from '../../../src/core/words.ts';
import type { Check } from '../../../src/reading/check.ts';
import { truthRoleOf } from '../../../src/reading/truth-roles.ts';
import type { Words } from '../../words/en.ts';
import { delay, regionName } from '../../words/format.ts';
import type { RunView } from '../live/run-view.ts';
import type { JourneyModel, Lane, LaneEnd, LaneId, LineTone } from './journey-model.ts';
import { connectFigure } from './link-figure.ts';
import { surroundingsOf } from './surroundings.ts';

type Planned = Pick<Check, 'id' | 'group' | 'category' | 'region' | 'target' | 'role'>;

/** What has come back of a part of the plan, and what has not. */
interface Parts {
  readonly checks: readonly Check[];
  readonly pending: readonly Planned[];
}

export function liveJourney(words: Words, view: RunView, regions: readonly RegionChoice[]): JourneyModel {
  const parts = partsOf(view);
  const protocols = view.request?.protocols ?? PROTOCOLS;
  const lanes = (['dcv', 'pcoip'] as const).filter((protocol) => protocols.includes(protocol));
  return {
    live: true,
    sentence: words.journey.running,
    region: regionName(words, regions, view.decidingRegion ?? ''),
    fault: null,
    ...surroundingsOf({ host: view.host, vpn: null, checks: parts.checks, live: true }),
    lanes: [signInLane(words, parts), ...lanes.map((protocol) => streamingLane(words, parts, protocol))],
    trunkCut: null,
    note: null,
  };
}

/** The plan knows what a check is for, also where the check does not say so itself. */
function partsOf({ checks, steps, decidingRegion }: RunView): Parts {
  const seen = new Set(checks.map(({ check }) => check.id));
  const planned = new Map(steps.map((step) => [step.id, step]));
  const isHere = ({ region }: Planned) => region === null || region === decidingRegion;
  return {
    checks: checks.map(({ check }) => withRole(check, planned.get(check.id))).filter(isHere),
    pending: steps.filter((step) => step.skipped === null && !seen.has(step.id) && isHere(step)),
  };
}

function withRole(check: Check, step: PlannedStep | undefined): Check {
  return step === undefined ? check : { ...check, role: step.role, probe: step.probe };
}

function narrow({ checks, pending }: Parts, test: (check: Planned) => boolean): Parts {
  return { checks: checks.filter(test), pending: pending.filter(test) };
}

const isBroker = (check: Planned) => /broker/.test(truthRoleOf(check) ?? '');

function signInLane(words: Words, all: Parts): Lane {
  const own = narrow(all, (check) => check.group === 'https' && truthRoleOf(check) !== null);
  const names = narrow(all, ({ role }) => role === 'name');
  const { ends } = words.journey;
  return laneOf(words, {
    id: 'sign-in',
    port: 443,
    own,
    failed: failedOf(own) + failedOf(names),
    near: endOf(
      words,
      ends['sign-in-pages'],
      narrow(own, (check) => !isBroker(check)),
    ),
    far: endOf(words, ends.brokers, narrow(own, isBroker)),
  });
}

function streamingLane(words: Words, all: Parts, protocol: Protocol): Lane {
  const port = STREAMING_PORT[protocol];
  const at = (role: string, transport: string | null) =>
    narrow(
      all,
      (check) =>
        truthRoleOf(check) === role &&
        check.target.port === port &&
        (transport === null || check.target.transport === transport),
    );
  const own = at('health-check', 'tcp');
  const concerns = narrow(
    all,
    ({ target, group, role }) =>
      (target.port === port && group !== 'latency') || role === 'health-check-name',
  );
  const { ends } = words.journey;
  return laneOf(words, {
    id: protocol,
    port,
    own,
    failed: failedOf(concerns),
    near: endOf(words, ends['health-check'], own),
    far: endOf(words, ends.gateways, at('gateways', 'tcp')),
  });
}

function failedOf({ checks }: Parts): number {
  return checks.filter(({ status }) => status === 'fail').length;
}

interface LiveLane extends Pick<Lane, 'near' | 'far' | 'port'> {
  readonly id: LaneId;
  readonly own: Parts;
  readonly failed: number;
}

function laneOf(words: Words, { id, port, own, failed, near, far }: LiveLane): Lane {
  const tone = toneOf(own, failed);
  const figure = connectFigure(own.checks);
  return {
    id,
    name: words.vocabulary.laneName[id],
    port,
    state: tone === 'pass' ? 'open' : tone === 'running' ? 'running' : 'not-tested',
    tone,
    cut: null,
    strands: null,
    word: words.vocabulary.status[tone],
    figure: figureText(words, { tone, failed, ms: figure?.medianMs ?? null }),
    why: null,
    failedSoFar: failed,
    near,
    far,
  };
}

/** Green at the first proof and as long as nothing failed beside it. */
function toneOf({ checks, pending }: Parts, failed: number): LineTone {
  if (failed > 0) return 'running';
  if (checks.some(({ status }) => status === 'pass' || status === 'warn')) return 'pass';
  const tested = checks.some(({ status }) => status !== 'not-tested');
  return pending.length > 0 || tested ? 'running' : 'not-tested';
}

function figureText(words: Words, seen: { tone: LineTone; failed: number; ms: number | null }): string {
  const { journey, vocabulary } = words;
  if (seen.failed > 0) return journey.failedSoFar(seen.failed);
  if (seen.tone === 'not-tested') return vocabulary.lane['not-tested'];
  if (seen.tone === 'running') return journey.noAnswerYet;
  return seen.ms === null ? '' : journey.soFar(delay(words, seen.ms));
}

/** An end tells of its own checks alone: what failed at once, what passed when all are back. */
function endOf(words: Words, name: string, { checks, pending }: Parts): LaneEnd {
  const { journey } = words;
  const planned = checks.length + pending.length;
  const tested = checks.filter(({ status }) => status !== 'not-tested');
  if (planned === 0) return { name, text: journey.notYet, short: journey.notYet, tone: 'not-tested' };
  const text = tested.length > 0 ? journey.tried(tested.length, planned) : journey.waiting;
  if (tested.some(({ status }) => status === 'fail')) return { name, text, short: text, tone: 'fail' };
  const isDone =
    tested.length === planned && tested.some(({ status }) => status === 'pass' || status === 'warn');
  return { name, text, short: text, tone: isDone ? 'pass' : 'running' };
}
