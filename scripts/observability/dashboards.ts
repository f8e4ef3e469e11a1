/** Three dashboards for Grafana as plain JSON. Every query is run against a real Prometheus by `npm run alert-path`; the picture itself never was. */
import { RECORDING } from './rules.ts';

interface Panel {
  readonly title: string;
  readonly type: 'timeseries' | 'state-timeline' | 'heatmap' | 'stat' | 'table';
  readonly expr: string;
  readonly legend: string;
  readonly unit?: string;
}

export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly panels: readonly Panel[];
}

const [LOSS, WITHIN, READY] = RECORDING.map(({ name }) => name);
/** One number a verdict, so that a state timeline can name it. */
const VERDICT =
  'max by (site, region, protocol) (preflight_verdict{verdict="ready", site=~"$site"} * 1 or preflight_verdict{verdict="degraded", site=~"$site"} * 2 or preflight_verdict{verdict="unknown", site=~"$site"} * 3 or preflight_verdict{verdict="not-ready", site=~"$site"} * 4)';

export const DASHBOARDS: readonly Dashboard[] = [
  {
    uid: 'preflight-fleet',
    title: 'Preflight: all sites',
    panels: [
      {
        title: 'Verdict (1 ready, 2 limits, 3 could not tell, 4 not ready)',
        type: 'state-timeline',
        expr: VERDICT,
        legend: '{{site}} {{region}} {{protocol}}',
      },
      {
        title: 'Causes now, with the number of sites',
        type: 'table',
        expr: 'count by (region, code, side) (max by (site, region, code, side) (preflight_root_cause))',
        legend: '{{code}}',
      },
      {
        title: 'Share of the last hour that was ready',
        type: 'timeseries',
        expr: `${READY}{site=~"$site"}`,
        legend: '{{site}} {{protocol}}',
        unit: 'percentunit',
      },
      {
        title: 'Lost samples',
        type: 'timeseries',
        expr: `${LOSS}{site=~"$site"}`,
        legend: '{{site}} {{region}}',
        unit: 'percentunit',
      },
    ],
  },
  {
    uid: 'preflight-site',
    title: 'Preflight: one site',
    panels: [
      {
        title: 'Verdict (1 ready, 2 limits, 3 could not tell, 4 not ready)',
        type: 'state-timeline',
        expr: VERDICT,
        legend: '{{region}} {{protocol}}',
      },
      {
        title: 'Cause',
        type: 'table',
        expr: 'max by (region, code, side) (preflight_root_cause{site=~"$site"})',
        legend: '{{code}}',
      },
      {
        title: 'Round trips',
        type: 'heatmap',
        expr: 'sum by (le) (increase(preflight_rtt_seconds_bucket{site=~"$site"}[15m]))',
        legend: '{{le}}',
        unit: 's',
      },
      {
        title: 'Median and 95 of 100',
        type: 'timeseries',
        expr: 'max by (region, stat) (preflight_rtt_last_seconds{site=~"$site", stat=~"median|p95"})',
        legend: '{{region}} {{stat}}',
        unit: 's',
      },
      {
        title: 'Share under 100 ms',
        type: 'timeseries',
        expr: `${WITHIN}{site=~"$site"}`,
        legend: '{{region}}',
        unit: 'percentunit',
      },
      {
        title: 'Lost samples',
        type: 'timeseries',
        expr: `${LOSS}{site=~"$site"}`,
        legend: '{{region}}',
        unit: 'percentunit',
      },
      {
        title: 'Streaming ports',
        type: 'state-timeline',
        expr: 'max by (protocol, transport, state) (preflight_port_state{site=~"$site"}) == 1',
        legend: '{{protocol}} {{transport}} {{state}}',
      },
      {
        title: 'Phases of sign-in',
        type: 'timeseries',
        expr: 'sum by (category, phase) (preflight_phase_seconds{site=~"$site"})',
        legend: '{{category}} {{phase}}',
        unit: 's',
      },
      {
        title: 'Packet size',
        type: 'stat',
        expr: 'min by (region) (preflight_path_mtu_bytes{site=~"$site"})',
        legend: '{{region}}',
        unit: 'bytes',
      },
    ],
  },
  {
    uid: 'preflight-watchers',
    title: 'Preflight: the watchers',
    panels: [
      {
        title: 'Seconds since the last run',
        type: 'timeseries',
        expr: 'time() - max by (site, kind) (preflight_last_run_timestamp_seconds{site=~"$site"})',
        legend: '{{site}} {{kind}}',
        unit: 's',
      },
      {
        title: 'How long runs take',
        type: 'timeseries',
        expr: 'max by (site, kind) (preflight_last_run_duration_seconds{site=~"$site"})',
        legend: '{{site}} {{kind}}',
        unit: 's',
      },
      {
        title: 'Runs by outcome',
        type: 'timeseries',
        expr: 'sum by (kind, outcome) (increase(preflight_runs_total{site=~"$site"}[1h]))',
        legend: '{{kind}} {{outcome}}',
      },
      {
        title: 'Packets a minute',
        type: 'timeseries',
        expr: 'sum by (site) (rate(preflight_sent_packets_total{site=~"$site"}[15m])) * 60',
        legend: '{{site}}',
      },
      {
        title: 'Paused',
        type: 'state-timeline',
        expr: 'max by (site, reason) (preflight_watch_paused{site=~"$site"})',
        legend: '{{site}} {{reason}}',
      },
      {
        title: 'Changes of the computer',
        type: 'timeseries',
        expr: 'sum by (site, event) (increase(preflight_network_events_total{site=~"$site"}[1h]))',
        legend: '{{site}} {{event}}',
      },
      {
        title: 'Lines that were not kept',
        type: 'stat',
        expr: 'sum by (site) (increase(preflight_not_kept_total{site=~"$site"}[1h]))',
        legend: '{{site}}',
      },
      {
        title: 'Checks by status',
        type: 'timeseries',
        expr: 'sum by (status) (preflight_checks{site=~"$site"})',
        legend: '{{status}}',
      },
      {
        title: 'Versions',
        type: 'table',
        expr: 'count by (version, tables) (preflight_build_info{site=~"$site"})',
        legend: '{{version}}',
      },
    ],
  },
];

const DATASOURCE = { type: 'prometheus', uid: '${datasource}' };

export function dashboardFile({ uid, title, panels }: Dashboard): string {
  const drawn = panels.map(({ title: name, type, expr, legend, unit = 'short' }, at) => ({
    ...{ id: at + 1, title: name, type, datasource: DATASOURCE },
    gridPos: { h: 8, w: 12, x: (at % 2) * 12, y: Math.floor(at / 2) * 8 },
    fieldConfig: { defaults: { unit }, overrides: [] },
    targets: [
      {
        ...{ refId: 'A', expr, legendFormat: legend, datasource: DATASOURCE, instant: type === 'table' },
        format: type === 'heatmap' ? 'heatmap' : type === 'table' ? 'table' : 'time_series',
      },
    ],
  }));
  const variables = [
    { name: 'datasource', type: 'datasource', query: 'prometheus' },
    {
      name: 'site',
      type: 'query',
      datasource: DATASOURCE,
      query: 'label_values(preflight_build_info, site)',
      includeAll: true,
      multi: true,
      refresh: 2,
    },
  ];
  const whole = {
    uid,
    title,
    schemaVersion: 36,
    timezone: 'browser',
    time: { from: 'now-24h', to: 'now' },
    refresh: '1m',
    templating: { list: variables },
    panels: drawn,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
