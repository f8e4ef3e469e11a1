/** observability/ is written from the table, asks for nothing else, and its alerts do what their tests say. */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { observabilityFiles } from '../../../scripts/generate-observability.ts';
import { DASHBOARDS } from '../../../scripts/observability/dashboards.ts';
import { ALERTS, RECORDING } from '../../../scripts/observability/rules.ts';
import { METRIC_NAMES, METRICS } from '../../../src/metrics/table.ts';

const files = [...(await observabilityFiles())];

test.each(files)('%s is up to date (npm run docs)', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});

const asked = [...RECORDING, ...ALERTS, ...DASHBOARDS.flatMap(({ panels }) => panels)].map(
  ({ expr }) => expr,
);
const known = new Set<string>([
  ...METRIC_NAMES,
  ...['_bucket', '_count', '_sum'].map((suffix) => `preflight_rtt_seconds${suffix}`),
]);

test('rules and dashboards ask for metrics of the table, with labels and words that it has', () => {
  const wrong: string[] = [];
  for (const expr of asked)
    for (const [, name = '', matchers = ''] of expr.matchAll(/(?<![:\w])(preflight_\w+)(?:\{([^}]*)\})?/g)) {
      if (!known.has(name)) wrong.push(name);
      const row = METRICS[name.replace(/_(?:bucket|count|sum)$/, '') as keyof typeof METRICS];
      const labels: Readonly<Record<string, unknown>> = { site: 'text', le: 'text', ...row.labels };
      for (const [, label = '', word = ''] of matchers.matchAll(/(\w+)\s*!?=~?\s*"([^"]*)"/g)) {
        const words = labels[label];
        if (words === undefined) wrong.push(`${name} ${label}`);
        if (Array.isArray(words) && !word.split('|').every((one) => words.includes(one)))
          wrong.push(`${label}=${word}`);
      }
    }
  expect(wrong).toEqual([]);
  expect(asked.length).toBeGreaterThan(25);
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;
// Where promtool is installed: in CI, and after `npm run alert-path`.
(hasPromtool ? test : test.skip)('promtool: every alert fires when it must, and only then', () => {
  const said = execFileSync('promtool', ['test', 'rules', 'observability/rules.test.yml'], {
    encoding: 'utf8',
  });
  expect(said).toMatch(/SUCCESS/);
});
