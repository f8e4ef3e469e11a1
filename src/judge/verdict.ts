/** The verdicts, exactly as report-contract.md, "Order and verdict", has them. */
import type { Protocol, Verdict } from '../core/words.ts';
import { STREAMING_PORT } from '../core/words.ts';
import type { Check } from '../reading/check.ts';
import { isHiding } from './order.ts';
import type { Reduced } from './reduce.ts';
import { isHere, NO_GAP } from './cells.ts';
import { tcpState, wayByProxy } from '../reading/fallback-443.ts';
import { regionOf, type View } from '../reading/view.ts';
import { missingFacts, neededCategories } from '../regions/missing-facts.ts';
import type { Region } from '../regions/model.ts';

export interface VerdictInput {
  readonly view: View;
  readonly checks: readonly Check[];
  readonly reduced: readonly Reduced[];
  readonly deciding: string | null;
}

/** Verdict of one protocol in the deciding Region. */
export function protocolVerdict(input: VerdictInput, protocol: Protocol): Verdict {
  const { reduced, deciding } = input;
  const named = reduced
    .map(({ held }) => held)
    .filter(
      ({ protocols, region }) => protocols.includes(protocol) && (region === null || region === deciding),
    );
  // Nobody saw what the protocol does: that outranks "not ready" (report contract, second edition).
  if (named.some(isHiding)) return 'unknown';
  if (named.some(({ severity }) => severity === 'error')) return 'not-ready';
  if (unmeasured(input, protocol).length > 0) return 'unknown';
  return named.some(({ severity }) => severity === 'warning') ? 'degraded' : 'ready';
}

export type Essential = 'names' | 'https' | 'streaming';

/**
 * Which of the three essentials were not measured and passed; empty when the protocol can be judged. Global names alone show nothing of a
 * Region: its tables must hold, and a name of each category that a session needs must have passed (findings.md, second edition).
 */
export function unmeasured(input: VerdictInput, protocol: Protocol): readonly Essential[] {
  const { deciding, view } = input;
  const region = deciding === null ? null : regionOf(view, deciding);
  const use = { protocols: [protocol], profile: view.record.request.profile };
  if (region === null || missingFacts(region, use).length > 0) return ['names', 'https', 'streaming'];
  const rows = rowsOf(input, { protocol, deciding: region.code });
  const needed = neededCategories(use).map((category) => hostsOfCategory(region, category));
  const holds = (roles: ReadonlySet<string>): boolean => {
    const own = rows.filter(({ role }) => roles.has(role));
    const covers = (hosts: ReadonlySet<string> | null) =>
      hosts === null || own.some((row) => shows(row, hosts, rows));
    return hasPassed(own, rows) && needed.every(covers);
  };
  const essentials: readonly (readonly [Essential, boolean])[] = [
    ['names', holds(NAME_ROLES)],
    ['https', holds(HTTPS_ROLES)],
    ['streaming', hasOpenStream(rows, protocol) || isByProxy(view, region.code, protocol)],
  ];
  return essentials.filter(([, passed]) => !passed).map(([name]) => name);
}

/** Null for what the Region's allow list does not hold: the streaming ports speak for the health check. */
function hostsOfCategory({ endpoints }: Region, category: string): ReadonlySet<string> | null {
  const hosts = endpoints.filter((endpoint) => endpoint.category === category).map(({ host }) => host);
  return hosts.length === 0 ? null : new Set(hosts);
}

/** A placeholder in a host (`<directory id>`) is filled in by the plan, so essential categories are compared by their literal hosts. */
function shows(row: Row, hosts: ReadonlySet<string>, all: readonly Row[]): boolean {
  return hosts.has(row.check.target.host ?? '') && (passes(row.check) || passesByProxy(row, all));
}

const NAME_ROLES = new Set(['name', 'health-check-name', 'also']);
const HTTPS_ROLES = new Set(['endpoint', 'also']);

interface Row {
  readonly check: Check;
  readonly role: string;
  readonly probe: string;
  readonly essential: boolean;
}

function rowsOf(
  { view, checks }: VerdictInput,
  wanted: { protocol: Protocol; deciding: string },
): readonly Row[] {
  return checks.flatMap((check) => {
    const entry = view.byId.get(check.id);
    if (entry === undefined || !isHere(entry, wanted.deciding)) return [];
    const { step } = entry;
    if (!step.protocols.includes(wanted.protocol)) return [];
    return [{ check, role: step.role, probe: step.probe, essential: step.need === 'essential' }];
  });
}

/** What the proxy stands in for was to be measured: it has to pass by the proxy's way. */
function isGapless({ notTestedBecause }: Check): boolean {
  return (
    notTestedBecause !== null &&
    notTestedBecause.reason !== 'proxy-instead' &&
    NO_GAP.has(notTestedBecause.reason)
  );
}

function hasPassed(rows: readonly Row[], all: readonly Row[]): boolean {
  const essential = rows.filter(({ essential, check }) => essential && !isGapless(check));
  return essential.length > 0 && essential.every((row) => passes(row.check) || passesByProxy(row, all));
}

function passes(check: Check): boolean {
  return check.status === 'pass' || check.status === 'warn';
}

/** A working proxy stands in for the direct way and for the name; for a health-check name it stood in when the name was covered by it. */
function passesByProxy({ check, role }: Row, all: readonly Row[]): boolean {
  if (check.notTestedBecause?.reason === 'proxy-instead') return true;
  if (role === 'health-check-name') return false;
  return all.some(
    (row) =>
      row.role === 'endpoint-by-proxy' && row.check.target.host === check.target.host && passes(row.check),
  );
}

/**
 * A streaming TCP port of the protocol, at a health-check server or a gateway. DCV's fallback to 443 counts as one, once the port that
 * it stands in for was tried: before that nobody knows whether the session would be limited.
 */
function hasOpenStream(rows: readonly Row[], protocol: Protocol): boolean {
  const tcp = rows.filter(({ probe, check }) => probe === 'tcp' && check.status !== 'not-tested');
  const own = tcp.filter(
    ({ role, check }) =>
      (role === 'health-check' || role === 'gateway') && check.target.port === STREAMING_PORT[protocol],
  );
  const fallback =
    protocol === 'dcv' && own.length > 0 ? tcp.filter(({ role }) => role === 'gateway-443') : [];
  return [...own, ...fallback].some(({ check }) => check.status === 'pass');
}

/** Measured too, once the direct way was tried; `dcv/tcp-blocked` keeps it from more than degraded. */
function isByProxy(view: View, region: string, protocol: Protocol): boolean {
  return (
    protocol === 'dcv' && tcpState(view, region, protocol) === 'shut' && wayByProxy(view, region) === 'open'
  );
}

const BEST_FIRST: readonly Verdict[] = ['ready', 'degraded', 'unknown', 'not-ready'];

/** The best of the requested protocols, but at most `degraded` when another one is `not-ready` or `unknown`. */
export function overallVerdict(verdicts: readonly Verdict[]): Verdict {
  const best = BEST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'unknown';
  const held = verdicts.some((verdict) => verdict === 'not-ready' || verdict === 'unknown');
  return best === 'ready' && held ? 'degraded' : best;
}
