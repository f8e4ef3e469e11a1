/**
 * Ten minutes of a watch in the lab, on a line of 40 ms that loses a tenth of the packets to the health-check servers, read by a Prometheus in
 * the same network; the watch is killed in the middle. What it says is held against tcpdump on the client's interface, and against the history that the watch kept.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { historyLine } from '../../src/history/line.ts';
import { median } from '../../src/reading/statistics.ts';
import { RTT_EDGES } from '../../src/metrics/table.ts';
import { openLab, type Lab } from '../../test/lab/lab.ts';
import { PKI } from '../../test/lab/pki.ts';
import { resolveTarget } from '../../test/lab/target.ts';
import { applyChange, healthyWorld } from '../../test/lab/world.ts';
import { findProgram } from '../system-packages.mjs';
import { PORT, PROGRAM, answer, at, ended, folder, tell, until } from './tools.ts';

const REGION = 'eu-central-1';
const MINUTES = 10;
/** The kernel sends a lost SYN again after a second: an answer that late is one to the second. */
const AGAIN_S = 1;
const run = promisify(execFile);

export async function truth(): Promise<void> {
  const path = { kind: 'path', to: 'health-check', upMs: 20, downMs: 20, lossRatio: 0.1 } as const;
  const lab = await openLab(applyChange(healthyWorld(REGION), path));
  try {
    await watched(lab);
  } finally {
    await lab.close();
  }
}

async function watched(lab: Lab): Promise<void> {
  const place = join(folder, 'truth');
  mkdirSync(place);
  const config = `global: { scrape_interval: 1s }\nscrape_configs: [{ job_name: preflight, static_configs: [{ targets: ['127.0.0.1:${PORT.watch}'] }] }]\n`;
  writeFileSync(join(place, 'prometheus.yml'), config);
  const capture = join(place, 'syn.txt');
  const quiet = { stdio: 'ignore' } as const;
  const dump = `exec "$0" -i eth0 -nn -tt -l 'tcp[tcpflags] & tcp-syn != 0' > "$1"`;
  const watcher = lab.spawn('/bin/sh', ['-c', dump, findProgram('tcpdump') ?? '', capture], quiet);
  await until('tcpdump', 10, () => Promise.resolve(readdirSync(place).includes('syn.txt')));
  const engine = lab.spawn(
    findProgram('prometheus') ?? '',
    [
      `--config.file=${place}/prometheus.yml`,
      `--storage.tsdb.path=${place}/tsdb`,
      `--web.listen-address=127.0.0.1:${PORT.prometheus}`,
    ],
    quiet,
  );
  const args = ['watch', '--region', REGION, '--public-roots', PKI.publicRoot];
  const env = { PREFLIGHT_DATA: join(place, 'data') };
  const watching = () =>
    lab.spawn(process.execPath, [PROGRAM, ...args, '--listen', `127.0.0.1:${PORT.watch}`], { ...quiet, env });
  const killed = watching();
  await sleep((MINUTES / 2) * 60_000);
  // Between two runs: the last has been scraped.
  await until('a quiet moment', 60, () => isQuiet(lab));
  const before = await counters(lab);
  const bytes = statSync(capture).size;
  await until('the next run', 120, () => Promise.resolve(statSync(capture).size > bytes));
  await ended(killed, 'SIGKILL');
  const watch = watching();
  await sleep((MINUTES / 2) * 60_000);
  await until('a quiet moment', 60, () => isQuiet(lab));
  await judge(lab, { place, before, capture: readFileSync(capture, 'utf8') });
  for (const child of [watch, engine, watcher]) await ended(child, 'SIGTERM');
}

interface Counters {
  readonly sent: number;
  readonly lost: number;
  readonly within: number;
}

/** Of one life of the watch. */
async function counters(lab: Lab): Promise<Counters> {
  return {
    sent: await value(lab, 'sum(preflight_rtt_probes_total)'),
    lost: await value(lab, 'sum(preflight_rtt_lost_total)'),
    within: await value(lab, 'sum(preflight_rtt_seconds_bucket{le="0.1"})'),
  };
}

async function value(lab: Lab, expr: string): Promise<number> {
  const url = at(PORT.prometheus, `/api/v1/query?query=${encodeURIComponent(expr)}`);
  const { stdout } = await run('ip', ['netns', 'exec', lab.spaces.client, 'curl', '-sS', url]);
  return Number(answer.parse(JSON.parse(stdout)).data.result[0]?.value?.[1] ?? NaN);
}

async function isQuiet(lab: Lab): Promise<boolean> {
  const since = await value(lab, 'time() - max(preflight_last_run_timestamp_seconds)');
  return since > 5 && since < 40;
}

/** Handshakes with the health-check servers as the wire saw them: milliseconds, or null where the first SYN had no answer. */
function handshakes(capture: string): readonly (number | null)[] {
  const servers = new Set(resolveTarget('health-check', REGION));
  const asked = new Map<string, number>();
  const answered = new Map<string, number>();
  for (const line of capture.split('\n')) {
    const [, time, from = '', to = '', flags] = /^(\S+) IP (\S+) > (\S+): Flags \[([S.]+)\]/.exec(line) ?? [];
    const [key, server] = flags === 'S' ? [`${from} ${to}`, to] : [`${to} ${from}`, from];
    if (!servers.has(server.split('.').slice(0, 4).join('.'))) continue;
    const seen = flags === 'S' ? asked : answered;
    if (!seen.has(key)) seen.set(key, Number(time));
  }
  return [...asked].map(([key, time]) => {
    const seconds = (answered.get(key) ?? Infinity) - time;
    return seconds < AGAIN_S ? seconds * 1000 : null;
  });
}

function keptSamples(place: string): readonly (number | null)[] {
  const days = join(place, 'data/watch');
  const lines = readdirSync(days)
    .filter((name) => /^\d{4}-\d\d-\d\d\.jsonl$/.test(name))
    .flatMap((name) => readFileSync(join(days, name), 'utf8').split('\n').filter(Boolean));
  return lines.flatMap((line) => historyLine.safeParse(JSON.parse(line)).data?.samples ?? []);
}

const bucketOf = (ms: number): number => RTT_EDGES.findIndex((edge) => ms / 1000 <= edge);
const shareLost = (all: readonly (number | null)[]): number =>
  all.filter((one) => one === null).length / all.length;
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

interface Seen {
  readonly place: string;
  /** Of the life that was killed. */
  readonly before: Counters;
  readonly capture: string;
}

async function judge(lab: Lab, { place, before, capture }: Seen): Promise<void> {
  const wire = handshakes(capture);
  const wireMs = median(wire.filter((ms) => ms !== null)) ?? NaN;
  const grown = 'sum by (le) (increase(preflight_rtt_seconds_bucket[20m]))';
  const askedMs = (await value(lab, `histogram_quantile(0.5, ${grown})`)) * 1000;
  const after = await counters(lab);
  const sent = before.sent + after.sent;
  const lost = (before.lost + after.lost) / sent;
  tell(`${MINUTES} minutes at 40 ms and 10 % loss: histogram_quantile(0.5)`, {
    asked: `the bucket of the wire’s median, ${wireMs.toFixed(1)} ms`,
    got: `${askedMs.toFixed(1)} ms`,
    isFine: bucketOf(askedMs) === bucketOf(wireMs),
  });
  tell('the same: loss by the two counters', {
    asked: `within 1 point of the wire’s ${percent(shareLost(wire))} (${wire.length} handshakes)`,
    got: `${percent(lost)} of ${sent}`,
    isFine: Math.abs(lost - shareLost(wire)) <= 0.01,
  });
  const kept = keptSamples(place);
  const within = kept.filter((units) => units !== null && units <= 10_000).length;
  const counted = before.within + after.within;
  tell('the same: samples, lost ones, and those within 100 ms', {
    asked: `as the history has them: ${[kept.length, kept.filter((one) => one === null).length, within].join(', ')}`,
    got: [sent, Math.round(lost * sent), counted].join(', '),
    isFine: sent === kept.length && counted === within && lost === shareLost(kept),
  });
  const resets = await value(lab, 'max(resets(preflight_rtt_probes_total[20m]))');
  const least = await value(lab, 'min(min_over_time(rate(preflight_rtt_probes_total[1m])[15m:5s]))');
  tell('the watch killed (-9) within a run in the middle', {
    asked: 'one reset of the counters, no rate below 0',
    got: `${resets}; least rate ${least}`,
    isFine: resets === 1 && least >= 0,
  });
}
