/** Prometheus and Alertmanager as the parts start them. */
import type { ChildProcess } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PORT, at, folder, isUp, start, until } from './tools.ts';

const faster = (text: string): string => text.replaceAll(/(for|keep_firing_for): (\d+)m/g, '$1: $2s');

/** Writes the configurations into the folder: ours of `observability/`, with the ports and the hurry of this run. */
export function configure(): void {
  const rules = faster(readFileSync('observability/rules.yml', 'utf8'));
  writeFileSync(join(folder, 'rules.yml'), rules);
  const prometheus = readFileSync('observability/prometheus.yml', 'utf8')
    .replaceAll('30s', '1s')
    .replace('127.0.0.1:9093', `127.0.0.1:${PORT.alertmanager}`)
    .replace('127.0.0.1:9464', `127.0.0.1:${PORT.watch}`);
  writeFileSync(join(folder, 'prometheus.yml'), prometheus);
  const scrape = prometheus.slice(prometheus.indexOf('scrape_configs'));
  writeFileSync(join(folder, 'vmagent.yml'), `global:\n  scrape_interval: 1s\n${scrape}`);
  const manager = readFileSync('observability/alertmanager.yml', 'utf8')
    .replace('group_wait: 30s', 'group_wait: 1s')
    .replace('group_interval: 5m', 'group_interval: 5s')
    .replace('127.0.0.1:9465', `127.0.0.1:${PORT.webhook}`);
  writeFileSync(join(folder, 'alertmanager.yml'), manager);
}

/** `name`: of its configuration and of its store. */
export const prometheus = (name = 'prometheus'): ChildProcess =>
  start(
    'prometheus',
    `--config.file=${folder}/${name}.yml`,
    `--storage.tsdb.path=${folder}/tsdb-${name}`,
    `--web.listen-address=127.0.0.1:${PORT.prometheus}`,
  );

/** Alertmanager, until it answers. `name`: of its store. */
export async function alertmanager(name: string): Promise<ChildProcess> {
  const manager = at(PORT.alertmanager);
  const child = start(
    'prometheus-alertmanager',
    `--config.file=${folder}/alertmanager.yml`,
    `--storage.path=${folder}/am-${name}`,
    `--web.listen-address=127.0.0.1:${PORT.alertmanager}`,
    '--cluster.listen-address=',
  );
  await until('Alertmanager', 30, isUp(`${manager}/-/ready`));
  return child;
}
