/**
 * Every metric with its labels, units and limits: the one source. The page docs/metrics.md, the rules and the dashboards are written from it.
 * Labels come from the closed lists here alone, so that no series can name a host, an address, a network, a person or a run.
 */
import { CODES } from '../causes/index.ts';
import { GROUPS, PROTOCOLS, SEVERITIES, SIDES, STATUSES, TRANSPORTS, VERDICTS } from '../core/words.ts';
import { BAND_LANES } from '../history/bands.ts';
import { CATEGORY_NEEDS } from '../regions/needs.ts';
import { NETWORK_EVENTS, OUTCOMES, RUN_KINDS } from '../watch/watch.ts';
import { PAUSE_REASONS } from '../watch/schedule.ts';

/** Inclusive upper edges in seconds. 0.1, 0.2, 0.25, 0.375 and 0.4 are the documented limits, so that "share under 100 ms" is exact. */
export const RTT_EDGES = [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.375, 0.4, 1] as const;

export const PORT_STATES = ['open', 'closed', 'filtered', 'open|filtered', 'unproven', 'not-tested'] as const;
export const PHASES = ['dns', 'connect', 'tls', 'first-byte'] as const;
export const STATS = ['min', 'median', 'p95', 'max'] as const;
/** Findings of one Region that are told at one time; the newest stay. */
export const MOST_FINDINGS = 20;

/** What a sign-in cannot do without and is asked on 443. */
export const PHASE_CATEGORIES = Object.entries(CATEGORY_NEEDS).flatMap(([category, { need }]) =>
  need === 'essential' && category !== 'healthCheck' ? [category] : [],
);

export interface MetricRow {
  readonly type: 'gauge' | 'counter' | 'histogram' | 'info';
  /** One of the label's values is 1, the others are 0. */
  readonly stateOf?: string;
  readonly unit: 'seconds' | 'bytes' | null;
  readonly help: string;
  /** Label to its values. `region`: a code of the tables; `text`: of this program itself. */
  readonly labels: Readonly<Record<string, readonly string[] | 'region' | 'text'>>;
  readonly per: 'region' | 'agent';
  /** At most, per Region or per agent. */
  readonly series: number;
  readonly absent: string;
}

const METHODS = ['tcp-connect'] as const;
const LATE = 'once the last full check is too old to hold';
const NEVER = 'never';

export const METRICS = {
  preflight_build_info: {
    type: 'info',
    unit: null,
    help: 'Version of Preflight and edition of its tables.',
    labels: { version: 'text', tables: 'text' },
    ...{ per: 'agent', series: 1, absent: NEVER },
  },
  preflight_verdict: {
    type: 'gauge',
    stateOf: 'verdict',
    unit: null,
    help: 'Verdict for each protocol that was asked for and overall: 1 for the one that holds.',
    labels: { region: 'region', protocol: BAND_LANES, verdict: VERDICTS },
    ...{ per: 'region', series: 12, absent: 'before the first full check' },
  },
  preflight_root_cause: {
    type: 'gauge',
    unit: null,
    help: 'The one cause of what is wrong, with who can fix it.',
    labels: { region: 'region', code: CODES, side: SIDES },
    ...{ per: 'region', series: 1, absent: 'where nothing is wrong, and ' + LATE },
  },
  preflight_finding_active: {
    type: 'gauge',
    unit: null,
    help: 'A finding that lasted: 1 while it is there, 0 for 24 hours after it went.',
    labels: { region: 'region', code: CODES, severity: SEVERITIES, side: SIDES },
    ...{ per: 'region', series: MOST_FINDINGS, absent: 'for what was not seen in the last 24 hours' },
  },
  preflight_rtt_seconds: {
    type: 'histogram',
    unit: 'seconds',
    help: 'Every round trip to the health-check servers of the Region; lost ones are not in it.',
    labels: { region: 'region', method: METHODS },
    ...{ per: 'region', series: RTT_EDGES.length + 3, absent: 'before the first sample' },
  },
  preflight_rtt_last_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'Round trip of the last run.',
    labels: { region: 'region', method: METHODS, stat: STATS },
    ...{ per: 'region', series: 4, absent: 'where the last run measured none' },
  },
  preflight_rtt_probes_total: {
    type: 'counter',
    unit: null,
    help: 'Round-trip samples that were sent.',
    labels: { region: 'region' },
    ...{ per: 'region', series: 1, absent: 'before the first sample' },
  },
  preflight_rtt_lost_total: {
    type: 'counter',
    unit: null,
    help: 'Round-trip samples without an answer in time.',
    labels: { region: 'region' },
    ...{ per: 'region', series: 1, absent: 'before the first sample' },
  },
  preflight_rtt_jitter_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'Mean step between neighbouring round trips of the last full check.',
    labels: { region: 'region' },
    ...{ per: 'region', series: 1, absent: 'where it was not measured' },
  },
  preflight_path_mtu_bytes: {
    type: 'gauge',
    unit: 'bytes',
    help: 'Largest packet that got through in the last full check.',
    labels: { region: 'region' },
    ...{ per: 'region', series: 1, absent: 'where it was not measured' },
  },
  preflight_port_state: {
    type: 'gauge',
    stateOf: 'state',
    unit: null,
    help: 'Streaming port at the health-check servers: 1 for the state that holds. Silence on UDP is open|filtered.',
    labels: {
      region: 'region',
      protocol: PROTOCOLS,
      transport: TRANSPORTS.filter((one) => one !== 'icmp'),
      state: PORT_STATES,
    },
    ...{ per: 'region', series: 4 * PORT_STATES.length, absent: 'for what was not asked for, and ' + LATE },
  },
  preflight_phase_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'How long the first answer of a name took, phase by phase, for the names that a sign-in needs.',
    labels: { region: 'region', category: PHASE_CATEGORIES, phase: PHASES },
    ...{ per: 'region', series: 4 * PHASE_CATEGORIES.length, absent: 'for a phase that was not reached' },
  },
  preflight_checks: {
    type: 'gauge',
    unit: null,
    help: 'Checks of the last run by their status.',
    labels: { group: GROUPS, status: STATUSES },
    ...{ per: 'agent', series: GROUPS.length * STATUSES.length, absent: 'where there are none' },
  },
  preflight_last_run_timestamp_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'When the last run ended, in seconds since 1970.',
    labels: { kind: RUN_KINDS },
    ...{ per: 'agent', series: 2, absent: 'before the first one' },
  },
  preflight_last_run_duration_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'How long the last run took.',
    labels: { kind: RUN_KINDS },
    ...{ per: 'agent', series: 2, absent: 'before the first one' },
  },
  preflight_interval_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'From one run to the next, as it was set.',
    labels: { kind: RUN_KINDS },
    ...{ per: 'agent', series: 2, absent: NEVER },
  },
  preflight_runs_total: {
    type: 'counter',
    unit: null,
    help: 'Runs by how they ended.',
    labels: { kind: RUN_KINDS, outcome: OUTCOMES },
    ...{ per: 'agent', series: RUN_KINDS.length * OUTCOMES.length, absent: NEVER },
  },
  preflight_watch_paused: {
    type: 'gauge',
    stateOf: 'reason',
    unit: null,
    help: 'Why full checks wait: 1 for the reason that holds.',
    labels: { reason: PAUSE_REASONS },
    ...{ per: 'agent', series: PAUSE_REASONS.length, absent: NEVER },
  },
  preflight_network_events_total: {
    type: 'counter',
    unit: null,
    help: 'Changes of this computer that were seen.',
    labels: { event: NETWORK_EVENTS },
    ...{ per: 'agent', series: NETWORK_EVENTS.length, absent: NEVER },
  },
  preflight_sent_packets_total: {
    type: 'counter',
    unit: null,
    help: 'Packets that runs sent, counted by what was asked of the network.',
    labels: {},
    ...{ per: 'agent', series: 1, absent: NEVER },
  },
  preflight_not_kept_total: {
    type: 'counter',
    unit: null,
    help: 'Lines of the history or of the events that could not be written, and tries to leave a bundle in the drop that failed.',
    labels: {},
    ...{ per: 'agent', series: 1, absent: NEVER },
  },
} as const satisfies Record<string, MetricRow>;

export type MetricName = keyof typeof METRICS;
export const METRIC_NAMES = Object.keys(METRICS) as MetricName[];

/** A hard limit, held by a test: whoever adds a label meets it. */
export const MOST_SERIES = 200;

export function rowOf(name: MetricName): MetricRow {
  return METRICS[name];
}
