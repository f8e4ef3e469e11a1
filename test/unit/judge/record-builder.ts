/**
 * Records for tests of judging: a healthy run made from the real tables and the real plan, and mutators that break one thing each.
 * Every mutator takes a record and gives a new one, so that faults can be piled up in any order.
 */
import { toIpAddress, type IpAddress } from '../../../src/core/address.ts';
import type { Observed } from '../../../src/core/measured.ts';
import type { Evidence, EvidenceKind, EvidenceOf, HostFacts } from '../../../src/evidence/index.ts';
import type { RunRecord } from '../../../src/reading/record.ts';
import { expandPlan } from '../../../src/plan/expand-plan.ts';
import { makePlan } from '../../../src/plan/make-plan.ts';
import { makeStep } from '../../../src/plan/make-step.ts';
import type { PlanInput } from '../../../src/plan/plan-input.ts';
import type { Request } from '../../../src/plan/request.ts';
import { targetOf, type Step } from '../../../src/plan/step.ts';
import type { Tables } from '../../../src/regions/model.ts';
import { loadTables } from '../../../src/regions/tables.ts';
import { hostFactsOf, requestOf } from '../plan/plan-fixtures.ts';
import {
  captive,
  client,
  datagram,
  dnsEvidence,
  goodAttempt,
  httpsEvidence,
  httpsMtu,
  pingMtu,
  proxyConnectEvidence,
  quicMtu,
  route,
  rttEvidence,
  systemTls,
  tcpEvidence,
  timeEvidence,
  txtEvidence,
} from './evidence-builder.ts';
import { peerIdle, peerLoad, peerNat, peerSize, peerTcp, stamp } from './peer-evidence.ts';

export const tables = loadTables();
export const REGION = 'eu-central-1';

export type Mutator = (record: RunRecord) => RunRecord;

export interface Healthy {
  readonly request?: Partial<Request>;
  readonly host?: Partial<HostFacts>;
  /** Proxy for every host of the tables. */
  readonly proxy?: string;
  /** Round trip of a Region in milliseconds; 40 without an entry. */
  readonly rttMs?: Readonly<Record<string, number>>;
  /** Those that the run was planned by; the shipped ones without an entry. */
  readonly tables?: Tables;
}

/** Records are never changed, so that one of each kind is enough: making the plan costs as much as judging it. */
const made = new Map<string, RunRecord>();

/** A run on a good network; UDP silent, ping ignored, gateways idle: the manners of the real service. */
export function healthy(options: Healthy = {}): RunRecord {
  if (options.tables !== undefined) return makeHealthy(options);
  const key = JSON.stringify(options);
  const record = made.get(key) ?? makeHealthy(options);
  made.set(key, record);
  return record;
}

function makeHealthy(options: Healthy): RunRecord {
  const input = inputOf(options);
  const planned = makePlan(input);
  const names = planned.filter(({ role }) => role === 'health-check-name');
  const extra = names.flatMap((step) => expandPlan(step, addressesOf(step, input) as IpAddress[], input));
  const steps = [...planned, ...extra];
  const observations = Object.fromEntries(
    steps.map((step) => [step.id, observe(step, { input, rttMs: options.rttMs ?? {} })]),
  );
  return {
    id: '00000000-0000-4000-8000-000000000000',
    createdAt: '2026-11-20T10:00:00.000Z',
    durationMs: 9000,
    completed: true,
    completedBecause: null,
    simulated: false,
    scenario: null,
    agent: { name: 'preflight', version: '0.1.0', platform: 'linux', arch: 'x64', runtime: 'node 20.20.2' },
    request: input.request,
    host: input.host,
    steps,
    observations,
  };
}

function inputOf({ request, host, proxy, tables: planned = tables }: Healthy): PlanInput {
  const full = requestOf({ regions: [REGION], ...request });
  const hosts = tables.regions.flatMap((region) => region.endpoints.map((endpoint) => endpoint.host));
  const checks = tables.regions.flatMap(({ healthCheck }) => healthCheck?.host ?? []);
  const proxies =
    proxy === undefined ? {} : Object.fromEntries([...hosts, ...checks].map((name) => [name, proxy]));
  const facts = hostFactsOf({
    interfaces: [ethernet('eth0')],
    ...host,
  });
  return { tables: planned, request: full, host: facts, proxies };
}

export function ethernet(name: string): HostFacts['interfaces'][number] {
  const addresses = [{ address: '192.168.1.20', family: 4 as const, prefixLength: 24 }];
  return { name, kind: 'ethernet', up: true, mtuBytes: 1500, mac: null, addresses };
}

interface World {
  readonly input: PlanInput;
  readonly rttMs: Readonly<Record<string, number>>;
}

function observe(step: Step, world: World): Observed<Evidence> {
  if (step.skipped !== null)
    return { outcome: 'skipped', reason: step.skipReason ?? 'profile', text: step.skipped, because: null };
  return completed(evidenceFor(step, world));
}

export function completed(evidence: Evidence): Observed<Evidence> {
  return { outcome: 'completed', startMs: 10, durationMs: 40, evidence };
}

/** What the service has behind each name: the listed addresses, or one made-up public address a name. */
function addressesOf(step: Step, { tables: known }: Pick<PlanInput, 'tables'>): string[] {
  const region = known.regions.find(({ code }) => code === step.region);
  if (step.role === 'health-check-name' && region?.healthCheck?.addressesTrusted === true)
    return region.healthCheck.addresses.map(({ address }) => address);
  const sum = [...(targetOf(step).host ?? '')].reduce(
    (hash, char) => (hash * 31 + char.charCodeAt(0)) % 65_000,
    7,
  );
  return [`52.94.${sum >> 8}.${sum % 256}`];
}

function evidenceFor(step: Step, world: World): Evidence {
  const address = targetOf(step).address ?? '52.94.1.1';
  switch (step.probe) {
    case 'dns':
      return step.role === 'control-name'
        ? dnsEvidence(step, [], 'NXDOMAIN')
        : step.role === 'registration-name'
          ? txtEvidence(step, ['abc123'])
          : dnsEvidence(step, addressesOf(step, world.input), 'NOERROR');
    case 'https':
      return httpsEvidence(step, [goodAttempt(addressesOf(step, world.input)[0] ?? address)]);
    case 'tcp':
      return tcpEvidence(step, step.role === 'health-check' || step.role === 'also' ? 'open' : 'filtered');
    case 'proxy-connect':
      return proxyConnectEvidence(step, 'opened');
    case 'udp':
      return datagram('udp', step, 'open|filtered');
    case 'quic':
      return datagram('quic', step, 'open|filtered');
    case 'ntp':
      return timeEvidence(step, 0);
    case 'stun':
      return datagram('stun', step, 'open|filtered');
    case 'rtt':
      return rttEvidence(
        step,
        Array.from({ length: step.samples ?? 10 }, () => world.rttMs[step.region ?? ''] ?? 40),
      );
    default:
      return localEvidence(step, address);
  }
}

function localEvidence(step: Step, address: string): Evidence {
  switch (step.probe) {
    case 'icmp': {
      const first = step.role === 'first-hop';
      const rttsMs = first ? Array.from({ length: 10 }, () => 1) : [];
      return { kind: 'icmp', address, sent: 10, received: rttsMs.length, rttsMs, failure: null };
    }
    case 'mtu-ping':
      return pingMtu({ address, answersPing: false });
    case 'mtu-quic':
      return quicMtu({ address, largest: 0 });
    case 'mtu-https':
      return httpsMtu({ host: targetOf(step).host ?? '', address });
    case 'route':
      return route({ address });
    case 'peer-tcp':
      return peerTcp(step);
    case 'stamp':
      return stamp(step);
    case 'peer-size':
      return peerSize(step);
    case 'peer-nat':
      return peerNat(step);
    case 'peer-load':
      return peerLoad(step);
    case 'peer-idle':
      return peerIdle(step);
    case 'captive':
      return captive({ status: 301, location: 'https://clients.amazonworkspaces.com/' });
    case 'system-tls':
      return systemTls({ host: targetOf(step).host ?? '', address });
    case 'local-services':
      return { kind: 'local-services', printers: [], failure: null };
    default:
      return client({ installed: true, version: '2024.8.5130' });
  }
}

export type Wanted = (step: Step) => boolean;

/** Puts other observations to the steps that are wanted. */
export function replace(
  wanted: Wanted,
  make: (step: Step, before: Observed<Evidence>) => Observed<Evidence>,
): Mutator {
  return (record) => {
    const changed = record.steps.filter(wanted).flatMap((step) => {
      const before = record.observations[step.id];
      return before === undefined ? [] : [[step.id, make(step, before)] as const];
    });
    return { ...record, observations: { ...record.observations, ...Object.fromEntries(changed) } };
  };
}

/** Changes the evidence of one kind where it was measured. */
export function alter<K extends EvidenceKind>(
  kind: K,
  wanted: Wanted,
  change: (evidence: EvidenceOf<K>, step: Step) => Evidence,
): Mutator {
  return replace(wanted, (step, before) =>
    before.outcome === 'completed' && before.evidence.kind === kind
      ? { ...before, evidence: change(before.evidence as EvidenceOf<K>, step) }
      : before,
  );
}

/** Skips steps as the run does when one that they need has failed. */
export function skipDependants(because: Wanted): Mutator {
  return (record) => {
    let failed = new Set(record.steps.filter(because).map(({ id }) => id));
    let next = record;
    for (let depth = 0; depth < 4; depth += 1) {
      const behind = next.steps.filter(
        (step) =>
          step.role !== 'endpoint-by-proxy' &&
          step.probe !== 'rtt' &&
          step.dependsOn.some((id) => failed.has(id)),
      );
      const ids = new Set(behind.map(({ id }) => id));
      next = replace(
        ({ id }) => ids.has(id),
        (step) => ({
          outcome: 'skipped',
          reason: 'dependency-failed',
          text: 'the name has no usable address',
          because: step.dependsOn.find((id) => failed.has(id)) ?? null,
        }),
      )(next);
      failed = ids;
    }
    return next;
  };
}

/** The run as it is when these TCP ports do not open: the round-trip series on them moves to the other port or is skipped. */
export function settleSeries(record: RunRecord): RunRecord {
  const opened = (id: string) => {
    const observed = record.observations[id];
    return (
      observed?.outcome === 'completed' &&
      observed.evidence.kind === 'tcp' &&
      observed.evidence.state === 'open'
    );
  };
  return replace(
    (step) => step.probe === 'rtt' && !step.dependsOn.some(opened),
    (step) => ({
      outcome: 'skipped',
      reason: 'dependency-failed',
      text: 'no streaming port of this address opened',
      because: step.dependsOn[0] ?? null,
    }),
  )(record);
}

/** A slow series confirmed `lost` of `sent` towards the Region, and the router answered `router` of 60 pings (null: not asked). */
export function slowly(lost: number, sent = 60, router: number | null = null, region = REGION): Mutator {
  return (record) => {
    const model = record.steps.find((step) => step.probe === 'rtt' && step.region === region);
    if (model === undefined) throw new Error('no series in the record');
    const series: Step = { ...model, id: `${region}/slow-series`, role: 'slow-series' };
    const samples = Array.from({ length: sent }, (_, index) => (index < lost ? null : 40));
    const ping = makeStep({
      ...{ id: 'local/first-hop/long', probe: 'icmp', role: 'slow-series', group: 'local', reason: '' },
      ...{ regions: [], protocols: [], target: { host: null, address: ROUTER, zone: null }, samples: 60 },
    });
    const pinged: Evidence = {
      ...{ kind: 'icmp', address: ROUTER, sent: 60, received: router ?? 0, failure: null },
      rttsMs: Array.from({ length: router ?? 0 }, () => 2),
    };
    const added = { [series.id]: completed(rttEvidence(series, samples)), [ping.id]: completed(pinged) };
    return {
      ...record,
      steps: [...record.steps, series, ping],
      observations: { ...record.observations, ...added },
    };
  };
}

const ROUTER = toIpAddress('192.168.1.1');

export function pipe(...mutators: readonly Mutator[]): Mutator {
  return (record) => mutators.reduce((before, mutate) => mutate(before), record);
}

export const hasRole =
  (...roles: readonly Step['role'][]): Wanted =>
  (step) =>
    roles.includes(step.role);
