/** The small set of figures that a laptop may give (24 series), of many machines, by text import into a real VictoriaMetrics on loopback. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { BAND_LANES } from '../src/history/bands.ts';
import { VERDICTS } from '../src/core/words.ts';
import { expose, type Families, type Series } from '../src/metrics/exposition.ts';
import type { MetricName } from '../src/metrics/table.ts';
import { SITES } from '../test/unit/fleet/outage.ts';

const PORT = 18_428;
/** One sample every 15 minutes, half a day. */
const SAMPLES = 48;
const STEP_MS = 15 * 60_000;
const REGION = 'eu-central-1';

/** Verdicts of each lane as a state set, and the round trip: by the program's own table and writer. */
function figuresOf(machine: number): string {
  const is = machine % 3 === 0 ? 'not-ready' : 'ready';
  const families: Families = new Map<MetricName, readonly Series[]>([
    [
      'preflight_verdict',
      BAND_LANES.flatMap((protocol) =>
        VERDICTS.map((verdict) => ({
          labels: { region: REGION, protocol, verdict },
          value: verdict === is ? 1 : 0,
        })),
      ),
    ],
    [
      'preflight_rtt_last_seconds',
      ['min', 'median', 'p95', 'max'].map((stat, at) => ({
        labels: { region: REGION, method: 'tcp-connect', stat },
        value: 0.03 + at / 100 + machine / 1e6,
      })),
    ],
    ['preflight_rtt_jitter_seconds', [{ labels: { region: REGION }, value: 0.002 }]],
    ['preflight_path_mtu_bytes', [{ labels: { region: REGION }, value: 1500 }]],
    ['preflight_build_info', [{ labels: { version: '0.1.0', tables: 'guide2025-2' }, value: 1 }]],
    ['preflight_rtt_probes_total', [{ labels: { region: REGION }, value: 10 }]],
    ['preflight_rtt_lost_total', [{ labels: { region: REGION }, value: 0 }]],
    ['preflight_last_run_timestamp_seconds', [{ labels: { kind: 'full' }, value: 1 }]],
    ['preflight_last_run_duration_seconds', [{ labels: { kind: 'full' }, value: 3 }]],
    [
      'preflight_root_cause',
      is === 'ready'
        ? []
        : [{ labels: { region: REGION, code: 'dns/name-not-found', side: 'local-network' }, value: 1 }],
    ],
  ]);
  return expose(families, 'text').replace(/^#.*\n/gm, '');
}

/** Rows of the page. Rejects where the program is missing or finds other numbers again. */
export async function measureMetrics(machines: number): Promise<(readonly [string, string, string])[]> {
  const folder = mkdtempSync(join(tmpdir(), 'preflight-metrics-'));
  const url = `http://127.0.0.1:${PORT}`;
  const server = spawn(
    'victoria-metrics',
    [`-storageDataPath=${folder}`, `-httpListenAddr=127.0.0.1:${PORT}`, '-retentionPeriod=12'],
    { stdio: 'ignore' },
  );
  try {
    await ready(url);
    const before = residentOf(server.pid);
    const newest = Date.now();
    let samples = 0;
    const start = performance.now();
    for (let from = 0; from < machines; from += 50) {
      const text = linesOf(from, Math.min(machines, from + 50), newest);
      samples += text.split('\n').length - 1;
      const answer = await fetch(`${url}/api/v1/import/prometheus`, { method: 'POST', body: text });
      if (!answer.ok) throw new Error(`import: ${answer.status}`);
    }
    const seconds = (performance.now() - start) / 1000;
    await fetch(`${url}/internal/force_flush`);
    const after = residentOf(server.pid);
    const found = await count(
      url,
      `count(count by (instance) (last_over_time(preflight_verdict[45m])))`,
      newest,
    );
    const sites = await count(url, `count(count by (site) (last_over_time(preflight_verdict[45m])))`, newest);
    if (found !== machines || sites !== SITES.length)
      throw new Error(`found ${found} machines and ${sites} sites again`);
    const amount = samples.toLocaleString('en');
    return [
      [
        `${machines} machines' figures (${amount} samples) into VictoriaMetrics`,
        `${seconds.toFixed(1)} s; memory ${before} to ${after} MB`,
        'report',
      ],
      [
        'machines and sites found again by a query',
        `${found} and ${sites}`,
        `${machines} and ${SITES.length}`,
      ],
    ];
  } finally {
    // It writes its caches on the way out.
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

function linesOf(from: number, to: number, newest: number): string {
  const lines: string[] = [];
  for (let machine = from; machine < to; machine += 1) {
    const own = `instance="${machine}",site="${SITES[machine % SITES.length]?.name ?? ''}"`;
    const series = figuresOf(machine).trimEnd().split('\n');
    for (let at = 0; at < SAMPLES; at += 1)
      lines.push(...series.map((one) => `${labelled(one, own)} ${newest - at * STEP_MS}`));
  }
  return `${lines.join('\n')}\n`;
}

/** One line of the exposition with the machine's own labels. */
function labelled(line: string, own: string): string {
  const [, name = '', labels = '', value = ''] = /^(\w+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
  return `${name}{${labels === '' ? '' : `${labels},`}${own}} ${value}`;
}

async function ready(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`${url}/health`).catch(() => null);
    if (answer?.ok === true) return;
    await wait(200);
  }
  throw new Error('victoria-metrics does not answer');
}

async function count(url: string, query: string, at: number): Promise<number> {
  const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}&time=${at / 1000}`);
  const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
  return Number(data.result[0]?.value[1] ?? 0);
}

function residentOf(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024);
}
