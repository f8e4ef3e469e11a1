/**
 * Does a name work on 443? TCP, TLS and one GET on one address of each family, TCP alone on at most three more; or the same through
 * the machine's proxy, which resolves the name itself. A status of 500 or above is asked for once more. Judges nothing.
 */
import { parseIpAddress, type HostName, type IpAddress } from '../core/address.ts';
import { familyOf } from '../core/address.ts';
import type { HttpsAttempt, HttpsEvidence } from '../evidence/index.ts';
import type { StepOf } from '../plan/step.ts';
import type { HttpsResult } from './ports.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { hostOf } from './target-address.ts';

/** findings.md, HTTPS: "TLS and HTTP on one address per family, TCP on at most three more". */
const MAX_TCP_ONLY = 3;
/** Kept free at the end of the budget, so that the evidence is handed over before the run cuts the step. */
const RESERVE_MS = 500;
/** With less than this left, another attempt would only measure our own impatience. */
const WORTH_TRYING_MS = 3000;

export const httpsProbe: Probe<'https'> = {
  id: 'https',
  version: 1,
  summary:
    'Connects by TCP and TLS and sends one GET with an honest User-Agent to one address of each family; opens TCP to at most three more.',
  async run(step, context) {
    const talk = new Talk(step, context);
    const connect = step.proxy === null ? await direct(talk, context) : await byProxy(talk);
    return {
      kind: 'https',
      host: talk.host,
      path: talk.path,
      proxy: step.proxy,
      connect,
      attempts: talk.attempts,
    };
  },
};

/** The attempts of one step: the same host and path, one clock, one budget. */
class Talk {
  readonly host: HostName;
  readonly path: string;
  /** In the order in which they began. */
  readonly attempts: HttpsAttempt[] = [];
  private readonly step: StepOf<'https'>;
  private readonly context: ProbeContext;
  private readonly startedMs: number;

  constructor(step: StepOf<'https'>, context: ProbeContext) {
    const host = hostOf(step);
    this.host = host;
    this.path = step.path;
    this.step = step;
    this.context = context;
    this.startedMs = context.ports.clock.nowMs();
  }

  leftMs(): number {
    return this.step.budgetMs - RESERVE_MS - (this.context.ports.clock.nowMs() - this.startedMs);
  }

  async attempt(address: IpAddress | null, depth: HttpsAttempt['depth']): Promise<HttpsResult> {
    const { ports, timeouts, signal } = this.context;
    const atMs = ports.clock.nowMs() - this.startedMs;
    const { host, path } = this;
    const result = await ports.https.request(
      { host, address, port: this.step.target.port, path, proxy: this.step.proxy, depth, phases: timeouts },
      { timeoutMs: this.leftMs(), signal },
    );
    const attempt = { ...result.attempt, atMs };
    this.attempts.push(attempt);
    this.attempts.sort((a, b) => a.atMs - b.atMs);
    return { ...result, attempt };
  }

  /** All phases; and once more where the server answers 5xx, since a single one is no finding. */
  async ask(address: IpAddress | null): Promise<HttpsResult> {
    const first = await this.attempt(address, 'http');
    const status = first.attempt.http?.status ?? 0;
    if (status >= 500 && this.leftMs() >= WORTH_TRYING_MS) await this.attempt(address, 'http');
    return first;
  }
}

async function byProxy(talk: Talk): Promise<HttpsEvidence['connect']> {
  const { connect } = await talk.ask(null);
  return connect === null ? null : { status: connect.status, schemes: [...connect.schemes] };
}

async function direct(talk: Talk, context: ProbeContext): Promise<null> {
  const usable = addressesOf(context);
  const firsts = ([4, 6] as const)
    .map((family) => usable.find((address) => familyOf(address) === family))
    .filter((address) => address !== undefined);
  const others = usable.filter((address) => !firsts.includes(address)).slice(0, MAX_TCP_ONLY);
  const opened = Promise.all(others.map((address) => talk.attempt(address, 'tcp')));
  // Together: a cancel rejects all of them at once, and one that nobody awaits yet would end the program.
  await Promise.all([opened, ...firsts.map((address) => askOrNext(talk, address, opened))]);
  return null;
}

/** Where the first address of a family is dead and another one opened, the name is asked there: the client would go on too. */
async function askOrNext(
  talk: Talk,
  address: IpAddress,
  others: Promise<readonly HttpsResult[]>,
): Promise<void> {
  const { attempt } = await talk.ask(address);
  if (attempt.tcpState === 'open') return;
  const next = (await others)
    .filter((other) => other.attempt.tcpState === 'open')
    .map((other) => parseIpAddress(other.attempt.address ?? ''))
    .find((other) => other !== null && familyOf(other) === familyOf(address));
  if (next !== undefined && talk.leftMs() >= WORTH_TRYING_MS) await talk.ask(next);
}

/** What DNS gave, without IPv6 where the machine has none. */
function addressesOf({ resolved, host }: ProbeContext): readonly IpAddress[] {
  return resolved.filter((address) => familyOf(address) === 4 || host.hasIpv6);
}
