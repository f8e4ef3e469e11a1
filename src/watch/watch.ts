/**
 * The loop: waits for what is due, runs it, keeps what it saw, tells what changed. Everything outside is handed in, so that a day takes
 * milliseconds in a test.
 */
import type { Layer } from '../causes/cause.ts';
import type { Verdict } from '../core/words.ts';
import type { Checked } from '../engine/check.ts';
import { lineOf, msOfUnits, type HistoryLine, type LineEvent } from '../history/line.ts';
import type { Clock } from '../probes/ports.ts';
import { tieWidth } from '../reading/ranking.ts';
import { median } from '../reading/statistics.ts';
import type { Report } from '../report/report.ts';
import { track, type FindingChange, type Persistence } from './persistence.ts';
import { failedPart, quickPart, type QuickPart } from './quick.ts';
import {
  decide,
  fullHoldsMs,
  heldVerdict,
  quickEveryMs,
  RETRY_MS,
  SETTLE_MS,
  untilSlotMs,
  type Decision,
  type Due,
  type Interval,
  type PauseReason,
  type Quiet,
} from './schedule.ts';

export const RUN_KINDS = ['full', 'quick'] as const;
export type RunKind = (typeof RUN_KINDS)[number];
export const OUTCOMES = ['completed', 'deadline', 'cancelled', 'crashed'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const NETWORK_EVENTS = [
  'address',
  'resume',
  'clock-step',
] as const satisfies readonly LineEvent['event'][];
export type NetworkEvent = (typeof NETWORK_EVENTS)[number];

export type Told =
  | { readonly type: 'ran'; readonly kind: RunKind; readonly outcome: 'crashed'; readonly error: unknown }
  | {
      readonly type: 'ran';
      readonly kind: RunKind;
      readonly outcome: Exclude<Outcome, 'crashed'>;
      readonly report: Report;
      readonly record: Checked['record'];
      readonly line: HistoryLine;
      readonly changes: readonly FindingChange[];
    }
  | { readonly type: 'not-kept'; readonly error: unknown }
  | { readonly type: 'network'; readonly event: NetworkEvent; readonly at: string }
  | { readonly type: 'waiting'; readonly paused: PauseReason };

export interface WatchPorts {
  readonly clock: Clock;
  readonly random: () => number;
  /** Of this installation: its slot. */
  readonly id: string;
  readonly interval: Interval;
  /** Zero where a person looks on; a fleet that starts at nine is spread over this. */
  readonly firstMs: number;
  readonly full: (signal: AbortSignal) => Promise<Checked>;
  readonly quick: (part: QuickPart, signal: AbortSignal) => Promise<Checked>;
  /** Rejects when the disk does; the watch goes on. */
  readonly keep: (run: Checked, line: HistoryLine) => Promise<void>;
  readonly context: (report: Report) => Promise<Pick<HistoryLine, 'network' | 'offsetMin'>>;
  readonly quiet: () => Promise<Quiet>;
  /** The same text as long as the machine has the same addresses. */
  readonly addresses: () => string;
  /** Milliseconds since the machine was started, also those it slept. */
  readonly bootMs: () => number;
  readonly layerOf: (code: string) => Layer;
  /** Findings that an earlier watch saw, and what becomes of them. */
  readonly found: Persistence;
  readonly keepFound: (found: Persistence) => Promise<void>;
  readonly onTold: (told: Told) => void;
}

/** Node is told of no network change, so it is looked at. */
const LOOK_EVERY_MS = 5_000;
const QUIET_EVERY_MS = 60_000;
/** A retry that got better is proved by one full run, but not more often than this. */
const EARLY_FULL_MS = 120_000;
const STEP_MS = 5_000;

interface LastFull {
  readonly run: Checked;
  readonly endedMs: number;
}

/** Goes on until the signal fires. Rejects for a fault in the loop itself alone. */
export async function watch(ports: WatchPorts, signal: AbortSignal): Promise<void> {
  await new Watch(ports, signal).goOn();
}

/** For a scheduler of the system: nothing stays. Null: the line is metered, or the run failed (told as `crashed`). */
export async function watchOnce(ports: WatchPorts, signal: AbortSignal): Promise<Checked | null> {
  return new Watch(ports, signal).once();
}

class Watch {
  private readonly ports: WatchPorts;
  private readonly signal: AbortSignal;
  private full: LastFull | null = null;
  private found: Persistence;
  private last: HistoryLine | null = null;
  /** Since the last line. */
  private noticed: readonly LineEvent[] = [];
  private evenRuns = 0;
  private fullAtMs: number;
  private quickAtMs = Infinity;
  private changedAtMs: number | null = null;
  private retryAtMs: readonly number[] = [];
  private quiet: Quiet = { battery: null, metered: null };
  private quietAtMs = -Infinity;
  private addresses: string;
  private drift: Drift;
  private paused: PauseReason | null = null;

  constructor(ports: WatchPorts, signal: AbortSignal) {
    this.ports = ports;
    this.signal = signal;
    this.fullAtMs = ports.clock.nowMs() + ports.firstMs;
    this.found = ports.found;
    this.addresses = ports.addresses();
    this.drift = this.driftNow();
  }

  async goOn(): Promise<void> {
    while (!this.signal.aborted) {
      await this.look();
      const decision = decide(this.due(), this.nowMs());
      if (decision.kind === 'wait') await this.wait(decision);
      else await this.run(decision.kind);
    }
  }

  /** One full run, unless the line is paid by volume: null then, and when the run failed. */
  async once(): Promise<Checked | null> {
    await this.look();
    const decision = decide({ ...this.due(), changedAtMs: this.nowMs() }, this.nowMs());
    if (decision.kind === 'wait') this.ports.onTold({ type: 'waiting', paused: decision.paused });
    else await this.run('full');
    return this.full?.run ?? null;
  }

  private due(): Due {
    const { fullAtMs, quickAtMs, changedAtMs, retryAtMs, quiet } = this;
    return { fullAtMs, quickAtMs, changedAtMs, retryAtMs, quiet };
  }

  private nowMs(): number {
    return this.ports.clock.nowMs();
  }

  private async look(): Promise<void> {
    const nowMs = this.nowMs();
    if (nowMs - this.quietAtMs >= QUIET_EVERY_MS) {
      this.quietAtMs = nowMs;
      this.quiet = await this.ports.quiet();
    }
    const addresses = this.ports.addresses();
    if (addresses !== this.addresses) this.changed('address');
    this.addresses = addresses;
    const drift = this.driftNow();
    if (Math.abs(drift.asleepMs - this.drift.asleepMs) > STEP_MS) this.changed('resume');
    else if (Math.abs(drift.wallMs - this.drift.wallMs) > STEP_MS) this.tellNetwork('clock-step');
    this.drift = drift;
  }

  /** How far the clocks that go on in sleep, and the one that people set, are from the one that only counts. */
  private driftNow(): Drift {
    const { clock, bootMs } = this.ports;
    const asleepMs = bootMs() - clock.nowMs();
    return { asleepMs, wallMs: clock.wallTime().getTime() - clock.nowMs() };
  }

  private changed(event: NetworkEvent): void {
    this.changedAtMs = this.nowMs() + SETTLE_MS;
    this.tellNetwork(event);
  }

  private tellNetwork(event: NetworkEvent): void {
    this.ports.onTold({ type: 'network', event, at: this.notice(event) });
  }

  private notice(event: LineEvent['event']): string {
    const at = this.ports.clock.wallTime().toISOString();
    this.noticed = [...this.noticed, { at, event }];
    return at;
  }

  private async wait({ untilMs, paused }: Extract<Decision, { kind: 'wait' }>): Promise<void> {
    if (paused !== this.paused) this.ports.onTold({ type: 'waiting', paused });
    if (paused === 'metered' && paused !== this.paused) this.notice(paused);
    this.paused = paused;
    const ms = Math.max(1, Math.min(untilMs - this.nowMs(), LOOK_EVERY_MS));
    await this.ports.clock.sleep(ms, this.signal).catch(() => undefined);
  }

  private async run(kind: 'full' | 'quick' | 'retry'): Promise<void> {
    const part = this.partOf(kind);
    const runKind: RunKind = part === null ? 'full' : 'quick';
    // Before the run: what changes while it goes on asks for another one.
    if (part === null) this.changedAtMs = null;
    try {
      const run = await (part === null ? this.ports.full(this.signal) : this.ports.quick(part, this.signal));
      // What was cut by the end of the watch is no picture of the network.
      if (!this.signal.aborted) await this.took(run, part);
      if (!this.signal.aborted && kind === 'retry') this.afterRetry(run);
    } catch (error) {
      if (!this.signal.aborted) this.ports.onTold({ type: 'ran', kind: runKind, outcome: 'crashed', error });
      this.plan(part === null, kind === 'retry');
    }
  }

  private partOf(kind: 'full' | 'quick' | 'retry'): QuickPart | null {
    if (kind === 'full' || this.full === null) return null;
    return kind === 'retry' ? failedPart(this.full.run) : quickPart(this.full.run);
  }

  private async took(run: Checked, part: QuickPart | null): Promise<void> {
    if (part === null) this.full = { run, endedMs: this.nowMs() };
    const { report } = run;
    const context = await this.ports.context(report);
    const before = this.last;
    const bare = this.lineOf(run, part, context);
    this.evenRuns = before !== null && isEven(before, bare) ? this.evenRuns + 1 : 0;
    this.plan(part === null, part !== null);
    if (part === null && isBroken(report)) this.retryAtMs = RETRY_MS.map((ms) => this.nowMs() + ms);
    const line = { ...bare, nextMs: Math.max(0, Math.round(this.nextAtMs() - this.nowMs())) };
    this.last = line;
    this.noticed = [];
    const changes = this.track(report, part);
    // A disk that is full costs the history, not the watch.
    await Promise.all([this.ports.keep(run, line), this.ports.keepFound(this.found)]).catch(
      (error: unknown) => this.ports.onTold({ type: 'not-kept', error }),
    );
    const outcome = report.completedBecause ?? 'completed';
    this.ports.onTold({ type: 'ran', kind: line.kind, outcome, report, record: run.record, line, changes });
  }

  private lineOf(
    { report }: Checked,
    part: QuickPart | null,
    context: Pick<HistoryLine, 'network' | 'offsetMin'>,
  ): HistoryLine {
    const shared = { ...context, by: 'watch' as const, nextMs: null, events: [...this.noticed] };
    if (part === null || this.full === null) return lineOf(report, { ...shared, kind: 'full' });
    const { run, endedMs } = this.full;
    const isStale = this.nowMs() - endedMs > fullHoldsMs(this.ports.interval);
    const ids = new Set(part.stepIds);
    const fresh = part.record.steps.flatMap((step) =>
      step.probe === 'rtt' && ids.has(step.id) && step.target.address !== null ? [step.target.address] : [],
    );
    const line = lineOf(report, { ...shared, kind: 'quick', servers: fresh });
    // What an old full run found and this one did not ask for may be over.
    const isSeen = report.findings.some(
      ({ severity, checks }) => severity === 'error' && checks.some((id) => ids.has(id)),
    );
    const held = (full: Verdict | undefined, now: Verdict): Verdict =>
      isStale && !isSeen ? 'unknown' : heldVerdict(full ?? 'unknown', now, isStale);
    return {
      ...line,
      verdict: held(run.report.verdict, line.verdict),
      protocols: {
        ...(line.protocols.pcoip
          ? { pcoip: held(run.report.protocols.pcoip?.verdict, line.protocols.pcoip) }
          : {}),
        ...(line.protocols.dcv ? { dcv: held(run.report.protocols.dcv?.verdict, line.protocols.dcv) } : {}),
      },
    };
  }

  /** What a quick run took over from the full one was not seen again. */
  private track({ findings, completed }: Report, part: QuickPart | null): readonly FindingChange[] {
    const again = part === null ? null : new Set(part.stepIds);
    const told = findings.filter(({ severity }) => severity !== 'notice');
    const seen = told
      .filter(({ checks }) => again === null || checks.some((id) => again.has(id)))
      .map(({ code, side, severity }) => ({ code, side, severity, layer: this.ports.layerOf(code) }));
    const left = new Set(told.map(({ code }) => code));
    const reached = (code: string): boolean => completed && !left.has(code);
    const { after, changes } = track(this.found, seen, {
      nowMs: this.ports.clock.wallTime().getTime(),
      reached,
    });
    this.found = after;
    return changes;
  }

  private afterRetry({ report }: Checked): void {
    if (!report.completed || isBroken(report) || report.verdict === 'unknown' || this.full === null) return;
    this.retryAtMs = [];
    this.fullAtMs = Math.min(this.fullAtMs, Math.max(this.nowMs(), this.full.endedMs + EARLY_FULL_MS));
  }

  private plan(wasFull: boolean, wasPart: boolean): void {
    const { clock, id, interval, random } = this.ports;
    const nowMs = this.nowMs();
    if (wasFull) {
      const slot = { id, intervalMs: interval.fullMs, random: random() };
      this.fullAtMs = nowMs + untilSlotMs(clock.wallTime().getTime(), slot);
      this.retryAtMs = [];
    }
    if (wasPart) this.retryAtMs = this.retryAtMs.filter((atMs) => atMs > nowMs);
    this.quickAtMs = this.full === null ? Infinity : nowMs + quickEveryMs(interval, this.evenRuns);
  }

  private nextAtMs(): number {
    return Math.min(this.fullAtMs, this.quickAtMs, this.retryAtMs[0] ?? Infinity);
  }
}

interface Drift {
  readonly asleepMs: number;
  readonly wallMs: number;
}

/** A protocol that was asked for does not work, whatever the other one does. */
function isBroken({ protocols }: Report): boolean {
  return Object.values(protocols).some((one) => one?.verdict === 'not-ready');
}

/** Nothing moved: the same verdict and causes, and medians that tie. */
function isEven(a: HistoryLine, b: HistoryLine): boolean {
  if (a.verdict !== b.verdict || a.codes.join() !== b.codes.join() || a.network !== b.network) return false;
  const [one, other] = [medianOf(a), medianOf(b)];
  if (one === null || other === null) return one === other;
  return Math.abs(one - other) <= tieWidth(one);
}

/** In milliseconds. */
function medianOf({ samples }: HistoryLine): number | null {
  return median(samples.flatMap((sample) => (sample === null ? [] : [msOfUnits(sample)])));
}
