/** Fifty sites, each with a watch of its own, that have one fault of the service at the same time. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alertmanager, prometheus } from './engines.ts';
import {
  PORT,
  at,
  ended,
  folder,
  forget,
  isUp,
  messages,
  of,
  query,
  tell,
  until,
  watching,
} from './tools.ts';

const SITES = 50;
/** Above the ports of the single ones. */
const FIRST_PORT = 21_000;
/** A few at a time: each start is half a second of a processor. */
const AT_ONCE = 5;
/** Longer than `for` of every rule and the groups of Alertmanager together. */
const SETTLED_MS = 60_000;

/** As ours, with a target and its name for each site. */
function configureSites(ports: readonly number[]): void {
  const text = readFileSync(join(folder, 'prometheus.yml'), 'utf8');
  const head = text.slice(0, text.indexOf('    static_configs:', text.indexOf('scrape_configs')));
  const targets = ports.map(
    (port, place) => `      - targets: ['127.0.0.1:${port}']\n        labels: { site: site-${place + 1} }\n`,
  );
  writeFileSync(join(folder, 'sites.yml'), `${head}    static_configs:\n${targets.join('')}`);
}

async function startSites(ports: readonly number[]) {
  const watches = [];
  for (let place = 0; place < ports.length; place += AT_ONCE) {
    const some = ports.slice(place, place + AT_ONCE);
    watches.push(...some.map((port) => watching('streaming-blocked', port)));
    for (const port of some)
      await until(`the watch of port ${port}`, 120, async () =>
        (await (await fetch(at(port, '/metrics'))).text()).includes('preflight_root_cause'),
      );
  }
  return watches;
}

async function tellPages(): Promise<void> {
  const firing = await query(
    at(PORT.prometheus),
    'count(ALERTS{alertname="PreflightNotReady",alertstate="firing"})',
  );
  const held = Number(firing[0]?.value?.[1] ?? 0);
  const pages = messages.filter(({ alerts }) => alerts.some(({ labels }) => labels['severity'] === 'page'));
  const [first] = of('PreflightManySites');
  tell(`${SITES} sites, ${SITES} watches, one fault of the service`, {
    asked: '1 page',
    got: `${pages.length} (${first?.alerts[0]?.annotations['summary'] ?? 'none'}); ${held} alerts of sites held back`,
    isFine: pages.length === 1 && of('PreflightManySites').length === 1 && held >= SITES,
  });
}

export async function sites(): Promise<void> {
  const ports = Array.from({ length: SITES }, (_, place) => FIRST_PORT + place);
  const watches = await startSites(ports);
  configureSites(ports);
  forget();
  const manager = await alertmanager('sites');
  const engine = prometheus('sites');
  await until('Prometheus', 30, isUp(at(PORT.prometheus, '/-/ready')));
  await until('a message', 120, () => Promise.resolve(of('PreflightManySites').length > 0));
  await sleep(SETTLED_MS);
  await tellPages();
  for (const child of [engine, manager, ...watches]) await ended(child, 'SIGTERM');
}
