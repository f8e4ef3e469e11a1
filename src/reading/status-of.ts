/**
 * The status of one step, before causes are known: the run streams it, judging starts from it.
 * `fail` is what can break a session, `warn` what is outside a limit or fails without stopping one, `unproven` silence that proves
 * nothing (UDP, an idle gateway, a ping that is ignored), `not-tested` everything without a result.
 */
import type { Failure } from '../core/failure.ts';
import type { NotTestedReason, Observed } from '../core/measured.ts';
import type { PortState, Status } from '../core/words.ts';
import type { Evidence, EvidenceOf, HttpsEvidence } from '../evidence/index.ts';
import { targetOf, type Step } from '../plan/step.ts';
import { isForeignAnswer } from './captive-answer.ts';
import { addressTrouble, dnsOutcome, type DnsOutcome } from './dns-outcome.ts';
import type { Check } from './check.ts';
import { decidingAttempt, httpsOutcome, machineTrusts, troubleOf } from './https-outcome.ts';
import { registrationFault } from './registration-answer.ts';

interface Reading {
  readonly status: Status;
  readonly state: PortState | null;
  readonly failure: Failure | null;
}

/**
 * The check of one step. `unstarted` is the reason for a step that the run never came to (`deadline`, `cancelled`).
 */
export function checkOf(
  step: Step,
  observed: Observed<Evidence> | null,
  unstarted: NotTestedReason = 'agent-failure',
): Check {
  const base = baseOf(step);
  if (observed === null) return { ...base, notTestedBecause: unstartedBecause(step, unstarted) };
  if (observed.outcome === 'skipped')
    return { ...base, notTestedBecause: because(observed.reason, observed.text, observed.because) };
  if (observed.outcome === 'cancelled')
    return { ...base, notTestedBecause: because(observed.reason, REASON_TEXT[observed.reason]) };
  const timing = { startMs: observed.startMs, durationMs: observed.durationMs };
  if (observed.outcome === 'completed')
    return {
      ...base,
      ...timing,
      ...readEvidence(step, observed.evidence),
      evidence: withAttempts(observed.evidence),
    };
  const text =
    observed.outcome === 'crashed' ? REASON_TEXT['agent-failure'] : 'no result within its own time';
  return { ...base, ...timing, failure: observed.failure, notTestedBecause: because('agent-failure', text) };
}

const REASON_TEXT = {
  deadline: 'the time for the whole run was over',
  cancelled: 'the run was cancelled',
  'agent-failure': 'Preflight itself failed here',
} as const;

function baseOf(step: Step): Check {
  return {
    id: step.id,
    probe: step.probe,
    role: step.role,
    group: step.group,
    category: step.category,
    need: step.need,
    region: step.region,
    target: targetOf(step),
    status: 'not-tested',
    state: null,
    startMs: null,
    durationMs: null,
    failure: null,
    notTestedBecause: null,
    evidence: {},
  };
}

function because(reason: NotTestedReason, text: string, check: string | null = null) {
  return { reason, check, finding: null, text };
}

function unstartedBecause(step: Step, unstarted: NotTestedReason) {
  if (step.skipped !== null) return because(step.skipReason ?? 'not-in-tables', step.skipped);
  const text = unstarted === 'deadline' || unstarted === 'cancelled' ? unstarted : 'agent-failure';
  return because(unstarted, REASON_TEXT[text]);
}

/** A failure counts in full only where the name is essential (findings.md, need); our own controls have no need. */
function failing(step: Step): Status {
  return step.need === 'essential' ? 'fail' : 'warn';
}

type Reader<K extends Evidence['kind']> = (step: Step, evidence: EvidenceOf<K>) => Reading;

/** One reader a kind of evidence; the type makes the list complete. */
const READERS: { readonly [K in Evidence['kind']]: Reader<K> } = {
  dns: readDns,
  https: readHttps,
  tcp: readTcp,
  udp: readDatagram,
  quic: readDatagram,
  stun: readDatagram,
  ntp: readDatagram,
  // What a proxy does not carry breaks nothing: streaming goes direct as a rule.
  'proxy-connect': (_step, { opened, control, failure }) =>
    reading(opened && control?.opened === false ? 'pass' : 'unproven', failure, opened ? 'open' : null),
  rtt: (_step, evidence) =>
    reading(evidence.samples.some((sample) => sample.rttMs !== null) ? 'pass' : 'fail', evidence.failure),
  icmp: (_step, evidence) => reading(evidence.received > 0 ? 'pass' : 'unproven', evidence.failure),
  // Who answers on the way is no state of anything.
  hops: (_step, evidence) => reading(evidence.failure === null ? 'pass' : 'unproven', evidence.failure),
  // A peer is no part of the service: what it does not answer breaks nothing.
  'peer-tcp': (_step, evidence) =>
    reading(evidence.said === 'answer' ? 'pass' : 'unproven', evidence.failure, evidence.state),
  stamp: (_step, evidence) =>
    reading(evidence.received > 0 ? 'pass' : 'unproven', evidence.failure, evidence.state),
  'peer-size': (_step, { up, down, failure }) =>
    reading(up.largestBytes === null && down.largestBytes === null ? 'unproven' : 'pass', failure),
  'peer-nat': (_step, { seen, failure }) =>
    reading(seen.some(({ outsidePort }) => outsidePort !== null) ? 'pass' : 'unproven', failure),
  'peer-load': (_step, { runs, failure }) => reading(runs.length > 0 ? 'pass' : 'unproven', failure),
  'peer-idle': (_step, { held, failure }) =>
    reading(held.some(({ answered }) => answered) ? 'pass' : 'unproven', failure),
  'mtu-ping': (_step, evidence) => reading(evidence.answersPing ? 'pass' : 'unproven', evidence.failure),
  'mtu-quic': (_step, evidence) =>
    reading(evidence.ladder.some((rung) => rung.replied) ? 'pass' : 'unproven', evidence.failure),
  'mtu-https': (_step, evidence) =>
    reading(evidence.outcome === 'passed' ? 'pass' : 'unproven', evidence.failure),
  route: (_step, evidence) => reading(evidence.failure === null ? 'pass' : 'unproven', evidence.failure),
  captive: (_step, evidence) =>
    evidence.failure !== null
      ? reading('unproven', evidence.failure)
      : reading(isForeignAnswer(evidence) ? 'warn' : 'pass'),
  client: (_step, evidence) => reading(evidence.installed === null ? 'unproven' : 'pass', evidence.failure),
  'system-tls': (step, evidence) =>
    evidence.accepted === null
      ? reading('unproven', evidence.failure)
      : reading(evidence.accepted ? 'pass' : failing(step), evidence.failure),
  'local-services': (_step, evidence) =>
    reading(evidence.failure === null ? 'pass' : 'unproven', evidence.failure),
};

function readEvidence(step: Step, evidence: Evidence): Reading {
  // Sound by construction: the reader is looked up by the evidence's own kind.
  const reader = READERS[evidence.kind] as Reader<Evidence['kind']>;
  return reader(step, evidence);
}

function reading(status: Status, failure: Failure | null = null, state: PortState | null = null): Reading {
  return { status, state, failure: status === 'pass' ? null : failure };
}

function readDns(step: Step, evidence: EvidenceOf<'dns'>): Reading {
  const failure = evidence.system?.failure ?? evidence.servers[0]?.failure ?? null;
  if (step.role === 'registration-name') return readRegistration(step, evidence);
  const outcome = dnsOutcome(evidence);
  if (step.role === 'control-name') return reading(controlName(evidence, outcome === 'resolved'), failure);
  if (outcome !== 'resolved') return reading(unresolved(step, outcome), failure);
  return reading(addressTrouble(evidence) === 'dead' ? failing(step) : 'pass');
}

/** No address is what a made-up name should get; without any answer nothing is known. */
function controlName({ servers }: EvidenceOf<'dns'>, resolved: boolean): Status {
  if (resolved) return 'warn';
  return servers.some(({ rcode }) => rcode !== null) ? 'pass' : 'unproven';
}

/** A lesser name that was given up while the resolver still waited is no failure. */
function unresolved(step: Step, outcome: DnsOutcome): Status {
  return outcome === 'untold' ? 'unproven' : failing(step);
}

/** Servers that gave no answer to judge leave the record unproven. */
function readRegistration(step: Step, evidence: EvidenceOf<'dns'>): Reading {
  const failure = evidence.servers[0]?.failure ?? null;
  if (registrationFault(evidence) !== null) return reading(failing(step), failure);
  return reading(evidence.servers.some((answer) => answer.rcode !== null) ? 'pass' : 'unproven', failure);
}

function readHttps(step: Step, evidence: HttpsEvidence): Reading {
  const attempt = decidingAttempt(evidence);
  const opened = evidence.attempts.some((one) => one.tcpState === 'open');
  const state = opened ? 'open' : (attempt?.tcpState ?? null);
  const failure = attempt?.failure ?? null;
  return reading(statusOfHttps(step, evidence), failure, state);
}

function statusOfHttps(step: Step, evidence: HttpsEvidence): Status {
  const outcome = httpsOutcome(evidence);
  if (outcome === null) return 'unproven';
  if (outcome === 'passed') return 'pass';
  const soft = outcome === 'server-error' || outcome === 'protocol-error' || isTrustedHere(evidence);
  return soft ? 'warn' : failing(step);
}

/** Somebody decrypts, but this machine trusts him: a warning, the client gets through. */
function isTrustedHere(evidence: HttpsEvidence): boolean {
  return troubleOf(evidence) === 'intercepted' && machineTrusts(evidence) !== false;
}

/**
 * A connect to documentation addresses. On 443 a transparent web proxy answers for everybody, and streaming does not go through it. What
 * never left this machine controls nothing.
 */
function readControl(step: Step, evidence: EvidenceOf<'tcp'>): Reading {
  const failure = evidence.attempts.at(-1)?.failure ?? null;
  const left = !evidence.attempts.every((attempt) => attempt.failure?.code === 'network-unreachable');
  const open: Status = targetOf(step).port === 443 ? 'warn' : 'fail';
  const status = evidence.state === 'open' ? open : left ? 'pass' : 'unproven';
  return reading(status, failure, evidence.state);
}

function readTcp(step: Step, evidence: EvidenceOf<'tcp'>): Reading {
  if (step.role === 'accepts-all-control') return readControl(step, evidence);
  const open = evidence.state === 'open';
  const failure = evidence.attempts.at(-1)?.failure ?? null;
  const idle = step.role === 'gateway' || step.role === 'gateway-443';
  return reading(open ? 'pass' : idle ? 'unproven' : failing(step), failure, evidence.state);
}

function readDatagram(step: Step, evidence: EvidenceOf<'udp' | 'quic' | 'stun' | 'ntp'>): Reading {
  if (evidence.reply !== null) return reading('pass', null, 'open');
  const refused = evidence.state === 'closed' || evidence.state === 'filtered';
  const counts = refused && step.role === 'health-check';
  return reading(counts ? 'fail' : 'unproven', evidence.failure, evidence.state);
}

/** Every kind shows the addresses that were tried under one name. */
function withAttempts(evidence: Evidence): Record<string, unknown> {
  if ('attempts' in evidence) return { ...evidence };
  if (evidence.kind === 'dns')
    return {
      ...evidence,
      attempts: evidence.servers.map(({ server, transport }) => ({ address: server, transport })),
    };
  const address = 'address' in evidence ? evidence.address : null;
  return { ...evidence, attempts: address === null ? [] : [{ address }] };
}
