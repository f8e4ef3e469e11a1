/** docs/metrics.md out of the table. */
import { METRIC_NAMES, MOST_SERIES, rowOf, RTT_EDGES, type MetricName } from '../../src/metrics/table.ts';
import { ALERTS, RECORDING } from './rules.ts';

/** A list of all causes is no help in a table. */
const SHOWN = 9;

function labelsOf(name: MetricName): string {
  const parts = Object.entries(rowOf(name).labels).map(([label, values]) => {
    if (values === 'region') return `${label} (code of the tables)`;
    if (values === 'text') return label;
    const words = values.map((value) => value.replaceAll('|', '\\|'));
    return `${label} (${words.length > SHOWN ? `${words.length} words, closed` : words.join(', ')})`;
  });
  return parts.length === 0 ? '-' : parts.join('; ');
}

export function metricsPage(): string {
  const rows = METRIC_NAMES.map((name) => {
    const { type, stateOf, help, per, series, absent } = rowOf(name);
    return `| \`${name}\` | ${stateOf === undefined ? type : 'state set'} | ${help} | ${labelsOf(name)} | ${series} per ${per === 'region' ? 'Region' : 'agent'} | ${absent} |`;
  });
  return [
    '# Metrics',
    '',
    'Written by `npm run docs` from `src/metrics/table.ts`. `preflight watch --listen 127.0.0.1:9464` shows them at `/metrics`, `--textfile FILE` writes them to a file.',
    `At most ${MOST_SERIES} series for a site with one Region. Every label value is from a closed list: no host, address, network name, person or run is in any. What was not measured is absent, never 0.`,
    'With `--once` the file has no sums (`_total`, the histogram): one run has none.',
    '',
    '| name | type | what | labels | series at most | absent |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `Upper edges of \`preflight_rtt_seconds\`, inclusive: ${RTT_EDGES.join(', ')} s. 0.1, 0.2, 0.25, 0.375 and 0.4 are the documented limits.`,
    'A quick run carries the checks of the last full one along; a verdict that is older than 20 minutes (or 1.25 times the interval) is `unknown`.',
    '',
    '## Rules',
    '',
    '[observability/rules.yml](../observability/rules.yml). The scraper gives each target the label `site`. The same watcher may be read by `/metrics` and by `/probe`: use `max by`, never `sum`, on what is not a counter.',
    '',
    '| rule | when | severity |',
    '| --- | --- | --- |',
    ...ALERTS.map(
      ({ name, severity, summary, for: held }) =>
        `| \`${name}\` | ${plain(summary)} (for ${held}) | ${severity} |`,
    ),
    ...RECORDING.map(({ name }) => `| \`${name}\` | recording | - |`),
    '',
    'Never inhibit a page by a ticket: the cause stands in the page itself.',
    '',
  ].join('\n');
}

function plain(summary: string): string {
  return summary.replaceAll(/\{\{ \$(?:labels\.)?(\w+) \}\}/g, (_all, word: string) => word.toUpperCase());
}
