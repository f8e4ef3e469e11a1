/** The cells of the truth table: the checks of one role, port and transport as one state, with counts and the finding behind it. */
import { STREAMING_PORT, type Protocol } from '../core/words.ts';
import type { NotTestedReason } from '../core/measured.ts';
import type { HttpsEvidence } from '../evidence/index.ts';
import type { Check } from '../reading/check.ts';
import { fallbackOf } from '../reading/fallback-443.ts';
import { isCurrent } from '../reading/health-check.ts';
import { httpsOutcome, machineTrusts, troubleOf, type HttpsOutcome } from '../reading/https-outcome.ts';
import type { RegionFigures } from '../reading/region-figures.ts';
import { TRUTH_ROLES, truthRoleOf, type TruthRole } from '../reading/truth-roles.ts';
import { servesRegion, type Entry, type View } from '../reading/view.ts';
import type { JudgedFinding, ProtocolForecast } from './finding.ts';
import { isHiding } from './order.ts';
import type { Reduced } from './reduce.ts';
import type { Cell, CellState, LimitWord } from './truth.ts';

export interface TruthInput {
  readonly view: View;
  readonly checks: readonly Check[];
  readonly reduced: readonly Reduced[];
  readonly findings: readonly JudgedFinding[];
  readonly protocols: { readonly [P in Protocol]?: ProtocolForecast | undefined };
  readonly deciding: string | null;
  readonly figures: RegionFigures | null;
}

/** Reasons for which nothing was to be measured here: they leave no gap. */
export const NO_GAP: ReadonlySet<NotTestedReason> = new Set([
  'placeholder-host',
  'profile',
  'no-ipv6',
  'no-ipv4',
  'not-in-tables',
  'not-supported-here',
  'opt-in',
  'unconfirmed-fact',
  'sampled-out',
  'proxy-instead',
]);

interface Row {
  readonly entry: Entry;
  readonly check: Check;
  readonly role: TruthRole;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
  readonly protocol: Protocol | null;
}

export function cellsOf(input: TruthInput): Cell[] {
  const groups = new Map<string, Row[]>();
  for (const row of rowsOf(input)) {
    const key = `${row.role} ${row.port} ${row.transport}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const cells = [...groups.values()].flatMap((rows) => cellOf(input, rows));
  const at = ({ role, port, transport }: Cell) =>
    TRUTH_ROLES.indexOf(role) * 1e6 + port * 2 + (transport === 'udp' ? 1 : 0);
  return cells.sort((a, b) => at(a) - at(b));
}

function rowsOf({ view, checks, deciding }: TruthInput): Row[] {
  return checks.flatMap((check): Row[] => {
    const entry = view.byId.get(check.id);
    const role = truthRoleOf(check);
    if (entry === undefined || role === null || !isHere(entry, deciding)) return [];
    const { port, transport } = check.target;
    if (role === 'names') return [{ entry, check, role, port: 53, transport: 'udp', protocol: null }];
    if (port === null || transport === null || transport === 'icmp') return [];
    return [{ entry, check, role, port, transport, protocol: protocolOf(role, port) }];
  });
}

/** Whether it is of this Region, or of none at all. */
export function isHere({ step }: Entry, deciding: string | null): boolean {
  if (step.region === null && step.regions.length === 0) return true;
  return deciding !== null && servesRegion(step, deciding);
}

function protocolOf(role: TruthRole, port: number): Protocol | null {
  if (role === 'session-broker') return 'pcoip';
  if (role !== 'health-check' && role !== 'gateways') return null;
  return port === STREAMING_PORT.pcoip ? 'pcoip' : 'dcv';
}

function cellOf(input: TruthInput, rows: readonly Row[]): readonly Cell[] {
  const [first] = rows;
  if (first === undefined) return [];
  const { role, port, transport, protocol } = first;
  const planned = rows.filter((row) => isPlanned(row, input));
  const seen = planned.map((row) => ({ ...row, state: stateOf(row, input) }));
  const base = { role, port, transport, protocol };
  const state = planned.length === 0 ? 'not-needed' : worstOf(role, seen);
  return [
    {
      ...base,
      state: isDetour(input, base, state) ? 'detour' : state,
      limit:
        state === 'open' && role === 'health-check' && transport === 'tcp' ? limitOf(input, protocol) : null,
      counts: countsOf(seen),
      because: findingBehind(
        input,
        planned.map(({ check }) => check),
      ),
    },
  ];
}

/** A listed address that DNS no longer returns, and what is not for this machine, was never to be measured. */
function isPlanned({ entry, check, role }: Row, { view, reduced }: TruthInput): boolean {
  if (role === 'health-check' && check.status !== 'pass' && !isCurrent(view, entry)) return false;
  // The proxy's own way to the same name is another row, and the one that counts.
  if (entry.step.role === 'endpoint' && isByProxyAlone(check, reduced)) return false;
  return check.notTestedBecause === null || !NO_GAP.has(check.notTestedBecause.reason);
}

function isByProxyAlone({ notTestedBecause }: Check, reduced: TruthInput['reduced']): boolean {
  const id = notTestedBecause?.finding ?? null;
  return reduced.some((one) => one.id === id && one.held.cause.layer === 'proxy');
}

/** Counts what is contacted, not how: a server that is asked over UDP in two ways is one. */
function countsOf(seen: readonly (Row & { readonly state: CellState })[]): Cell['counts'] {
  const byTarget = new Map<string, CellState[]>();
  for (const { check, state } of seen) {
    const { host, address } = check.target;
    const key = `${address ?? ''} ${address === null ? (host ?? check.id) : ''}`;
    byTarget.set(key, [...(byTarget.get(key) ?? []), state]);
  }
  const targets = [...byTarget.values()];
  return {
    planned: targets.length,
    tested: targets.filter((states) => states.some((state) => state !== 'not-tested')).length,
    passed: targets.filter((states) => states.includes('open')).length,
  };
}

/** Any server or gateway will do for a session; of names and sign-in every essential one is needed. */
function worstOf(
  role: TruthRole,
  seen: readonly { readonly state: CellState; readonly entry: Entry }[],
): CellState {
  const isAny = role === 'health-check' || role === 'gateways';
  const states = new Set(seen.map(({ state }) => state));
  const needed = seen.filter(({ entry }) => (entry.step.need ?? 'essential') === 'essential');
  const broken = needed.find(({ state }) => state === 'closed' || state === 'silent' || state === 'failed');
  if (!isAny && broken !== undefined) return broken.state;
  const order: readonly CellState[] = [
    'open',
    'accepted',
    'closed',
    'silent',
    'failed',
    'no-reply',
    'not-tested',
  ];
  return order.find((state) => states.has(state)) ?? 'not-tested';
}

/** The state of one check. What a root covers keeps no opinion, but for an open port under an agent that accepts everything. */
function stateOf({ entry, check, role, transport }: Row, input: TruthInput): CellState {
  if (check.status === 'not-tested') return isAccepted(entry, check, input) ? 'accepted' : 'not-tested';
  const { evidence } = entry;
  if (evidence?.kind === 'https') return httpsState(evidence);
  if (role === 'names') return nameState(check);
  if (check.state === 'open' || check.status === 'pass') return 'open';
  return transport === 'udp' ? udpState(check) : tcpState(check, role);
}

function nameState({ status }: Check): CellState {
  if (status === 'pass') return 'open';
  return status === 'unproven' ? 'no-reply' : 'failed';
}

/** Only a health-check server's refusal counts; a gateway's may be its own. */
function udpState({ state, status }: Check): CellState {
  const isRefused = state === 'closed' || state === 'filtered';
  return isRefused && status === 'fail' ? 'closed' : 'no-reply';
}

/** A gateway may be idle: its silence is red only where the servers of the same port are silent, and then their cell says so. */
function tcpState({ state, status }: Check, role: TruthRole): CellState {
  if (role !== 'gateways') return state === 'closed' ? 'closed' : 'silent';
  if (state === 'closed') return status === 'unproven' ? 'no-reply' : 'closed';
  return status === 'fail' ? 'closed' : 'no-reply';
}

const STATE_OF_HTTPS: Readonly<Record<HttpsOutcome, CellState>> = {
  passed: 'open',
  'server-error': 'open',
  'protocol-error': 'open',
  blocked: 'silent',
  refused: 'closed',
  'bad-certificate': 'failed',
  'handshake-cut': 'failed',
  'no-route': 'failed',
  'proxy-authentication': 'failed',
  'proxy-unreachable': 'failed',
  'proxy-denied': 'failed',
};

function httpsState(evidence: HttpsEvidence): CellState {
  const outcome = httpsOutcome(evidence);
  if (outcome === null) return 'no-reply';
  // Somebody decrypts and this machine trusts him: the client gets through.
  const isTrusted =
    outcome === 'bad-certificate' &&
    troubleOf(evidence) === 'intercepted' &&
    machineTrusts(evidence) !== false;
  return isTrusted ? 'open' : STATE_OF_HTTPS[outcome];
}

function isAccepted(entry: Entry, check: Check, { reduced }: TruthInput): boolean {
  const because = check.notTestedBecause?.finding ?? null;
  const root = reduced.find(({ id }) => id === because);
  const observed = entry.observed?.outcome === 'completed' ? entry.observed.evidence : null;
  return root !== undefined && isHiding(root.held) && observed?.kind === 'tcp' && observed.state === 'open';
}

/** DCV's own TCP port is shut and a gateway takes 443: the way around. */
function isDetour(
  { view, deciding }: TruthInput,
  { role, port }: Pick<Cell, 'role' | 'port'>,
  state: CellState,
): boolean {
  if (role !== 'gateways' || port !== 443 || state !== 'open' || deciding === null) return false;
  return fallbackOf(view, deciding) === 'open' && laneIsAround(view, deciding);
}

function laneIsAround(view: View, deciding: string): boolean {
  const own = view.entries.filter(
    ({ step, check, evidence }) =>
      step.role === 'health-check' &&
      step.region === deciding &&
      evidence?.kind === 'tcp' &&
      check.target.port === STREAMING_PORT.dcv,
  );
  return own.length > 0 && own.every(({ evidence }) => evidence?.kind === 'tcp' && evidence.state !== 'open');
}

const LIMIT_OF: Readonly<Record<string, LimitWord>> = {
  affected: 'affected',
  degraded: 'degraded',
  beyond: 'beyond',
  terminated: 'ended',
};

export function limitOf({ figures }: TruthInput, protocol: Protocol | null): LimitWord | null {
  const band = protocol === null ? null : (figures?.bands[protocol] ?? null);
  return band === null ? null : (LIMIT_OF[band] ?? null);
}

function findingBehind({ findings }: TruthInput, checks: readonly Check[]): string | null {
  const ids = new Set(checks.map(({ id }) => id));
  const direct = findings.find(
    ({ checks: own, severity }) => severity !== 'notice' && own.some((id) => ids.has(id)),
  );
  if (direct !== undefined) return direct.id;
  const covering = checks
    .map(({ notTestedBecause }) => notTestedBecause?.finding ?? null)
    .find((id) => id !== null);
  return covering ?? findings.find(({ checks: own }) => own.some((id) => ids.has(id)))?.id ?? null;
}
