/**
 * How long silence is waited for (docs/adr/0022). A wait ends early only against something that was answered in the same run, after the
 * last try, and with the true time waited in the evidence. Ports that a finding calls filtered are never among them.
 */
import type { Observed } from '../core/measured.ts';
import type { Evidence } from '../evidence/index.ts';
import { targetOf, type Step } from '../plan/step.ts';
import { spacingMs } from '../probes/datagram-tries.ts';
import type { Clock } from '../probes/ports.ts';
import type { Enough } from '../probes/probe.ts';
import { SYN_REPEAT_MS } from '../probes/rtt-series.ts';

/** Fewer connects than this say nothing of the path. */
const FEWEST_OTHERS = 4;
/** One lost SYN is repeated after so long (RFC 6298). */
const REPEATED_MS = 1_000;
/** The answer to the last try may take so many times the slowest answer of this run, and never less than that. */
const FACTOR = 4;
const LEAST_MS = 250;
/** From the first datagram to the last. */
const TRIES_MS = spacingMs.reduce((sum, gapMs) => sum + gapMs, 0);

interface Waiting {
  readonly step: Step;
  readonly sinceMs: number;
  readonly enough: AbortController;
  because: ReturnType<Enough['because']>;
  /** Of the timer towards the bound as it stands; another answer sets another one. */
  timer: AbortController;
}

interface Bound {
  readonly endMs: number;
  readonly because: NonNullable<ReturnType<Enough['because']>>;
}

/** One for each run. */
export class Patience {
  private readonly clock: Clock;
  private readonly signal: AbortSignal;
  private readonly waiting = new Map<string, Waiting>();
  private readonly connectsMs: number[] = [];
  /** `port` where a health-check server opened it, `443` where a page was connected to. */
  private readonly opened = new Set<number>();
  /** Milliseconds to the answer by `address port`. */
  private readonly quicMs = new Map<string, number>();
  private synWasRepeated = false;

  constructor(clock: Clock, signal: AbortSignal) {
    this.clock = clock;
    this.signal = signal;
  }

  /** Fires when the step has waited long enough for an answer that does not come; null: it takes its whole time-out. */
  begin(step: Step): Enough | null {
    if (!isIdle(step) && !isSecondDatagram(step)) return null;
    const [enough, timer] = [new AbortController(), new AbortController()];
    const entry: Waiting = { step, sinceMs: this.clock.nowMs(), enough, because: null, timer };
    this.waiting.set(step.id, entry);
    this.arm(entry);
    return { signal: enough.signal, because: () => entry.because };
  }

  /** Takes in how a step ended; what still waits may now know its bound. */
  ended(step: Step, observed: Observed<Evidence>): void {
    this.waiting.get(step.id)?.timer.abort(OVER);
    this.waiting.delete(step.id);
    if (observed.outcome !== 'completed' || isIdle(step)) return;
    this.learn(step, observed.evidence);
    for (const entry of this.waiting.values()) this.arm(entry);
  }

  /** A sample of a series; null: lost, its SYN was repeated or never answered. */
  sampled(rttMs: number | null): void {
    this.synWasRepeated ||= rttMs === null;
  }

  private learn(step: Step, evidence: Evidence): void {
    const { address, port } = targetOf(step);
    const connects = connectsOf(evidence);
    this.connectsMs.push(...connects);
    this.synWasRepeated ||= connects.some((ms) => ms >= SYN_REPEAT_MS);
    if (connects.length > 0 && port !== null && (step.role === 'health-check' || port === 443))
      this.opened.add(port);
    if (evidence.kind === 'quic' && evidence.reply !== null && step.role === 'health-check')
      this.quicMs.set(`${address} ${port}`, evidence.reply.afterMs);
  }

  private arm(entry: Waiting): void {
    entry.timer.abort(OVER);
    entry.timer = new AbortController();
    const bound = this.boundOf(entry);
    if (bound === null || this.signal.aborted) return;
    this.clock.sleep(Math.max(0, bound.endMs - this.clock.nowMs()), entry.timer.signal).then(
      () => {
        // Asked again: a series may have lost a sample meanwhile.
        if (this.boundOf(entry) === null) return;
        entry.because = bound.because;
        entry.enough.abort('long enough');
      },
      () => undefined,
    );
  }

  private boundOf({ step, sinceMs }: Waiting): Bound | null {
    return step.probe === 'tcp' ? this.besideConnects(step, sinceMs) : this.besideQuic(step, sinceMs);
  }

  /** A connect that nobody answers: one repeated SYN and the answer to it, at the pace of whoever answered the other connects. */
  private besideConnects(step: Step, sinceMs: number): Bound | null {
    const others = this.connectsMs.length;
    if (others < FEWEST_OTHERS || this.synWasRepeated) return null;
    const isControl = step.role === 'accepts-all-control';
    if (!isControl && !this.opened.has(targetOf(step).port ?? 0)) return null;
    const slowestMs = Math.max(...this.connectsMs);
    return { endMs: sinceMs + REPEATED_MS + patienceMs(slowestMs), because: { others, slowestMs } };
  }

  /**
   * A text where QUIC was answered on the same port: UDP is proved, whatever the text's answer would be. QUIC to a gateway or to the control,
   * which may be idle, where health-check servers answered QUIC. All tries still go out.
   */
  private besideQuic(step: Step, sinceMs: number): Bound | null {
    const { address, port } = targetOf(step);
    const same = this.quicMs.get(`${address} ${port}`);
    const answers = step.probe === 'udp' ? (same === undefined ? [] : [same]) : [...this.quicMs.values()];
    if (answers.length === 0) return null;
    const slowestMs = Math.max(...answers);
    const because = { others: answers.length, slowestMs };
    return { endMs: sinceMs + TRIES_MS + patienceMs(slowestMs), because };
  }
}

const OVER = 'over';

function patienceMs(slowestMs: number): number {
  return Math.max(LEAST_MS, FACTOR * slowestMs);
}

/** Who is not expected to answer: silence there is evidence, and no finding calls the port filtered. */
function isIdle({ probe, role }: Step): boolean {
  return probe === 'tcp' && (role === 'accepts-all-control' || role === 'gateway' || role === 'gateway-443');
}

function isSecondDatagram({ probe, role }: Step): boolean {
  return probe === 'udp' || (probe === 'quic' && role !== 'health-check');
}

/** Times of the connects that opened, without those to a proxy: it is nearer than what it stands for. */
export function connectsOf(evidence: Evidence): readonly number[] {
  if (evidence.kind === 'tcp') return evidence.attempts.flatMap(({ connectMs }) => connectMs ?? []);
  if (evidence.kind !== 'https' || evidence.proxy !== null) return [];
  return evidence.attempts.flatMap(({ phases }) => phases.tcpMs ?? []);
}
