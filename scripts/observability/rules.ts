/** Recording and alert rules, written against the table of metrics so that a metric that is renamed does not compile here. */
import type { MetricName } from '../../src/metrics/table.ts';

const is = (name: MetricName, matchers = ''): string => (matchers === '' ? name : `${name}{${matchers}}`);

interface Rule {
  readonly name: string;
  readonly expr: string;
}

/** The quick runs of an even network are 5 minutes apart: a shorter window would be empty between them. */
const WINDOW = '15m';

export const RECORDING: readonly Rule[] = [
  {
    name: 'site_region:preflight_rtt_loss:ratio_rate15m',
    expr: `sum by (site, region) (rate(${is('preflight_rtt_lost_total')}[${WINDOW}])) / sum by (site, region) (rate(${is('preflight_rtt_probes_total')}[${WINDOW}]))`,
  },
  {
    name: 'site_region:preflight_rtt_within_100ms:ratio_rate1h',
    expr: `sum by (site, region) (rate(preflight_rtt_seconds_bucket{le="0.1"}[1h])) / sum by (site, region) (rate(preflight_rtt_seconds_count[1h]))`,
  },
  {
    name: 'site_protocol:preflight_ready:avg1h',
    expr: `avg_over_time(max by (site, region, protocol) (${is('preflight_verdict', 'verdict="ready"')})[1h:1m])`,
  },
];

interface Alert extends Rule {
  readonly for: string;
  readonly keepFiring?: string;
  readonly severity: 'page' | 'ticket';
  readonly summary: string;
  readonly description: string;
}

const CAUSE = `topk by (site, region) (1, max by (site, region, code, side) (${is('preflight_root_cause')}))`;
/** A watcher that dies is no site that got well: its last word stands for an hour; PreflightStale and PreflightSiteGone tell the rest. */
const SHUT = `max by (site, region, protocol) (last_over_time(${is('preflight_verdict', 'verdict="not-ready", protocol!="overall"')}[1h])) == 1`;
const WHERE = '{{ $labels.site }}, {{ $labels.region }}';

const overall = (verdict: string): string =>
  `max by (site, region) (${is('preflight_verdict', `protocol="overall", verdict="${verdict}"`)}) == 1`;

/** Counters of the agents that send on what they scraped here: vmagent's (a full queue, a store that refuses) and Prometheus's. */
const LOSING = [
  'vm_persistentqueue_blocks_dropped_total',
  'vmagent_remotewrite_packets_dropped_total',
  'prometheus_remote_storage_samples_failed_total',
];

export const ALERTS: readonly Alert[] = [
  {
    name: 'PreflightNotReady',
    expr: `((${SHUT}) * on (site, region) group_left (code, side) (${CAUSE})) or on (site, region, protocol) (${SHUT})`,
    ...{ for: '10m', keepFiring: '15m', severity: 'page' },
    summary: `${WHERE}: {{ $labels.protocol }} does not work`,
    description:
      'Cause: {{ if $labels.code }}{{ $labels.code }}, for: {{ $labels.side }}{{ else }}not known{{ end }}. Run "preflight check" there for the remedy; docs/findings has a page for each cause.',
  },
  {
    name: 'PreflightDegraded',
    expr: overall('degraded'),
    ...{ for: '30m', severity: 'ticket' },
    summary: `${WHERE}: works with limits`,
    description: 'It works, outside the limits of a protocol or on one of two protocols alone.',
  },
  {
    name: 'PreflightUnknown',
    expr: overall('unknown'),
    ...{ for: '30m', severity: 'ticket' },
    summary: `${WHERE}: could not tell`,
    description:
      'The checks end without a verdict, or the last full check is too old. This is neither ready nor broken.',
  },
  {
    name: 'PreflightStale',
    expr: `(time() - max by (site, instance) (${is('preflight_last_run_timestamp_seconds')}) > 3 * max by (site, instance) (${is('preflight_interval_seconds', 'kind="full"')})) or max by (site, instance) (up{job="preflight"}) == 0`,
    ...{ for: '5m', severity: 'ticket' },
    summary: '{{ $labels.site }}: nobody watches',
    description: 'No run for three intervals, or the watcher {{ $labels.instance }} cannot be read.',
  },
  {
    name: 'PreflightSiteGone',
    expr: `max by (site) (last_over_time(${is('preflight_build_info')}[1d])) unless max by (site) (${is('preflight_build_info')})`,
    ...{ for: '15m', severity: 'ticket' },
    summary: '{{ $labels.site }}: silent',
    description: 'Silence is neither ready nor broken: the site, its agent or its line is gone.',
  },
  {
    name: 'PreflightManySites',
    expr: `count by (region, code) (max by (site, region, code) (${is('preflight_root_cause')})) >= 5`,
    ...{ for: '5m', severity: 'page' },
    summary: '{{ $labels.region }}: {{ $value }} sites have the same cause, {{ $labels.code }}',
    description:
      'The same cause at many sites: look at what they share, and at the health page of the service, first.',
  },
  {
    name: 'PreflightNotKept',
    expr: `sum by (site, instance) (increase(${is('preflight_not_kept_total')}[1h])) > 0`,
    ...{ for: '0m', severity: 'ticket' },
    summary: '{{ $labels.site }}: the watcher cannot write its files',
    description: 'A full disk or a folder without rights; the checks go on.',
  },
  {
    name: 'PreflightQueueDropping',
    expr: LOSING.map((name) => `sum by (site, instance) (increase(${name}[1h])) > 0`).join(' or '),
    ...{ for: '0m', severity: 'ticket' },
    summary: '{{ $labels.site }}: the agent drops figures',
    description:
      'Its queue on disk is full, or the store refused what it sent. The checks go on; a gap will stand in the graphs.',
  },
];

const quote = (text: string): string => JSON.stringify(text);

/** A rule file of Prometheus; vmalert reads it too. */
export function ruleFile(): string {
  const recording = RECORDING.flatMap(({ name, expr }) => [
    `      - record: ${name}`,
    `        expr: ${quote(expr)}`,
  ]);
  const alerts = ALERTS.flatMap((alert) => [
    `      - alert: ${alert.name}`,
    `        expr: ${quote(alert.expr)}`,
    `        for: ${alert.for}`,
    ...(alert.keepFiring === undefined ? [] : [`        keep_firing_for: ${alert.keepFiring}`]),
    `        labels: { severity: ${alert.severity} }`,
    '        annotations:',
    `          summary: ${quote(alert.summary)}`,
    `          description: ${quote(alert.description)}`,
  ]);
  return [
    '# Written by npm run docs. The scraper gives each target the label "site".',
    'groups:',
    '  - name: preflight-recording',
    '    rules:',
    ...recording,
    '  - name: preflight-alerts',
    '    rules:',
    ...alerts,
    '',
  ].join('\n');
}
