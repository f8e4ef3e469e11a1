/** Round-trip figures of one Region: samples pooled over the health-check addresses that answer at all. */
import { familyOf } from '../core/address.ts';
import type { Family } from '../core/words.ts';
import type { RegionFigures } from './region-figures.ts';
import { isLost, type EvidenceOf } from '../evidence/index.ts';
import { healthRtt, healthTcp, isOpen } from './health-check.ts';
import { lowerHalfMedian, meanStep, median, percentile } from './statistics.ts';
import { perView } from './per-view.ts';
import { tieWidth } from './ranking.ts';
import { THRESHOLDS } from './thresholds.ts';
import { compareText, type View } from './view.ts';

type Rtt = NonNullable<RegionFigures['rtt']>;

export interface RttFigures {
  readonly rtt: Rtt;
  readonly scoreMs: number | null;
  /** The jitter less what this process was late by, where the kernel did not time the series: a busy computer is no restless way. */
  readonly restlessMs: number | null;
  /** The family of addresses that the figures are of, where the two differ: the slower one. Null: of all. */
  readonly family: Family | null;
}

/** Figures of the Region; null when nothing was sampled. */
export const rttFigures = perView((view: View, region: string): RttFigures | null => {
  const series = onePort(healthRtt(view, region).map((entry) => entry.evidence));
  const first = series[0];
  if (first === undefined) return null;
  const dead = deadAddresses(view, region);
  // A server that is down is `streaming/partial`; counted here it would look like loss on the path.
  const servers = series.map(serverOf).filter((server) => server.received > 0 || !dead.has(server.address));
  const family = slowerFamily(servers);
  const alive = servers.filter(({ address }) => family === null || familyOf(address) === family);
  const jitters = series
    .filter(({ address }) => alive.some((server) => server.address === address))
    .flatMap((evidence) => jitterOf(evidence) ?? []);
  const pooled = alive.flatMap((server) => server.samplesMs.filter((sample) => sample !== null));
  const sent = alive.reduce((sum, server) => sum + server.sent, 0);
  const received = pooled.length;
  return {
    rtt: {
      method: 'tcp-connect',
      port: first.port,
      sent,
      received,
      lossRatio: sent === 0 ? null : (sent - received) / sent,
      ...spread(pooled),
      jitterMs: median(jitters.map(({ stepMs }) => stepMs)),
      servers: alive,
    },
    scoreMs: lowerHalfMedian(pooled),
    restlessMs: median(jitters.map(({ stepMs, lateMs }) => Math.max(0, stepMs - lateMs))),
    family,
  };
});

/** The probe samples one port a run; should a record hold several, the one with most series is taken. */
function onePort(series: readonly EvidenceOf<'rtt'>[]): readonly EvidenceOf<'rtt'>[] {
  const ports = [...new Set(series.map((one) => one.port))].sort((a, b) => a - b);
  const count = (port: number) => series.filter((one) => one.port === port).length;
  const [best] = ports.sort((a, b) => count(b) - count(a) || a - b);
  return series.filter((one) => one.port === best).sort((a, b) => compareText(a.address, b.address));
}

/** A middle of two ways is no figure of either. Null where both take about the same time, or there is one. */
function slowerFamily(servers: readonly Server[]): Family | null {
  const medianOver = (family: Family) =>
    median(
      servers
        .filter(({ address }) => familyOf(address) === family)
        .flatMap(({ samplesMs }) => samplesMs.filter((sample) => sample !== null)),
    );
  const [four, six] = [medianOver(4), medianOver(6)];
  if (four === null || six === null) return null;
  return Math.abs(four - six) <= tieWidth(Math.min(four, six)) ? null : six > four ? 6 : 4;
}

function deadAddresses(view: View, region: string): ReadonlySet<string> {
  const closed = view.protocols
    .flatMap((protocol) => healthTcp(view, region, protocol))
    .filter((entry) => !isOpen(entry));
  return new Set(closed.flatMap((entry) => entry.evidence.attempts.map((attempt) => attempt.address)));
}

type Server = Rtt['servers'][number];

const samplesOf = ({ samples }: EvidenceOf<'rtt'>): (number | null)[] =>
  samples.map((sample) => (isLost(sample) ? null : sample.rttMs));

function serverOf(evidence: EvidenceOf<'rtt'>): Server {
  const samplesMs = samplesOf(evidence);
  const times = samplesMs.filter((sample) => sample !== null);
  return {
    address: evidence.address,
    sent: samplesMs.length,
    received: times.length,
    medianMs: median(times),
    samplesMs,
  };
}

/** Null without two samples. */
function jitterOf(evidence: EvidenceOf<'rtt'>): Readonly<Record<'stepMs' | 'lateMs', number>> | null {
  const stepMs = meanStep(samplesOf(evidence).filter((sample) => sample !== null));
  const ownMs = evidence.kernelMedianMs === null ? (evidence.eventLoopP99Ms ?? 0) : 0;
  const lateMs = Math.max(0, ownMs - THRESHOLDS.coarseTimerMs);
  return stepMs === null ? null : { stepMs, lateMs };
}

function spread(samples: readonly number[]) {
  return {
    minMs: percentile(samples, 0),
    medianMs: median(samples),
    p95Ms: percentile(samples, 0.95),
    maxMs: percentile(samples, 1),
  };
}
