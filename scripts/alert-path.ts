// The way of an alert over loopback with Debian's own programs: watch (a scripted broken network) to Prometheus, Alertmanager and a webhook; vmagent over an outage,
// node exporter, nginx, a full disk. `npm run alert-path` writes docs/proof/alert-path.md. The times of the rules are shortened: a minute is a second.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { formatted } from './format-generated.ts';
import { DASHBOARDS } from './observability/dashboards.ts';
import { ensureSystemPackages } from './system-packages.mjs';

const PORT = {
  watch: 19464,
  prometheus: 19090,
  alertmanager: 19093,
  webhook: 19465,
  victoria: 18428,
  vmagent: 18429,
  node: 19100,
  nginx: 19443,
};
const at = (port: number, path = ''): string => `http://127.0.0.1:${port}${path}`;
const folder = mkdtempSync(join(tmpdir(), 'alert-path-'));
const children: ChildProcess[] = [];
const rows: ({ readonly what: string } & Outcome)[] = [];

function start(file: string, ...args: readonly string[]): ChildProcess {
  const child = spawn(file, args, {
    stdio: 'ignore',
    env: { ...process.env, PREFLIGHT_DATA: join(folder, 'data') },
  });
  children.push(child);
  return child;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const done = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await done;
}

async function until(what: string, seconds: number, isSo: () => Promise<boolean>): Promise<number> {
  const began = Date.now();
  while (Date.now() - began < seconds * 1000) {
    if (await isSo().catch(() => false)) return (Date.now() - began) / 1000;
    await sleep(250);
  }
  throw new Error(`${what}: not within ${seconds} s`);
}

const isUp = (url: string) => async (): Promise<boolean> => (await fetch(url)).ok;
const answer = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: z.tuple([z.number(), z.string()]).optional(),
        values: z.array(z.unknown()).optional(),
      }),
    ),
  }),
});

async function query(base: string, expr: string) {
  const response = await fetch(`${base}/api/v1/query?query=${encodeURIComponent(expr)}`);
  return answer.parse(await response.json()).data.result;
}

interface Outcome {
  readonly asked: string;
  readonly got: string;
  readonly isFine: boolean;
}

function tell(what: string, outcome: Outcome): void {
  rows.push({ what, ...outcome });
  console.log(`${outcome.isFine ? 'ok  ' : 'FAIL'} ${what}: ${outcome.got}`);
}

const message = z.object({
  status: z.string(),
  groupLabels: z.record(z.string(), z.string()),
  alerts: z.array(
    z.object({
      status: z.string(),
      labels: z.record(z.string(), z.string()),
      annotations: z.record(z.string(), z.string()),
    }),
  ),
});
const messages: z.infer<typeof message>[] = [];
const of = (name: string) => messages.filter(({ groupLabels }) => groupLabels['alertname'] === name);

function webhook(): void {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (data: Buffer) => (body += data.toString()));
    request.on('end', () => {
      messages.push(message.parse(JSON.parse(body)));
      response.end();
    });
  });
  server.listen(PORT.webhook, '127.0.0.1').unref();
}

/** Minutes become seconds; the windows of rates stay. */
const faster = (text: string): string => text.replaceAll(/(for|keep_firing_for): (\d+)m/g, '$1: $2s');

function configure(): void {
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

const prometheus = (): ChildProcess =>
  start(
    'prometheus',
    `--config.file=${folder}/prometheus.yml`,
    `--storage.tsdb.path=${folder}/tsdb`,
    `--web.listen-address=127.0.0.1:${PORT.prometheus}`,
  );
const watching = (scenario: string, ...more: readonly string[]): ChildProcess =>
  start(
    process.execPath,
    join(folder, 'preflight.mjs'),
    'watch',
    '--region',
    'eu-central-1',
    '--simulate',
    scenario,
    '--listen',
    `127.0.0.1:${PORT.watch}`,
    ...more,
  );

async function alerts(): Promise<void> {
  const manager = at(PORT.alertmanager);
  start(
    'prometheus-alertmanager',
    `--config.file=${folder}/alertmanager.yml`,
    `--storage.path=${folder}/am`,
    `--web.listen-address=127.0.0.1:${PORT.alertmanager}`,
    '--cluster.listen-address=',
  );
  await until('Alertmanager', 30, isUp(`${manager}/-/ready`));
  let engine = prometheus();
  await until('Prometheus', 30, isUp(at(PORT.prometheus, '/-/ready')));
  let watch = watching('streaming-blocked');
  const seconds = await until('a message', 60, () => Promise.resolve(of('PreflightNotReady').length > 0));
  const [first] = of('PreflightNotReady');
  const [alert] = first?.alerts ?? [];
  const { site, code, side } = alert?.labels ?? {};
  tell('broken network to webhook', {
    asked: 'within for + 60 s',
    got: `${seconds.toFixed(0)} s (for: 10 s)`,
    isFine: seconds < 70,
  });
  tell('what the message names', {
    asked: 'site, cause, side',
    got: [site, code, side].join(', '),
    isFine: [site, code, side].every((one) => one !== undefined),
  });
  await ended(engine, 'SIGKILL');
  engine = prometheus();
  await until('Prometheus again', 30, isUp(at(PORT.prometheus, '/-/ready')));
  await sleep(25_000);
  const count = of('PreflightNotReady').length;
  tell('one message an episode, Prometheus killed in between', {
    asked: '1 message',
    got: `${count}`,
    isFine: count === 1,
  });
  await askPanels();
  const sums = await query(at(PORT.prometheus), 'sum by (protocol) (preflight_verdict)');
  tell('verdicts of a protocol add up to', {
    asked: '1 each',
    got: sums.map(({ value }) => value?.[1]).join(', '),
    isFine: sums.length > 0 && sums.every(({ value }) => value?.[1] === '1'),
  });
  await ended(watch, 'SIGTERM');
  await until('stale', 60, () => Promise.resolve(of('PreflightStale').length > 0));
  await sleep(25_000);
  const resolved = of('PreflightNotReady').filter(({ status }) => status === 'resolved').length;
  tell('watcher stopped', {
    asked: 'stale, never "resolved"',
    got: `stale: ${of('PreflightStale').length}, resolved: ${resolved}`,
    isFine: resolved === 0,
  });
  watch = watching('lossy-wifi');
  await until('resolved', 120, () =>
    Promise.resolve(of('PreflightNotReady').some(({ status }) => status === 'resolved')),
  );
  tell('network right again', { asked: 'resolved', got: 'resolved', isFine: true });
  // A quick run each minute: until two are told, nothing has grown.
  await sleep(90_000);
  await askPanels();
  const empty = PANELS.map(({ expr }) => expr).filter((expr) => !answered.has(expr));
  tell('queries of the dashboards with rows', {
    asked: `all ${PANELS.length}`,
    got: `${PANELS.length - empty.length}${empty.map((expr) => `; empty: ${expr}`).join('')}`,
    isFine: empty.length === 0,
  });
  await ended(engine, 'SIGTERM');
  await queue(watch);
}

const PANELS = DASHBOARDS.flatMap((board) => board.panels);
const answered = new Set<string>();

/** No network has everything: a cause and round trips, say. Each query must have rows in one of those that are watched. */
async function askPanels(): Promise<void> {
  for (const { expr } of PANELS)
    if ((await query(at(PORT.prometheus), expr.replaceAll('$site', '.*'))).length > 0) answered.add(expr);
}

async function queue(watch: ChildProcess): Promise<void> {
  const victoria = (): ChildProcess =>
    start('victoria-metrics', `-storageDataPath=${folder}/vm`, `-httpListenAddr=127.0.0.1:${PORT.victoria}`);
  let store = victoria();
  await until('VictoriaMetrics', 30, isUp(at(PORT.victoria, '/health')));
  start(
    'vmagent',
    `-promscrape.config=${folder}/vmagent.yml`,
    `-remoteWrite.url=${at(PORT.victoria, '/api/v1/write')}`,
    `-remoteWrite.tmpDataPath=${folder}/vmagent`,
    `-httpListenAddr=127.0.0.1:${PORT.vmagent}`,
  );
  await sleep(10_000);
  await ended(store, 'SIGTERM');
  await sleep(20_000);
  store = victoria();
  await until('VictoriaMetrics again', 30, isUp(at(PORT.victoria, '/health')));
  await sleep(15_000);
  const [series] = await query(at(PORT.victoria), 'preflight_build_info[2m]');
  const times = (series?.values ?? []).map((value) => z.tuple([z.number(), z.string()]).parse(value)[0]);
  const gap = Math.max(...times.slice(1).map((time, place) => time - (times[place] ?? time)));
  tell('vmagent, the store away for 20 s', {
    asked: 'largest gap below 5 s',
    got: `${times.length} samples, largest gap ${gap.toFixed(1)} s`,
    isFine: times.length > 30 && gap < 5,
  });
  await ended(watch, 'SIGTERM');
}

async function textfile(): Promise<void> {
  const place = join(folder, 'textfile');
  mkdirSync(place);
  start(
    'prometheus-node-exporter',
    '--collector.disable-defaults',
    '--collector.textfile',
    `--collector.textfile.directory=${place}`,
    `--web.listen-address=127.0.0.1:${PORT.node}`,
  );
  const watch = watching('ready', '--textfile', join(place, 'preflight.prom'));
  await until('node exporter', 60, async () =>
    (await (await fetch(at(PORT.node, '/metrics'))).text()).includes('preflight_verdict'),
  );
  const text = await (await fetch(at(PORT.node, '/metrics'))).text();
  const lines = text.split('\n').filter((line) => line.startsWith('preflight_')).length;
  const isClean = /^node_textfile_scrape_error 0$/m.test(text);
  tell('node exporter', {
    asked: 'our series, no error',
    got: `${lines} series, error ${isClean ? 0 : 1}`,
    isFine: lines > 50 && lines <= 200 && isClean,
  });
  await proxy();
  await ended(watch, 'SIGTERM');
}

async function proxy(): Promise<void> {
  const ssl = (...args: readonly string[]): void =>
    void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  for (const name of ['server', 'scraper'])
    ssl(
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '1',
      '-subj',
      `/CN=${name}`,
      '-addext',
      'subjectAltName=IP:127.0.0.1',
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.crt`,
    );
  const config = readFileSync('observability/nginx.conf', 'utf8')
    .replace('/run/preflight-metrics.pid', join(folder, 'nginx.pid'))
    .replace('listen 9443', `listen 127.0.0.1:${PORT.nginx}`)
    .replaceAll('127.0.0.1:9464', `127.0.0.1:${PORT.watch}`)
    .replace('/etc/preflight/metrics.crt', join(folder, 'server.crt'))
    .replace('/etc/preflight/metrics.key', join(folder, 'server.key'))
    .replace('/etc/preflight/scrapers-ca.crt', join(folder, 'scraper.crt'));
  writeFileSync(join(folder, 'nginx.conf'), config);
  const nginx = start(
    'nginx',
    '-c',
    join(folder, 'nginx.conf'),
    '-e',
    join(folder, 'nginx.log'),
    '-g',
    'daemon off;',
  );
  await sleep(1500);
  const code = (...more: readonly string[]): string =>
    execFileSync(
      'curl',
      ['-s', '-o', '/dev/null', '-w', '%{http_code}', '--cacert', join(folder, 'server.crt'), ...more],
      { encoding: 'utf8' },
    );
  const url = `https://127.0.0.1:${PORT.nginx}`;
  const own = ['--cert', join(folder, 'scraper.crt'), '--key', join(folder, 'scraper.key')];
  const codes = [
    code(...own, `${url}/metrics`),
    code(`${url}/metrics`),
    code(...own, `${url}/probe?region=eu-central-1`),
    code(...own, '-X', 'POST', `${url}/metrics`),
  ]; // SIGKILL would leave its workers, and the port.
  await ended(nginx, 'SIGTERM');

  tell('nginx: with certificate, without, /probe, POST', {
    asked: '200, 400, 404, 403',
    got: codes.join(', '),
    isFine: codes.join() === '200,400,404,403',
  });
}

async function fullDisk(): Promise<void> {
  const place = join(folder, 'small');
  mkdirSync(place);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place]);
  try {
    writeFileSync(join(place, 'fill'), Buffer.alloc(60_000));
    const watch = watching(
      'ready',
      '--textfile',
      join(place, 'preflight.prom'),
      '--events',
      join(place, 'e.jsonl'),
    );
    const dropped = async (): Promise<number> => {
      const text = await (await fetch(at(PORT.watch, '/metrics'))).text();
      return Number(/^preflight_not_kept_total (\d+)$/m.exec(text)?.[1] ?? 0);
    };
    await until('a line that is not kept', 60, async () => (await dropped()) > 0);
    tell('a full disk', {
      asked: 'counted, the watch goes on',
      got: `${await dropped()} not kept, still answering`,
      isFine: true,
    });
    await ended(watch, 'SIGTERM');
  } finally {
    execFileSync('umount', [place]);
  }
}

async function page(): Promise<string> {
  const table = rows.map(
    ({ what, asked, got, isFine }) => `| ${what} | ${asked} | ${got} | ${isFine ? 'yes' : 'NO'} |`,
  );
  const text = [
    '# The way of an alert',
    '',
    `Written by \`npm run alert-path\` on ${new Date().toISOString().slice(0, 10)}: Debian's prometheus, prometheus-alertmanager, victoria-metrics (vmagent), prometheus-node-exporter and nginx on loopback, the built program on a scripted network. Rules and configurations are those of \`observability/\`; a minute of a rule is a second here.`,
    '',
    '| what | asked | got | fine |',
    '| --- | --- | --- | --- |',
    ...table,
    '',
    'Not run: the truth of the figures against an emulated line (histogram and loss over ten minutes), fifty namespaced sites at once (one page for five sites with one cause is a test of `promtool`), an outage of two hours, Grafana.',
    '',
  ].join('\n');
  return formatted(text, 'alert-path.md');
}

ensureSystemPackages('alerts');
try {
  execFileSync(process.execPath, ['scripts/build-program.mjs', join(folder, 'preflight.mjs'), '0.1.0'], {
    stdio: 'ignore',
  });
  configure();
  webhook();
  await alerts();
  await textfile();
  await fullDisk();
  writeFileSync('docs/proof/alert-path.md', await page());
} finally {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
process.exit(rows.every(({ isFine }) => isFine) ? 0 : 1);
