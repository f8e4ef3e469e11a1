/** The figures by way of a file and of a reverse proxy, and a disk that is full. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PORT, at, ended, folder, start, tell, until, watching } from './tools.ts';

/** The other readers of the figures: node exporter and nginx. */
export async function faces(): Promise<void> {
  const place = join(folder, 'textfile');
  mkdirSync(place);
  start(
    'prometheus-node-exporter',
    '--collector.disable-defaults',
    '--collector.textfile',
    `--collector.textfile.directory=${place}`,
    `--web.listen-address=127.0.0.1:${PORT.node}`,
  );
  const watch = watching('ready', PORT.watch, '--textfile', join(place, 'preflight.prom'));
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
  const key = (name: string): readonly string[] => [
    ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', `/CN=${name}`],
    ...['-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', `${name}.key`],
  ];
  for (const name of ['server', 'scraper'])
    ssl('req', '-x509', ...key(name), '-days', '1', '-out', `${name}.crt`);
  ssl('req', ...key('expired'), '-out', 'expired.csr');
  const signer = ['-CA', 'scraper.crt', '-CAkey', 'scraper.key', '-CAcreateserial'];
  ssl('x509', '-req', '-in', 'expired.csr', ...signer, '-days', '-1', '-out', 'expired.crt');
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
  const as = (name: string): readonly string[] =>
    ['cert', 'key'].flatMap((kind) => [
      `--${kind}`,
      join(folder, `${name}.${kind === 'cert' ? 'crt' : 'key'}`),
    ]);
  const own = as('scraper');
  const codes = [
    code(...own, `${url}/metrics`),
    code(`${url}/metrics`),
    code(...as('expired'), `${url}/metrics`),
    code(...own, `${url}/probe?region=eu-central-1`),
    code(...own, '-X', 'POST', `${url}/metrics`),
  ]; // SIGKILL would leave its workers, and the port.
  await ended(nginx, 'SIGTERM');

  tell('nginx: with certificate, without, with one that expired, /probe, POST', {
    asked: '200, 400, 400, 404, 403',
    got: codes.join(', '),
    isFine: codes.join() === '200,400,400,404,403',
  });
}

/** What a watch cannot write is counted, and the checks go on. */
export async function fullDisk(): Promise<void> {
  const place = join(folder, 'small');
  mkdirSync(place);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place]);
  try {
    writeFileSync(join(place, 'fill'), Buffer.alloc(60_000));
    const watch = watching(
      'ready',
      PORT.watch,
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
