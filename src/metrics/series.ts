/** The series of a moment, out of what was told. Pure. What was not measured is absent, never 0. */
import type { HistoryLine } from '../history/line.ts';
import { BAND_LANES } from '../history/bands.ts';
import type { CellState } from '../judge/truth.ts';
import type { Check } from '../reading/check.ts';
import type { Report } from '../report/report.ts';
import { fullHoldsMs, PAUSE_REASONS, type Interval } from '../watch/schedule.ts';
import { NETWORK_EVENTS, OUTCOMES, RUN_KINDS } from '../watch/watch.ts';
import type { Families, Series } from './exposition.ts';
import { runKey, type FindingState, type MetricState, type RegionState } from './state.ts';
import {
  METRICS,
  MOST_FINDINGS,
  PHASE_CATEGORIES,
  RTT_EDGES,
  type MetricName,
  type PORT_STATES,
} from './table.ts';

export interface Surroundings {
  readonly nowMs: number;
  readonly version: string;
  readonly tables: string;
  readonly interval: Interval;
  readonly sentPackets: number;
}

/** A finding that went is told as 0 for a day, so that an alert sees it end. */
const GONE_MS = 24 * 3_600_000;

export function seriesOf(state: MetricState, around: Surroundings): Families {
  return new Map<MetricName, readonly Series[]>([
    ['preflight_build_info', [{ labels: { version: around.version, tables: around.tables }, value: 1 }]],
    ...runSeries(state, { nowMs: around.nowMs, interval: around.interval }),
    ...totalSeries(state),
    ...agentSeries(state, around),
  ]);
}

/** What the last run says, without a sum over runs: for `/probe` and for one run of a scheduler. */
export function runSeries(
  state: MetricState,
  { nowMs, interval }: Pick<Surroundings, 'nowMs' | 'interval'>,
): [MetricName, readonly Series[]][] {
  const { latest, fullEndedMs, regions, lastRuns } = state;
  const holds = fullEndedMs !== null && nowMs - fullEndedMs <= fullHoldsMs(interval);
  const kinds = RUN_KINDS.flatMap((kind) => (lastRuns[kind] ? [{ kind, ...lastRuns[kind] }] : []));
  const each = (of: (region: string, one: RegionState) => readonly Series[]): readonly Series[] =>
    holds ? [...regions].flatMap(([region, one]) => of(region, one)) : [];
  const told = holds ? latest : null;
  return [
    ['preflight_verdict', latest === null ? [] : verdictSeries(latest, holds)],
    ['preflight_root_cause', told === null ? [] : causeSeries(told.line)],
    ['preflight_finding_active', findingSeries(state, nowMs)],
    ['preflight_rtt_last_seconds', each(lastSeries)],
    ['preflight_rtt_jitter_seconds', each((region, one) => known({ region }, one.jitterSeconds))],
    ['preflight_path_mtu_bytes', each((region, one) => known({ region }, one.mtuBytes))],
    ['preflight_port_state', told === null ? [] : portSeries(told.report)],
    ['preflight_phase_seconds', told === null ? [] : phaseSeries(told.report)],
    ['preflight_checks', told === null ? [] : checkSeries(told.report)],
    [
      'preflight_last_run_timestamp_seconds',
      kinds.map(({ kind, endedMs }) => ({ labels: { kind }, value: endedMs / 1000 })),
    ],
    [
      'preflight_last_run_duration_seconds',
      kinds.map(({ kind, durationMs }) => ({ labels: { kind }, value: durationMs / 1000 })),
    ],
  ];
}

function totalSeries({ regions }: MetricState): [MetricName, readonly Series[]][] {
  const seen = [...regions].filter(([, { totals }]) => totals.sent > 0);
  return [
    ['preflight_rtt_seconds', seen.flatMap(([region, one]) => histogramSeries(region, one))],
    [
      'preflight_rtt_probes_total',
      seen.map(([region, { totals }]) => ({ labels: { region }, value: totals.sent })),
    ],
    [
      'preflight_rtt_lost_total',
      seen.map(([region, { totals }]) => ({ labels: { region }, value: totals.lost })),
    ],
  ];
}

function agentSeries(state: MetricState, around: Surroundings): [MetricName, readonly Series[]][] {
  const { interval, sentPackets } = around;
  const every = { full: interval.fullMs, quick: interval.quickMs };
  return [
    [
      'preflight_interval_seconds',
      RUN_KINDS.map((kind) => ({ labels: { kind }, value: every[kind] / 1000 })),
    ],
    [
      'preflight_runs_total',
      RUN_KINDS.flatMap((kind) =>
        OUTCOMES.map((outcome) => ({
          labels: { kind, outcome },
          value: state.runs[runKey(kind, outcome)] ?? 0,
        })),
      ),
    ],
    ['preflight_watch_paused', stateSet({}, { of: 'reason', all: PAUSE_REASONS, is: state.paused })],
    [
      'preflight_network_events_total',
      NETWORK_EVENTS.map((event) => ({ labels: { event }, value: state.network[event] ?? 0 })),
    ],
    ['preflight_sent_packets_total', [{ labels: {}, value: sentPackets }]],
    ['preflight_not_kept_total', [{ labels: {}, value: state.notKept }]],
  ];
}

function known(labels: Series['labels'], value: number | null): readonly Series[] {
  return value === null ? [] : [{ labels, value }];
}

function stateSet(
  labels: Series['labels'],
  { of, all, is }: { readonly of: string; readonly all: readonly string[]; readonly is: string },
): readonly Series[] {
  return all.map((one) => ({ labels: { ...labels, [of]: one }, value: one === is ? 1 : 0 }));
}

type Latest = NonNullable<MetricState['latest']>;

function verdictSeries({ line, report }: Latest, holds: boolean): readonly Series[] {
  const { verdict, protocols } = line;
  // Where no Region answers, none decides; the one that was asked first has the verdict all the same.
  const region = line.region ?? report.request.regions[0];
  if (region === undefined) return [];
  return BAND_LANES.flatMap((protocol) => {
    const told = protocol === 'overall' ? verdict : protocols[protocol];
    if (told === undefined) return [];
    const all = METRICS.preflight_verdict.labels.verdict;
    return stateSet({ region, protocol }, { of: 'verdict', all, is: holds ? told : 'unknown' });
  });
}

function causeSeries({ region, cause }: HistoryLine): readonly Series[] {
  return region === null || cause === null ? [] : [{ labels: { region, ...cause }, value: 1 }];
}

function findingSeries({ findings }: MetricState, nowMs: number): readonly Series[] {
  const told = [...findings.values()].filter(({ goneMs }) => goneMs === null || nowMs - goneMs < GONE_MS);
  const order = ({ goneMs }: FindingState): number => goneMs ?? Infinity;
  const newest = told.sort((a, b) => (order(a) === order(b) ? 0 : order(b) - order(a)));
  return newest
    .slice(0, MOST_FINDINGS)
    .flatMap(({ code, severity, side, region, goneMs }) =>
      region === null ? [] : [{ labels: { region, code, severity, side }, value: goneMs === null ? 1 : 0 }],
    );
}

const METHOD = 'tcp-connect';

function lastSeries(region: string, { last }: RegionState): readonly Series[] {
  return Object.entries(last ?? {}).map(([stat, value]) => ({
    labels: { region, method: METHOD, stat },
    value,
  }));
}

/** Edges as floating-point numbers, as OpenMetrics writes them; Prometheus compares them as text. */
function edgeText(edge: number): string {
  return Number.isInteger(edge) ? edge.toFixed(1) : String(edge);
}

function histogramSeries(region: string, { totals }: RegionState): readonly Series[] {
  const labels = { region, method: METHOD };
  let below = 0;
  const buckets = totals.counts.map((count, at) => {
    below += count;
    const edge = RTT_EDGES[at];
    const le = edge === undefined ? '+Inf' : edgeText(edge);
    return { labels: { ...labels, le }, value: below, suffix: '_bucket' as const };
  });
  return [
    ...buckets,
    { labels, value: totals.sumSeconds, suffix: '_sum' },
    { labels, value: below, suffix: '_count' },
  ];
}

/** Null: nobody asked. What proves neither open nor shut is said as such. */
const STATE_OF_CELL: Readonly<Record<CellState, (typeof PORT_STATES)[number] | null>> = {
  open: 'open',
  closed: 'closed',
  silent: 'filtered',
  'no-reply': 'open|filtered',
  accepted: 'unproven',
  failed: 'unproven',
  detour: 'unproven',
  'not-tested': 'not-tested',
  'not-needed': null,
};

function portSeries({ truth, decidingRegion: region }: Report): readonly Series[] {
  const cells = truth?.cells.filter(({ role }) => role === 'health-check') ?? [];
  return cells.flatMap(({ protocol, transport, state }) => {
    const is = STATE_OF_CELL[state];
    if (region === null || protocol === null || is === null) return [];
    const all = METRICS.preflight_port_state.labels.state;
    return stateSet({ region, protocol, transport }, { of: 'state', all, is });
  });
}

function checkSeries({ checks }: Report): readonly Series[] {
  const counts = new Map<string, Series>();
  for (const { group, status } of checks) {
    const key = `${group} ${status}`;
    counts.set(key, { labels: { group, status }, value: (counts.get(key)?.value ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** The first check of each category in the deciding Region, which has the name's lookup beside it. */
function phaseSeries({ checks, decidingRegion: region }: Report): readonly Series[] {
  if (region === null) return [];
  return PHASE_CATEGORIES.flatMap((category) => {
    const asked = checks.find(
      (one) => one.category === category && one.evidence['kind'] === 'https' && isOf(one, region),
    );
    if (asked === undefined) return [];
    const name = checks.find(
      (one) =>
        one.evidence['kind'] === 'dns' && one.status === 'pass' && one.target.host === asked.target.host,
    );
    const phases = { dns: name?.durationMs ?? null, ...phasesOf(asked) };
    return Object.entries(phases).flatMap(([phase, ms]) =>
      known({ region, category, phase }, ms === null ? null : ms / 1000),
    );
  });
}

function isOf(check: Check, region: string): boolean {
  return check.region === null || check.region === region;
}

/** Evidence in a report is open (an older or newer program wrote it): a figure is one only where it is a number. */
function phasesOf({ evidence }: Check): Record<string, number | null> {
  const [first] = Array.isArray(evidence['attempts']) ? (evidence['attempts'] as unknown[]) : [];
  const phases = (first as { readonly phases?: Readonly<Record<string, unknown>> } | undefined)?.phases;
  const figure = (key: string): number | null => {
    const value = phases?.[key];
    return typeof value === 'number' && Number.isFinite(value) ? value : null;
  };
  return { connect: figure('tcpMs'), tls: figure('tlsMs'), 'first-byte': figure('ttfbMs') };
}
