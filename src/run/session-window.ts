/**
 * `--gentle`: a line whose NAT holds few sessions. What is about to start is counted with all that it may open, what has ended with what
 * it did open, at its end: so the bound holds whatever the network does.
 */
import type { Observed } from '../core/measured.ts';
import type { Evidence } from '../evidence/index.ts';
import { serversToAsk } from '../probes/dns-servers.ts';
import {
  addSessions,
  NO_SESSIONS,
  sessionsOf,
  totalOf,
  type PlanSessions,
  type Sessions,
} from '../plan/sessions.ts';
import type { Step } from '../plan/step.ts';
import type { HostFacts } from '../evidence/index.ts';

export interface SessionLimits {
  /** That steps which run may have open. */
  readonly atOnce: number;
  /** New ones in any `windowMs`. */
  readonly newInWindow: number;
  readonly windowMs: number;
}

/**
 * Satellite and mobile lines hold as few as 1,200 sessions for a whole household: half of them are ours. A NAT keeps UDP and closed
 * connections for two minutes as a rule (RFC 4787, REQ-5; Linux: TIME_WAIT); one that keeps them for four (RFC 5382, REQ-5) holds 1,200.
 */
export const GENTLE: SessionLimits = { atOnce: 200, newInWindow: 600, windowMs: 120_000 };

export class SessionWindow {
  private readonly limits: SessionLimits | null;
  private held = 0;
  /** By the moment at which they ended, oldest first. */
  private opened: { readonly atMs: number; readonly count: number }[] = [];

  /** Null: no bound. */
  constructor(limits: SessionLimits | null) {
    this.limits = limits;
  }

  /** Milliseconds until so many may be opened (0: now); null: only the end of a step can help. */
  waitMs(count: number, nowMs: number): number | null {
    if (this.limits === null) return 0;
    const { atOnce, newInWindow, windowMs } = this.limits;
    if (this.held > 0 && this.held + count > atOnce) return null;
    this.opened = this.opened.filter(({ atMs }) => atMs > nowMs - windowMs);
    let left = this.held + count + this.opened.reduce((sum, one) => sum + one.count, 0);
    if (left <= newInWindow) return 0;
    for (const one of this.opened) {
      left -= one.count;
      if (left <= newInWindow) return one.atMs + windowMs - nowMs;
    }
    return null;
  }

  holds(count: number): void {
    this.held += count;
  }

  ends(held: number, used: number | null, nowMs: number): void {
    this.held -= held;
    if (this.limits !== null) this.opened.push({ atMs: nowMs, count: Math.min(used ?? held, held) });
  }
}

type Host = Pick<HostFacts, 'dnsServers' | 'interfaces' | 'defaultGateways'>;

/** DNS servers whose questions cross the NAT: all but the router itself. */
export function serversBeyond(host: Host): number {
  const routers = host.defaultGateways.map(({ address }) => address);
  return serversToAsk(host).filter(({ address }) => !routers.includes(address)).length;
}

/** What the evidence shows that a step opened; null where it does not show it. `dnsServers` as for `sessionsOf`. */
export function sessionsUsed(observed: Observed<Evidence>, dnsServers: number): number | null {
  if (observed.outcome !== 'completed') return null;
  const { evidence } = observed;
  switch (evidence.kind) {
    case 'tcp':
      return evidence.attempts.length;
    case 'rtt':
      return evidence.samples.length;
    case 'https':
      return evidence.proxy === null ? evidence.attempts.length : null;
    case 'dns':
      return dnsUsed(evidence, dnsServers);
    default:
      return null;
  }
}

/** TCP was tried wherever UDP was not enough; a resolver that answered asked each server once for each type. */
function dnsUsed({ system, servers }: Extract<Evidence, { kind: 'dns' }>, dnsServers: number): number | null {
  if (system !== null && system.failure !== null) return null;
  if (dnsServers === 0) return 0;
  const twice = servers.filter(({ transport, rcode }) => transport === 'tcp' || rcode === null).length;
  return servers.length + twice + (system === null ? 0 : 2 * dnsServers);
}

/** What the planned steps open, for who reads the plan. */
export function planSessions(
  steps: readonly Step[],
  host: Host,
  { gentle = false }: { readonly gentle?: boolean | undefined },
): PlanSessions {
  const known = { dnsServers: serversBeyond(host), resolved: null };
  const ranges = steps.map((step) => sessionsOf(step, known));
  return {
    least: summed(ranges.map(({ least }) => least)),
    most: summed(ranges.map(({ most }) => most)),
    bound: gentle
      ? { atOnce: GENTLE.atOnce, new: GENTLE.newInWindow, inSeconds: GENTLE.windowMs / 1000 }
      : null,
  };
}

function summed(all: readonly Sessions[]): PlanSessions['least'] {
  const sum = all.reduce(addSessions, NO_SESSIONS);
  return { ...sum, total: totalOf(sum) };
}
