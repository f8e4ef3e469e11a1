/** Runs a plan: every step as soon as its dependencies and the admission rules allow, until nothing is left or the run is stopped. */
import type { IpAddress } from '../core/address.ts';
import type { Observed } from '../core/measured.ts';
import type { Evidence, HostFacts } from '../evidence/index.ts';
import { decideStep, resolverState, SCOUTS, type ResolverState } from './decide-step.ts';
import type { Step } from '../plan/step.ts';
import type { Clock } from '../probes/ports.ts';
import {
  candidateOf,
  isNoisy,
  makeAdmission,
  silentAfterMs,
  type Admission,
  type Candidate,
} from './admission.ts';
import { stopReason } from './execute-step.ts';
import { serversBeyond, sessionsUsed } from './session-window.ts';

export interface ScheduleInput {
  readonly steps: readonly Step[];
  /** Results that are there already (a part of a run is done again). */
  readonly known: ReadonlyMap<string, Observed<Evidence>>;
  readonly host: HostFacts;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** One for the whole run: what was opened in an earlier part counts on. */
  readonly admission?: Admission;
  /** `onDnsAnswer` is called when a DNS server has answered anything while the step still runs. */
  readonly execute: (
    step: Step,
    resolved: readonly IpAddress[],
    onDnsAnswer: () => void,
  ) => Promise<Observed<Evidence>>;
  /** Steps that follow from a result. */
  readonly expand: (step: Step, observed: Observed<Evidence>) => readonly Step[];
  readonly onStarted: (step: Step) => void;
  readonly onEnded: (step: Step, observed: Observed<Evidence>) => void;
}

export interface ScheduleResult {
  /** As they were run: with the address or port that only the run could tell. */
  readonly steps: readonly Step[];
  readonly observations: ReadonlyMap<string, Observed<Evidence>>;
}

export async function schedule(input: ScheduleInput): Promise<ScheduleResult> {
  const run = new Schedule(input);
  await run.finish();
  return { steps: [...run.steps.values()], observations: run.observations };
}

/** The bookkeeping of one run: steps wait, become ready, run, end. */
class Schedule {
  readonly steps = new Map<string, Step>();
  readonly observations: Map<string, Observed<Evidence>>;
  private readonly input: ScheduleInput;
  private readonly waiting = new Map<string, Step>();
  private readonly ready = new Map<string, Candidate>();
  private readonly running = new Set<string>();
  /** When a running step will only wait, and those that do. */
  private readonly silentFromMs = new Map<string, number>();
  private readonly silent = new Set<string>();
  private readonly dependents = new Map<string, string[]>();
  private readonly admission: Admission;
  private readonly dnsServers: number;
  private resolver: ResolverState = { kind: 'unknown' };
  private wake: () => void = () => undefined;

  constructor(input: ScheduleInput) {
    this.input = input;
    this.admission = input.admission ?? makeAdmission();
    this.dnsServers = serversBeyond(input.host);
    this.observations = new Map(input.known);
    this.add(input.steps);
  }

  async finish(): Promise<void> {
    while (this.waiting.size + this.ready.size + this.running.size > 0) {
      if (this.input.signal.aborted) this.cancelAll();
      const pauseMs = this.startWhatMay();
      if (this.waiting.size + this.ready.size + this.running.size === 0) return;
      if (this.running.size === 0 && this.ready.size === 0)
        throw new Error(`steps wait for each other: ${[...this.waiting.keys()].join(' ')}`);
      await this.nextChange(pauseMs);
    }
  }

  private add(steps: readonly Step[]): void {
    for (const step of steps) {
      this.steps.set(step.id, step);
      if (this.observations.has(step.id)) continue;
      this.waiting.set(step.id, step);
      for (const id of step.dependsOn) this.dependents.set(id, [...(this.dependents.get(id) ?? []), step.id]);
    }
    for (const step of steps) this.decide(step.id);
  }

  private decide(id: string): void {
    const step = this.waiting.get(id) ?? this.ready.get(id)?.step;
    if (!step) return;
    const { steps, observations, resolver, silent } = this;
    const decision = decideStep(step, { steps, observations, silent, host: this.input.host, resolver });
    if (decision.kind === 'wait') return;
    this.waiting.delete(id);
    if (decision.kind === 'run') {
      this.ready.set(id, candidateOf(decision.step, decision.resolved, this.dnsServers));
      return;
    }
    this.ready.delete(id);
    const { reason, text, because } = decision;
    this.settle(step, { outcome: 'skipped', reason, text, because });
  }

  private settle(step: Step, observed: Observed<Evidence>): void {
    this.steps.set(step.id, step);
    this.observations.set(step.id, observed);
    this.input.onEnded(step, observed);
    if (this.input.signal.aborted) return;
    this.noticeResolver(step);
    this.noticePage(observed);
    this.add(this.input.expand(step, observed).filter(({ id }) => !this.steps.has(id)));
    for (const id of this.dependents.get(step.id) ?? []) this.decide(id);
    // A proxy that works lets streaming go on without names, so each such result may free a waiting step.
    if (step.role === 'endpoint-by-proxy') for (const id of [...this.waiting.keys()]) this.decide(id);
  }

  private noticePage(observed: Observed<Evidence>): void {
    if (observed.outcome !== 'completed' || observed.evidence.kind !== 'https') return;
    for (const { tls } of observed.evidence.attempts)
      if (tls?.chainBytes !== undefined) this.admission.learnt(tls.chainBytes);
  }

  private noticeResolver(step: Step): void {
    if (step.probe !== 'dns' || this.resolver.kind !== 'unknown') return;
    this.resolve(resolverState(this.steps, this.observations));
  }

  /** One answer shows that the resolver lives, long before the name's step has ended where another server is silent. */
  private noticeAnswer(): void {
    if (this.resolver.kind !== 'unknown' || this.input.signal.aborted) return;
    this.resolve({ kind: 'answers' });
    this.wake();
  }

  private resolve(resolver: ResolverState): void {
    this.resolver = resolver;
    // A dead one frees the names that wait, one that answers the addresses of a name that was lost.
    for (const id of [...this.waiting.keys(), ...this.ready.keys()]) this.decide(id);
  }

  /** Until somebody answered, only the scouts ask: a dead resolver costs one time-out, not one for each name. */
  private mustLetScoutsAsk(step: Step): boolean {
    if (step.probe !== 'dns' || this.resolver.kind !== 'unknown') return false;
    const asked = [...this.steps.values()].filter(
      ({ id, probe }) => probe === 'dns' && (this.running.has(id) || this.isDone(id)),
    );
    return asked.length >= SCOUTS && asked.some(({ id }) => this.running.has(id));
  }

  private isDone(id: string): boolean {
    const outcome = this.observations.get(id)?.outcome;
    return outcome !== undefined && outcome !== 'skipped';
  }

  /** Starts every ready step that may start; gives the milliseconds until the next one may, null when only an end can help. */
  private startWhatMay(): number | null {
    let pauseMs = this.noticeSilence();
    const waits = (ms: number): void => void (pauseMs = Math.min(pauseMs ?? ms, ms));
    // One look for all: nothing that waits becomes ready while steps start.
    let known: boolean | null = null;
    const noisy = (): boolean => (known ??= this.burstIsNear());
    // While steps start nothing is set free: what holds up one step holds up all of its kind.
    const heldUp = new Set<string>();
    for (const entry of this.ready.values()) {
      if (heldUp.has(entry.kind)) continue;
      const nowMs = this.input.clock.nowMs();
      const paceMs = this.admission.paceMs(nowMs);
      if (paceMs > 0) {
        waits(paceMs);
        break;
      }
      if (this.mustLetScoutsAsk(entry.step)) continue;
      const waitMs = this.admission.waitMs(entry, { noisy }, nowMs);
      if (waitMs === 0) this.start(entry, nowMs);
      else if (waitMs === null) heldUp.add(entry.kind);
      else waits(waitMs);
    }
    return pauseMs;
  }

  /** Who only waits from now on frees what follows from the others; gives the milliseconds until the next one does. */
  private noticeSilence(): number | null {
    const nowMs = this.input.clock.nowMs();
    let nextMs: number | null = null;
    for (const [id, fromMs] of this.silentFromMs) {
      if (fromMs > nowMs) {
        nextMs = Math.min(nextMs ?? Infinity, fromMs - nowMs);
        continue;
      }
      this.silentFromMs.delete(id);
      this.silent.add(id);
      const step = this.steps.get(id);
      if (step) this.admission.silent(step);
      for (const dependent of this.dependents.get(id) ?? []) this.decide(dependent);
    }
    return nextMs;
  }

  /** A series starts only when every burst is behind it, also those that still wait for a name. */
  private burstIsNear(): boolean {
    if ([...this.ready.values()].some(({ step }) => isNoisy(step))) return true;
    return [...this.waiting.values()].some((step) => isNoisy(step) && !this.comesLate(step));
  }

  /** What it follows from may be waited for in vain: such a burst holds no series up, and waits for the series if it comes meanwhile. */
  private comesLate({ dependsOn }: Step): boolean {
    return dependsOn.some((id) => {
      const before = this.waiting.get(id);
      return this.silent.has(id) || (before !== undefined && this.comesLate(before));
    });
  }

  private start(candidate: Candidate, nowMs: number): void {
    const { step, resolved } = candidate;
    this.ready.delete(step.id);
    this.running.add(step.id);
    this.admission.started(candidate, nowMs);
    const silentMs = silentAfterMs(step);
    if (silentMs !== null) this.silentFromMs.set(step.id, nowMs + silentMs);
    this.input.onStarted(step);
    void this.input
      .execute(step, resolved, () => this.noticeAnswer())
      .then((observed) => {
        this.running.delete(step.id);
        this.silentFromMs.delete(step.id);
        this.silent.delete(step.id);
        this.admission.ended(step, sessionsUsed(observed, this.dnsServers), this.input.clock.nowMs());
        this.settle(step, observed);
        this.wake();
      });
  }

  private cancelAll(): void {
    const reason = stopReason(this.input.signal);
    const left = [...this.waiting.values(), ...[...this.ready.values()].map(({ step }) => step)];
    this.waiting.clear();
    this.ready.clear();
    for (const step of left) {
      this.observations.set(step.id, { outcome: 'cancelled', reason });
      this.input.onEnded(step, { outcome: 'cancelled', reason });
    }
  }

  /** Until a step ends, the pause is over or the run is stopped. */
  private async nextChange(pauseMs: number | null): Promise<void> {
    const { clock, signal } = this.input;
    const end = new AbortController();
    const changed = new Promise<void>((resolve) => {
      this.wake = resolve;
    });
    const stop = (): void => this.wake();
    signal.addEventListener('abort', stop, { once: true });
    const pause = pauseMs === null ? [] : [clock.sleep(pauseMs, end.signal).catch(() => undefined)];
    await Promise.race([changed, ...pause]);
    signal.removeEventListener('abort', stop);
    end.abort('changed');
  }
}
