/**
 * From a report and a rule set to one row a rule: proven open, proven closed, silent, or not testable and why. Pure.
 * A row is never stronger than its checks: silence is silence, and a wildcard is never proven.
 */
import { plainText } from '../../core/plain-text.ts';
import type { Untestable } from '../../core/words.ts';
import { intervalContains, parseCidr } from '../../regions/ip-interval.ts';
import type { Check } from '../../reading/check.ts';
import type { Report } from '../../report/report.ts';
import { english } from '../../words/en/index.ts';
import { causeOf } from '../../words/languages.ts';
import type { Rule, RuleSet } from '../rule.ts';
import { readCheck, type CheckReading, type ProofState, type ProofWords } from './read-check.ts';

export interface ProofRow {
  readonly rule: Rule;
  readonly state: ProofState;
  /** One line for people. */
  readonly why: string;
  /** Ids of the checks that decided; empty when there is none. */
  readonly checks: readonly string[];
  /** Those of them that saw it open. */
  readonly openBy: readonly string[];
  /** How many targets were tested, and how many of them are open. */
  readonly tested: number;
  readonly open: number;
  /** One or a few addresses stand for a range: an idle gateway may refuse or stay silent, which is nobody's fault. */
  readonly sampled: boolean;
  /** A filter or this machine itself forbade it; never an idle server. */
  readonly forbidden: boolean;
  /** No probe exists that could prove it, and why; null: one does. */
  readonly untestable: Untestable | null;
}

/** The report that proves: whose tables planned it, and whether a network was there at all. */
export interface ProofSource extends Pick<Report, 'id' | 'createdAt' | 'completed' | 'simulated'> {
  readonly tables: Pick<Report['tables'], 'edition' | 'overlay'>;
}

export interface Proof {
  readonly schema: 'preflight.proof/1';
  readonly report: ProofSource;
  readonly request: RuleSet['request'];
  readonly tables: RuleSet['tables'];
  readonly incomplete: RuleSet['incomplete'];
  readonly rows: readonly ProofRow[];
}

type Judged = Pick<
  Report,
  'id' | 'createdAt' | 'completed' | 'simulated' | 'tables' | 'checks' | 'findings' | 'peers'
>;

export function prove(report: Judged, rules: RuleSet, words: ProofWords = english.proof): Proof {
  const seen: Seen = { checks: report.checks, answeredByOthers: foreignAnswers(report.findings), words };
  return {
    schema: 'preflight.proof/1',
    report: sourceOf(report),
    request: rules.request,
    tables: rules.tables,
    incomplete: rules.incomplete,
    rows: rules.rules.map((rule) => withPeer(proveRule(rule, seen), report.peers ?? [], words)),
  };
}

/**
 * Where the rule's own addresses showed nothing, what a peer of the person's own showed on that UDP port is said beside it. The state stays: a rule bound to the
 * gateways' addresses may shut them all the same.
 */
function withPeer(row: ProofRow, peers: NonNullable<Judged['peers']>, { why: say }: ProofWords): ProofRow {
  const { rule, state, why } = row;
  if (rule.transport !== 'udp' || (state !== 'silent' && state !== 'not-tested')) return row;
  const seen = peers.flatMap(({ name, udp }) =>
    udp.filter(({ port, received }) => port === rule.port && received > 0).map((one) => ({ ...one, name })),
  );
  const [best] = seen.toSorted((a, b) => b.received - a.received);
  if (best === undefined) return row;
  const { name, received, sent } = best;
  return {
    ...row,
    why: say.openToPeer(plainText(name), { received, sent }, why),
  };
}

/** A report may come from anywhere: what is shown of it is plain. */
function sourceOf({ id, createdAt, completed, simulated, tables }: Judged): ProofSource {
  const { edition, overlay } = tables;
  return {
    ...{ id: plainText(id), createdAt: plainText(createdAt), completed, simulated },
    tables: { edition: plainText(edition), overlay: overlay === null ? null : plainText(overlay) },
  };
}

type Answers = ReadonlyMap<string, string>;

interface Seen {
  readonly checks: readonly Check[];
  readonly answeredByOthers: Answers;
  readonly words: ProofWords;
}

/** Checks that met a certificate of somebody else: a page of a firewall answers too, so that proves no way. */
function foreignAnswers(findings: Judged['findings']): Answers {
  const foreign = findings.filter(
    ({ code, severity }) => severity === 'error' && causeOf(code)?.answeredByOthers === true,
  );
  return new Map(foreign.flatMap(({ checks, code }) => checks.map((id) => [id, code])));
}

/** Exit 1: an essential row failed, could have been proven and was not, or is in no document at all. */
export function proofFailed({ rows, incomplete }: Proof): boolean {
  if (incomplete.length > 0) return true;
  return rows.some((row) => row.rule.need === 'essential' && (rowFailed(row) || isUnproven(row, rows)));
}

/**
 * Not tested although a test exists: name lookup is dead, or the run was cut short. Health-check servers are there by name and by
 * address, and one of them is enough; gateways and wildcards can never be proven for certain.
 */
export function isUnproven({ rule, state }: ProofRow, rows: readonly ProofRow[]): boolean {
  if (state !== 'not-tested' || rule.transport !== 'tcp') return false;
  if (rule.category !== 'healthCheck') return rule.kind === 'fqdn';
  return !rows.some(
    ({ rule: other, state: seen }) =>
      seen !== 'not-tested' &&
      other.category === rule.category &&
      other.region === rule.region &&
      other.port === rule.port &&
      other.transport === rule.transport,
  );
}

/** Closed, or silent where silence means something (TCP). A sampled gateway fails only by an express prohibition. */
export function rowFailed({ rule, state, sampled, forbidden }: ProofRow): boolean {
  if (sampled) return state === 'closed' && forbidden;
  return state === 'closed' || (state === 'silent' && rule.transport === 'tcp');
}

function proveRule(rule: Rule, { checks, answeredByOthers, words }: Seen): ProofRow {
  const own = checksAbout(rule, checks);
  const readings = own.map((check) => readCheck(check, answeredByOthers.get(check.id) ?? null, words));
  const tested = mergeByTarget(own, readings).filter(({ state }) => state !== 'not-tested');
  const sampled = isSampled(own);
  const state = tested.length === 0 ? 'not-tested' : stateOf(tested, sampled);
  const open = tested.filter((reading) => reading.state === 'open').length;
  return {
    rule,
    state,
    why: plainText(
      tested.length === 0 ? whyNot(rule, readings, words.why) : whyOf({ state, tested, open }, words.why),
    ),
    checks: own.filter((_check, index) => readings[index]?.state !== 'not-tested').map(({ id }) => id),
    openBy: own.filter((_check, index) => readings[index]?.state === 'open').map(({ id }) => id),
    tested: tested.length,
    open,
    sampled,
    forbidden: state === 'closed' && tested.some(({ forbidden }) => forbidden),
    untestable: own.length > 0 ? null : untestableBy(rule),
  };
}

/** The checks that can decide a rule, whatever they saw. */
export function checksAbout(rule: Rule, checks: readonly Check[]): Check[] {
  return checks.filter((check) => decides(check, rule));
}

const PROVING_GROUPS: ReadonlySet<string> = new Set(['https', 'streaming']);
const PROVING_ROLES: ReadonlySet<string> = new Set(['captive-control', 'time-server']);

/**
 * Whether the check is about what the rule lets out: destination, port and transport. Round trips and MTU prove no port; the portal's
 * control is the one question to port 80.
 */
function decides({ group, role, target }: Check, rule: Rule): boolean {
  // A peer may stand within a range of Amazon's, and is no gateway.
  const proves = role !== 'peer' && (PROVING_GROUPS.has(group) || PROVING_ROLES.has(role ?? ''));
  return proves && target.port === rule.port && target.transport === rule.transport && isAt(target, rule);
}

function isAt(target: Check['target'], rule: Rule): boolean {
  if (rule.kind !== 'cidr') return rule.kind === 'fqdn' && target.host === rule.destination;
  const block = parseCidr(rule.destination);
  const address = target.address === null ? null : parseCidr(target.address);
  return block !== null && address !== null && intervalContains(block, address);
}

/** Gateways are sampled, and an idle one may stay silent. */
function isSampled(checks: readonly Check[]): boolean {
  return (
    checks.length > 0 &&
    checks.every(({ role, id }) => role?.startsWith('gateway') ?? id.includes('/gateway'))
  );
}

const STRENGTH: Readonly<Record<ProofState, number>> = { open: 3, closed: 2, silent: 1, 'not-tested': 0 };

/** UDP is asked in two ways (a datagram, QUIC): for one target the stronger answer counts, and open beats all. */
function mergeByTarget(checks: readonly Check[], readings: readonly CheckReading[]): CheckReading[] {
  const best = new Map<string, CheckReading>();
  for (const [index, reading] of readings.entries()) {
    const target = checks[index]?.target;
    const key = `${target?.address ?? target?.host}`;
    const before = best.get(key);
    if (before === undefined || STRENGTH[reading.state] > STRENGTH[before.state]) best.set(key, reading);
  }
  return [...best.values()];
}

/** All must be open, but for a sample of gateways one open address is enough; else the worst thing that was proven. */
function stateOf(tested: readonly CheckReading[], sampled: boolean): ProofState {
  const has = (state: ProofState): boolean => tested.some((reading) => reading.state === state);
  if (sampled ? has('open') : tested.every(({ state }) => state === 'open')) return 'open';
  return has('closed') ? 'closed' : 'silent';
}

function whyOf(
  seen: { state: ProofState; tested: readonly CheckReading[]; open: number },
  words: ProofWords['why'],
): string {
  const { state, tested, open } = seen;
  const worst = tested.find((reading) => reading.state === state) ?? tested[0];
  if (tested.length === 1) return worst?.why ?? '';
  const counted = words.counted(open, tested.length);
  return worst === undefined || worst.why === words.open ? counted : words.and(counted, worst.why);
}

function whyNot(rule: Rule, readings: readonly CheckReading[], words: ProofWords['why']): string {
  const [first] = readings;
  if (first) return first.why;
  const untestable = untestableBy(rule);
  return untestable === null ? words.noCheck : words.untestable[untestable];
}

function untestableBy({ kind, category, transport }: Rule): Untestable | null {
  if (kind === 'wildcard') return 'wildcard';
  if (kind !== 'cidr') return null;
  if (category === 'dcvAccelerator') return 'accelerator';
  if (category.endsWith('Ipv6')) return 'ipv6';
  return transport === 'udp' && category !== 'healthCheck' ? 'idle' : null;
}
