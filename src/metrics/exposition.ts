/** Series as text: Prometheus 0.0.4 and OpenMetrics 1.0, by what the scraper accepts. Why no client library: docs/adr/0033-metrics.md. */
import { rowOf, type MetricName } from './table.ts';

export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** `_bucket`, `_sum` and `_count` of a histogram; of everything else nothing. */
  readonly suffix?: '_bucket' | '_sum' | '_count';
}
export type Families = ReadonlyMap<MetricName, readonly Series[]>;

export const FORMATS = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openMetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
} as const;
export type Format = keyof typeof FORMATS;

/** OpenMetrics where the header names it with a weight above 0; everybody reads the other one. */
export function formatFor(accept: string | undefined): Format {
  const ranges = (accept ?? '').slice(0, 1000).split(',');
  const wanted = ranges.some(
    (range) =>
      /^\s*application\/openmetrics-text\s*(?:;|$)/i.test(range) && !/;\s*q=0(?:\.0*)?\s*(?:;|$)/.test(range),
  );
  return wanted ? 'openMetrics' : 'text';
}

export function expose(families: Families, format: Format): string {
  const blocks = [...families].flatMap(([name, series]) =>
    series.length === 0 ? [] : [block(name, series, format)],
  );
  return blocks.join('') + (format === 'openMetrics' ? '# EOF\n' : '');
}

function block(name: MetricName, series: readonly Series[], format: Format): string {
  const { type, help, unit } = rowOf(name);
  const isOpen = format === 'openMetrics';
  const family = isOpen ? name.replace(/_total$|_info$/, '') : name;
  const kind = type === 'info' && !isOpen ? 'gauge' : type;
  const lines = [
    `# HELP ${family} ${escaped(help, isOpen)}`,
    `# TYPE ${family} ${kind}`,
    ...(isOpen && unit !== null && family.endsWith(`_${unit}`) ? [`# UNIT ${family} ${unit}`] : []),
    ...series.map(
      ({ labels, value, suffix = '' }) => `${name}${suffix}${labelText(labels)} ${String(value)}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function labelText(labels: Series['labels']): string {
  const parts = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value, true)}"`);
  return parts.length === 0 ? '' : `{${parts.join(',')}}`;
}

function escaped(text: string, quotes: boolean): string {
  const safe = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return quotes ? safe.replaceAll('"', '\\"') : safe;
}
