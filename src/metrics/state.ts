/** What a watch told so far, as the series need it. Pure: a state and one more word of the loop give the next state. */
import type { HistoryLine } from '../history/line.ts';
import { msOfUnits } from '../history/line.ts';
import { median, percentile } from '../reading/statistics.ts';
import type { Report } from '../report/report.ts';
import type { Persistence } from '../watch/persistence.ts';
import type { PauseReason } from '../watch/schedule.ts';
import type { NetworkEvent, Outcome, RunKind, Told } from '../watch/watch.ts';
import { RTT_EDGES, type STATS } from './table.ts';

export interface RttTotals {
  /** Samples up to each edge and not up to the one before; the last one: above all edges. */
  readonly counts: readonly number[];
  readonly sumSeconds: number;
  readonly sent: number;
  readonly lost: number;
}

export type RttLast = Readonly<Record<(typeof STATS)[number], number>>;

export interface RegionState {
  readonly totals: RttTotals;
  /** In seconds; null: the last run measured none. */
  readonly last: RttLast | null;
  readonly jitterSeconds: number | null;
  readonly mtuBytes: number | null;
}

export interface FindingState {
  readonly code: string;
  readonly severity: string;
  readonly side: string;
  readonly region: string | null;
  /** Null: it is there. */
  readonly goneMs: number | null;
}

export interface MetricState {
  readonly latest: { readonly report: Report; readonly line: HistoryLine } | null;
  /** When the last full run ended, since 1970. */
  readonly fullEndedMs: number | null;
  readonly runs: Readonly<Record<string, number>>;
  readonly lastRuns: Partial<
    Readonly<Record<RunKind, { readonly endedMs: number; readonly durationMs: number }>>
  >;
  readonly regions: ReadonlyMap<string, RegionState>;
  readonly findings: ReadonlyMap<string, FindingState>;
  readonly network: Partial<Readonly<Record<NetworkEvent, number>>>;
  readonly paused: PauseReason;
  readonly notKept: number;
}

/** `found`: what an earlier watch saw and still holds. */
export function firstState(found: Persistence, region: string | null): MetricState {
  const active = [...found.values()].filter((one) => one.active);
  const findings = active.map(
    ({ code, severity, side }) => [code, { code, severity, side, region, goneMs: null }] as const,
  );
  return {
    ...{ latest: null, fullEndedMs: null, runs: {}, lastRuns: {}, regions: new Map() },
    ...{ findings: new Map(findings), network: {}, paused: 'none', notKept: 0 },
  };
}

/** `runs` has a key for each kind and outcome. */
export function runKey(kind: RunKind, outcome: Outcome): string {
  return `${kind} ${outcome}`;
}

export function afterTold(state: MetricState, told: Told): MetricState {
  switch (told.type) {
    case 'waiting':
      return { ...state, paused: told.paused };
    case 'not-kept':
      return { ...state, notKept: state.notKept + 1 };
    case 'network':
      return { ...state, network: { ...state.network, [told.event]: (state.network[told.event] ?? 0) + 1 } };
    case 'ran': {
      const key = runKey(told.kind, told.outcome);
      const counted = { ...state, runs: { ...state.runs, [key]: (state.runs[key] ?? 0) + 1 } };
      return told.outcome === 'crashed' ? counted : afterRun(counted, told);
    }
  }
}

type Ran = Extract<Told, { type: 'ran'; report: Report }>;

function afterRun(state: MetricState, { kind, report, line, changes }: Ran): MetricState {
  const endedMs = Date.parse(line.at) + line.durationMs;
  const findings = new Map(state.findings);
  for (const { change, code, severity, side } of changes)
    findings.set(code, {
      code,
      severity,
      side,
      region: line.region,
      goneMs: change === 'gone' ? endedMs : null,
    });
  return {
    ...state,
    latest: { report, line },
    fullEndedMs: kind === 'full' ? endedMs : state.fullEndedMs,
    lastRuns: { ...state.lastRuns, [kind]: { endedMs, durationMs: line.durationMs } },
    regions: kind === 'full' ? regionsOfFull(state, report) : regionsOfQuick(state, line),
    findings,
  };
}

const NO_TOTALS: RttTotals = { counts: RTT_EDGES.map(() => 0).concat(0), sumSeconds: 0, sent: 0, lost: 0 };

function regionsOfFull({ regions }: MetricState, report: Report): MetricState['regions'] {
  // Totals of a Region that this run did not ask stay: a counter does not go back.
  const next = new Map<string, RegionState>(
    [...regions].map(([code, one]) => [code, { ...one, ...NOTHING_LAST }]),
  );
  for (const { code, rtt, mtu } of report.regions) {
    const samplesMs = rtt?.servers.flatMap((server) => server.samplesMs) ?? [];
    next.set(code, {
      totals: added(next.get(code)?.totals ?? NO_TOTALS, samplesMs),
      last: lastOf(samplesMs),
      jitterSeconds: seconds(rtt?.jitterMs),
      mtuBytes: mtu?.pathMtuBytes ?? null,
    });
  }
  return next;
}

const NOTHING_LAST = { last: null, jitterSeconds: null, mtuBytes: null };

function regionsOfQuick({ regions }: MetricState, { region, samples }: HistoryLine): MetricState['regions'] {
  if (region === null) return regions;
  const before = regions.get(region) ?? { totals: NO_TOTALS, ...NOTHING_LAST };
  const samplesMs = samples.map((sample) => (sample === null ? null : msOfUnits(sample)));
  const now = { ...before, totals: added(before.totals, samplesMs), last: lastOf(samplesMs) };
  return new Map(regions).set(region, now);
}

function added(totals: RttTotals, samplesMs: readonly (number | null)[]): RttTotals {
  const counts = [...totals.counts];
  let { sumSeconds } = totals;
  for (const ms of samplesMs) {
    if (ms === null) continue;
    const edge = RTT_EDGES.findIndex((upper) => ms / 1000 <= upper);
    const at = edge < 0 ? RTT_EDGES.length : edge;
    counts[at] = (counts[at] ?? 0) + 1;
    sumSeconds += ms / 1000;
  }
  const lost = samplesMs.filter((ms) => ms === null).length;
  return { counts, sumSeconds, sent: totals.sent + samplesMs.length, lost: totals.lost + lost };
}

function lastOf(samplesMs: readonly (number | null)[]): RttLast | null {
  const came = samplesMs.filter((ms) => ms !== null);
  const at = (share: number): number => (percentile(came, share) ?? 0) / 1000;
  const middle = median(came);
  return middle === null ? null : { min: at(0), median: middle / 1000, p95: at(0.95), max: at(1) };
}

function seconds(ms: number | null | undefined): number | null {
  return typeof ms === 'number' ? ms / 1000 : null;
}
