/**
 * Whether a planned step may run now, must wait, or is in vain. Pure: it sees the steps and what was observed so far.
 * A dead root costs one time-out: once DNS is known to be dead nobody waits for the other names.
 */
import { parseIpAddress, type IpAddress } from '../core/address.ts';
import type { NotTestedReason, Observed } from '../core/measured.ts';
import type { Evidence, HostFacts } from '../evidence/index.ts';
import { isProbeable } from '../plan/probeable.ts';
import { targetOf, type Step, type StepOf } from '../plan/step.ts';

export interface RunState {
  readonly steps: ReadonlyMap<string, Step>;
  readonly observations: ReadonlyMap<string, Observed<Evidence>>;
  readonly host: HostFacts;
  /** Running steps that have sent what disturbs others and only wait, perhaps in vain. */
  readonly silent: ReadonlySet<string>;
  /** From `resolverState`; kept by the scheduler, because every name asks for it. */
  readonly resolver: ResolverState;
}

export type Decision =
  | { readonly kind: 'wait' }
  | { readonly kind: 'run'; readonly step: Step; readonly resolved: readonly IpAddress[] }
  | {
      readonly kind: 'skip';
      readonly reason: NotTestedReason;
      readonly text: string;
      readonly because: string | null;
    };

const WAIT: Decision = { kind: 'wait' };

export function decideStep(step: Step, state: RunState): Decision {
  if (step.skipped !== null) {
    return {
      kind: 'skip',
      reason: step.skipReason ?? 'not-supported-here',
      text: step.skipped,
      because: null,
    };
  }
  if (step.probe === 'dns') return decideName(step, state);
  if (step.probe === 'rtt') return decideSeries(step, state);
  if (step.dependsOn.some((id) => !state.observations.has(id))) return WAIT;
  return decideTarget(step, state);
}

function decideName(step: Step, { resolver }: RunState): Decision {
  if (resolver.kind !== 'dead') return run(step);
  const text = 'no DNS server answered for the first names';
  return { kind: 'skip', reason: 'dependency-failed', text, because: resolver.because };
}

export type ResolverState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'answers' }
  /** `because`: the first name that nobody answered. */
  | { readonly kind: 'dead'; readonly because: string };

/** Names that must all stay unanswered before the resolver is called dead. */
export const SCOUTS = 4;

/** What the names asked so far say of the resolver. One answer of any kind, also NXDOMAIN, shows that it lives. */
export function resolverState(
  steps: RunState['steps'],
  observations: RunState['observations'],
): ResolverState {
  const silent: string[] = [];
  for (const [id, observed] of observations) {
    if (steps.get(id)?.probe !== 'dns') continue;
    if (observed.outcome === 'completed' && !isSilent(observed.evidence)) return { kind: 'answers' };
    if (observed.outcome === 'completed' || observed.outcome === 'timed-out') silent.push(id);
  }
  const [because] = silent;
  return because !== undefined && silent.length >= SCOUTS ? { kind: 'dead', because } : { kind: 'unknown' };
}

function isSilent(evidence: Evidence): boolean {
  if (evidence.kind !== 'dns') return false;
  const { system, servers } = evidence;
  return (
    (system === null || system.addresses.length === 0) && servers.every((answer) => answer.rcode === null)
  );
}

function run(step: Step, resolved: readonly IpAddress[] = []): Decision {
  return { kind: 'run', step, resolved };
}

/** A round-trip series runs on the first port that opened; one that only waits in silence holds nobody up. */
function decideSeries(step: StepOf<'rtt'>, state: RunState): Decision {
  for (const id of step.dependsOn) {
    const observed = state.observations.get(id);
    if (observed === undefined && !state.silent.has(id)) return WAIT;
    const connected = state.steps.get(id);
    if (hasOpened(observed) && connected?.probe === 'tcp')
      return run({ ...step, target: { ...step.target, port: connected.target.port } });
  }
  if (step.dependsOn.some((id) => !state.observations.has(id))) return WAIT;
  const because = step.dependsOn[0] ?? null;
  return {
    kind: 'skip',
    reason: 'dependency-failed',
    text: 'no streaming port of this address opened',
    because,
  };
}

function hasOpened(observed: Observed<Evidence> | undefined): boolean {
  if (observed?.outcome !== 'completed' || observed.evidence.kind !== 'tcp') return false;
  return observed.evidence.state === 'open';
}

function decideTarget(step: Step, state: RunState): Decision {
  const nameId = step.dependsOn.find((id) => state.steps.get(id)?.probe === 'dns');
  // What has an address of its own and needs no name only waited its turn.
  if (nameId === undefined) return targetOf(step).address === null ? decidePage(step, state) : run(step);
  const addresses = usableAddresses(nameId, state);
  if (addresses.length > 0) return run(fitted(step, addresses), addresses);
  if (targetOf(step).address !== null) return decideWithoutName(step, nameId, state);
  return {
    kind: 'skip',
    reason: 'dependency-failed',
    text: 'the name has no usable address',
    because: nameId,
  };
}

const TAKES_ONE: ReadonlySet<Step['role']> = new Set(['path', 'udp-control', 'also', 'peer']);

/** What goes to the Region as a whole takes the first address of its name. */
function fitted(step: Step, addresses: readonly IpAddress[]): Step {
  const takesOne = TAKES_ONE.has(step.role);
  return takesOne ? withAddress(step, addresses[0] ?? null) : step;
}

/** As it is where it has an address, or has no place for one (a page asks several). */
function withAddress(step: Step, address: IpAddress | null): Step {
  if (!('target' in step) || !('address' in step.target) || step.target.address !== null) return step;
  // The compiler does not follow a member of the union through a nested copy.
  return { ...step, target: { ...step.target, address } } as Step;
}

function usableAddresses(nameId: string, state: RunState): readonly IpAddress[] {
  const observed = state.observations.get(nameId);
  if (observed?.outcome !== 'completed' || observed.evidence.kind !== 'dns') return [];
  const addresses = (observed.evidence.system?.addresses ?? []).flatMap((text) => parseIpAddress(text) ?? []);
  return addresses.filter((address) => isProbeable(address, state));
}

/** The large request follows a page that was read; its addresses are those of that page. */
function decidePage(step: Step, state: RunState): Decision {
  const pageId = step.dependsOn[0];
  const observed = pageId === undefined ? undefined : state.observations.get(pageId);
  if (pageId === undefined) return run(step);
  const page =
    observed?.outcome === 'completed' && observed.evidence.kind === 'https' ? observed.evidence : null;
  const address = parseIpAddress(page?.attempts.find((attempt) => attempt.http !== null)?.address ?? '');
  if (address === null)
    return {
      kind: 'skip',
      reason: 'dependency-failed',
      text: 'the page itself was not read',
      because: pageId,
    };
  return run(withAddress(step, address), [address]);
}

/**
 * The health-check name has no address here. Where a proxy works, such a network resolves names only at the proxy, and streaming is
 * judged from the listed addresses (findings.md). They are tried too where the question was lost and nobody denied the name: a
 * network that loses packets is then seen to lose them. Else nothing would be proved by them.
 */
function decideWithoutName(step: Step, nameId: string, state: RunState): Decision {
  const reasons = [proxyStandsIn(state), questionWasLost(nameId, state)];
  if (reasons.includes(true)) return run(step);
  if (reasons.includes(null)) return WAIT;
  return {
    kind: 'skip',
    reason: 'dependency-failed',
    text: 'the health-check name has no usable address',
    because: nameId,
  };
}

/** Null while it is being asked. */
function proxyStandsIn({ steps, observations }: RunState): boolean | null {
  const byProxy = [...steps.values()].filter(({ role }) => role === 'endpoint-by-proxy');
  const observed = byProxy.map(({ id }) => observations.get(id));
  if (observed.some(proxyWorks)) return true;
  return observed.includes(undefined) ? null : false;
}

/** Null while nobody knows whether the resolver lives: where it is dead no question was lost. */
function questionWasLost(nameId: string, { steps, observations, resolver }: RunState): boolean | null {
  if (resolver.kind === 'dead' || !isUndenied(observations.get(nameId))) return false;
  if (resolver.kind === 'answers') return true;
  const names = [...steps.values()].filter(({ probe }) => probe === 'dns');
  return names.every(({ id }) => observations.has(id)) ? false : null;
}

/** Nobody said that the name or its IPv4 address does not exist; that a server has no IPv6 address for it is no news. */
function isUndenied(observed: Observed<Evidence> | undefined): boolean {
  if (observed?.outcome !== 'completed' || observed.evidence.kind !== 'dns') return false;
  const { system, servers } = observed.evidence;
  const why = system?.failure?.code;
  const heard = servers.filter(
    ({ question, rcode }) => rcode === 'NXDOMAIN' || (question === 'A' && rcode !== null),
  );
  return (
    (why === 'dns-temporary' || why === 'dns-timeout') && heard.every(({ addresses }) => addresses.length > 0)
  );
}

function proxyWorks(observed: Observed<Evidence> | undefined): boolean {
  if (observed?.outcome !== 'completed' || observed.evidence.kind !== 'https') return false;
  return observed.evidence.attempts.some((attempt) => attempt.http !== null);
}
