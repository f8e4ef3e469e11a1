/**
 * How long is the way to one address, and does it lose packets? A paced series of TCP connects; each sample is SYN to SYN-ACK.
 *
 * Exact figures: the kernel times the same handshake itself, and on Linux that figure is read while the connection is open and
 * taken (technical-facts B.4: right to 0.1 ms even when this process is late); elsewhere this process's own two moments count,
 * and `eventLoopP99Ms` says how far they can be trusted. A connect whose SYN was repeated is a lost packet, never a slow sample.
 * After the first loss the series goes on to 100, because a ratio of ten samples says nothing.
 */
import type { IpAddress } from '../core/address.ts';
import type { Failure } from '../core/failure.ts';
import { isLost, type RttEvidence } from '../evidence/index.ts';
import type { StepOf } from '../plan/step.ts';
import type { KernelTcpInfo, TcpConnectResult } from './ports.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { floorMs, isRetransmitted, medianOf, SYN_REPEAT_MS, toldOnes, toSamples } from './rtt-series.ts';
import type { TimedConnect } from './rtt-series.ts';
import { targetAddress } from './target-address.ts';

/** Fewer than this cannot tell one percent from none (findings.md, latency/loss). */
const EXTENDED_SAMPLES = 100;
/** Paced and jittered, so that neither a rate limit nor a periodic disturbance is hit in step. */
const PACE_MS = { from: 50, to: 100 } as const;
const EXTENDED_PACE_MS = { from: 20, to: 30 } as const;
/** So slow that no limit on new connections is met, and a busy moment has passed. */
const SLOW_PACE_MS = { from: 250, to: 260 } as const;
/** What must be left of the step's budget when the last sample has been waited for. */
const RESERVE_MS = 300;
/** A target that answers none of so many is not sampled further: the `tcp` step says what is wrong with it. */
const HOPELESS_AFTER = 3;

export const rttProbe: Probe<'rtt'> = {
  id: 'rtt',
  version: 1,
  summary:
    'Opens and resets TCP connections to one address, 50-100 ms apart, and times each; after a loss it goes on to 100, 25 ms apart. Loss is confirmed by up to 60 more, 250 ms apart.',
  async run(step, context) {
    const stopWatch = context.ports.clock.watchLoopDelay?.();
    const series = new Series(step, context);
    const { untilLost } = step;
    const mayExtend = untilLost === null && step.extend !== false;
    await series.take(step.samples, untilLost === null ? PACE_MS : SLOW_PACE_MS);
    const extended = mayExtend && series.isLossy() && series.size < EXTENDED_SAMPLES;
    if (extended) await series.take(EXTENDED_SAMPLES - series.size, EXTENDED_PACE_MS);
    const lateMs = stopWatch?.() ?? null;
    return { ...series.evidence(lateMs ?? 0), extended, eventLoopP99Ms: lateMs };
  },
};

class Series {
  private readonly context: ProbeContext;
  private readonly address: IpAddress;
  private readonly port: number;
  private readonly startedMs: number;
  private readonly endMs: number;
  private readonly enoughLost: number;
  private readonly connects: TimedConnect[] = [];
  private failure: Failure | null = null;

  constructor(step: StepOf<'rtt'>, context: ProbeContext) {
    this.context = context;
    this.address = targetAddress(step, context);
    this.port = step.target.port;
    this.enoughLost = step.untilLost ?? Infinity;
    this.startedMs = context.ports.clock.nowMs();
    this.endMs = this.startedMs + step.budgetMs - RESERVE_MS;
  }

  get size(): number {
    return this.connects.length;
  }

  /** Starts `count` samples on a timetable of their own (a slow one does not delay the next) and waits for all. */
  async take(count: number, pace: { from: number; to: number }): Promise<void> {
    const { clock } = this.context.ports;
    const running: Promise<void>[] = [];
    for (let started = 0; started < count && !this.isDecided(); started += 1) {
      const gapMs = this.size + running.length === 0 ? 0 : pace.from + Math.random() * (pace.to - pace.from);
      const isFirst = started === 0 && this.size === 0;
      if (!isFirst && clock.nowMs() + gapMs + this.patienceMs() > this.endMs) break;
      await clock.sleep(gapMs, this.context.signal);
      running.push(this.started());
    }
    await Promise.all(running);
  }

  /** A target that never answered is not lossy but unreachable. */
  isLossy(): boolean {
    return floorMs(this.connects) !== null && toSamples(this.connects).some(isLost);
  }

  evidence(lateMs: number): Omit<RttEvidence, 'extended' | 'eventLoopP99Ms'> {
    const inOrder = toldOnes(this.connects, lateMs).toSorted((left, right) => left.atMs - right.atMs);
    return {
      kind: 'rtt',
      address: this.address,
      port: this.port,
      method: 'tcp-connect',
      samples: toSamples(inOrder),
      kernelMedianMs: medianOf(inOrder, 'kernelMs'),
      processMedianMs: medianOf(inOrder, 'processMs'),
      failure: floorMs(inOrder) === null ? this.failure : null,
    };
  }

  /** Marked as handled, because the series may reject (cancelled while it paces) before it comes to wait for this one. */
  private started(): Promise<void> {
    const sample = this.sample();
    sample.catch(() => undefined);
    return sample;
  }

  private async sample(): Promise<void> {
    const { ports, signal, onSample } = this.context;
    const atMs = ports.clock.nowMs() - this.startedMs;
    const target = { address: this.address, port: this.port, wantKernel: true };
    const result = await ports.tcp.connect(target, { timeoutMs: this.patienceMs(), signal });
    const connect = toTimedConnect(result, atMs);
    this.connects.push(connect);
    this.failure ??= result.failure;
    const isGood = connect.rttMs !== null && !isRetransmitted(connect, floorMs(this.connects));
    onSample?.({ address: this.address, rttMs: isGood ? connect.rttMs : null, atMs });
  }

  /** Once the floor is known, waiting for longer than a repeated SYN would take only tells what is known: the packet was lost. */
  private patienceMs(): number {
    const { connectMs } = this.context.timeouts;
    const floor = floorMs(this.connects);
    return floor === null ? connectMs : Math.min(connectMs, floor + SYN_REPEAT_MS);
  }

  /** A target that answers nothing, or a slow series that has seen enough. */
  private isDecided(): boolean {
    const answers = floorMs(this.connects) !== null;
    if (!answers) return this.size >= HOPELESS_AFTER;
    return toSamples(this.connects).filter(isLost).length >= this.enoughLost;
  }
}

function toTimedConnect({ connectMs, kernel }: TcpConnectResult, atMs: number): TimedConnect {
  const synRetransmits = lostSyns(connectMs, kernel);
  // After a lost SYN the kernel's own figure leaves the back-off out, so it says nothing about this connection.
  const kernelMs = connectMs === null || synRetransmits !== 0 ? null : kernelRttMs(kernel);
  return { atMs, rttMs: kernelMs ?? connectMs, processMs: connectMs, kernelMs, synRetransmits };
}

/**
 * SYNs of the connection that had to be sent again; null where the kernel was not asked. Above 1 s of round trip every SYN is repeated
 * before its answer can be here: where the kernel's own figure (by TCP timestamps, RFC 7323) is as long as the whole connect, the first
 * one was answered and none was lost.
 */
function lostSyns(connectMs: number | null, kernel: KernelTcpInfo | null): number | null {
  if (kernel === null) return null;
  const ownMs = kernelRttMs(kernel) ?? 0;
  const firstWasAnswered = connectMs !== null && ownMs >= SYN_REPEAT_MS && connectMs - ownMs < SYN_REPEAT_MS;
  return firstWasAnswered ? 0 : kernel.retransmits;
}

function kernelRttMs(kernel: KernelTcpInfo | null): number | null {
  return kernel?.minRttMs ?? kernel?.rttMs ?? null;
}
