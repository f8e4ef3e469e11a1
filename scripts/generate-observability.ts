// Writes observability/ and docs/metrics.md from src/metrics/table.ts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { formatted } from './format-generated.ts';
import { dashboardFile, DASHBOARDS } from './observability/dashboards.ts';
import { metricsPage } from './observability/metrics-page.ts';
import { ruleFile } from './observability/rules.ts';

/** Every file that is written, by its path from the root. */
export async function observabilityFiles(): Promise<ReadonlyMap<string, string>> {
  const plain = [
    ['docs/metrics.md', metricsPage()],
    ['observability/rules.yml', ruleFile()],
    ...DASHBOARDS.map((one) => [`observability/dashboards/${one.uid}.json`, dashboardFile(one)] as const),
  ] as const;
  const done = plain.map(async ([path, text]) => [path, await formatted(text, path)] as const);
  return new Map(await Promise.all(done));
}

if (process.argv[1]?.endsWith('generate-observability.ts') === true) {
  const root = new URL('../', import.meta.url);
  mkdirSync(new URL('observability/dashboards/', root), { recursive: true });
  for (const [path, text] of await observabilityFiles()) writeFileSync(new URL(path, root), text);
}
