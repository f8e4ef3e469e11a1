/**
 * vmagent's queue on disk while the store is away: for as many scrapes as two hours have at 30 s, at one a second, with a restart in the
 * middle; beside it one with a cap, and one on a disk that gets full.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { PORT, at, ended, folder, isUp, query, start, tell, until, watching } from './tools.ts';

/** 2 h x 120 scrapes an hour. */
const SCRAPES = 240;
const CAP_BYTES = 50_000;

function vmagent(name: 'plain' | 'capped' | 'full', place = join(folder, `queue-${name}`)) {
  const more = name === 'capped' ? [`-remoteWrite.maxDiskUsagePerURL=${CAP_BYTES}`] : [];
  return start(
    'vmagent',
    `-promscrape.config=${folder}/vmagent.yml`,
    `-remoteWrite.url=${at(PORT.victoria, '/api/v1/write')}`,
    `-remoteWrite.tmpDataPath=${place}`,
    `-remoteWrite.label=agent=${name}`,
    `-httpListenAddr=127.0.0.1:${PORT[name]}`,
    ...more,
  );
}

const victoria = () =>
  start('victoria-metrics', `-storageDataPath=${folder}/vm`, `-httpListenAddr=127.0.0.1:${PORT.victoria}`);

/** A figure of the agent's own. */
async function own(name: 'plain' | 'capped', metric: string): Promise<number> {
  const text = await (await fetch(at(PORT[name], '/metrics'))).text();
  return Number(new RegExp(`^${metric}\\{[^}]*\\} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
}

/** Times of the samples that the store has of an agent, in seconds. */
async function delivered(agent: string): Promise<readonly number[]> {
  const [series] = await query(at(PORT.victoria), `preflight_build_info{agent="${agent}"}[20m]`);
  return (series?.values ?? []).map((value) => z.tuple([z.number(), z.string()]).parse(value)[0]);
}

const largestGap = (times: readonly number[]): number =>
  Math.max(0, ...times.slice(1).map((time, place) => time - (times[place] ?? time)));

export async function queue(): Promise<void> {
  const small = join(folder, 'small-queue');
  mkdirSync(small);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', small]);
  const watch = watching('lossy-wifi', PORT.watch);
  try {
    await until('the watch', 60, isUp(at(PORT.watch, '/metrics')));
    await outage(small);
  } finally {
    await ended(watch, 'SIGTERM');
    execFileSync('umount', ['-l', small]);
  }
}

async function outage(small: string): Promise<void> {
  let store = victoria();
  await until('VictoriaMetrics', 30, isUp(at(PORT.victoria, '/health')));
  let plain = vmagent('plain');
  const capped = vmagent('capped');
  await sleep(10_000);
  await ended(store, 'SIGTERM');
  writeFileSync(join(small, 'fill'), Buffer.alloc(150_000));
  const full = vmagent('full', small);
  const fullEnded = new Promise<number | null>((resolve) => full.once('exit', resolve));
  await sleep((SCRAPES / 2) * 1000);
  await ended(plain, 'SIGTERM');
  plain = vmagent('plain');
  await sleep((SCRAPES / 2) * 1000);
  await tellCap();
  const pending = await own('plain', 'vmagent_remotewrite_pending_data_bytes');
  const again = await afterFullDisk(small, fullEnded);
  const startedAgain = Date.now() / 1000;
  store = victoria();
  await until('VictoriaMetrics again', 30, isUp(at(PORT.victoria, '/health')));
  await sleep(30_000);
  tellDelivered(await delivered('plain'), pending);
  const [times, code] = [(await delivered('full')).filter((time) => time < startedAgain), await fullEnded];
  tell('vmagent on a full disk, without a cap', {
    asked: 'what it kept arrives',
    got: `it ended with ${code}; with room and started again, ${times.length} samples of before came, ${times.length - new Set(times).size} twice`,
    isFine: code !== 0 && times.length > 10,
  });
  for (const child of [again, plain, capped, store]) await ended(child, 'SIGTERM');
}

async function tellCap(): Promise<void> {
  const bytes = await own('capped', 'vmagent_remotewrite_pending_data_bytes');
  const dropped = await own('capped', 'vm_persistentqueue_blocks_dropped_total');
  tell(`vmagent with a cap of ${CAP_BYTES / 1000} kB`, {
    asked: 'never above it, drops counted',
    got: `${bytes.toLocaleString('en')} bytes waiting, ${dropped} blocks dropped and counted`,
    isFine: bytes <= CAP_BYTES && dropped > 0,
  });
}

/** It ends by itself when nothing can be written; a service manager starts it again. */
async function afterFullDisk(small: string, fullEnded: Promise<unknown>) {
  await until('vmagent ends on a full disk', 60, () =>
    Promise.race([fullEnded.then(() => true), sleep(100).then(() => false)]),
  );
  rmSync(join(small, 'fill'));
  return vmagent('full', small);
}

function tellDelivered(times: readonly number[], pending: number): void {
  const [gap, twice] = [largestGap(times), times.length - new Set(times).size];
  tell(`vmagent, the store away for ${SCRAPES} scrapes (two hours at 30 s), restarted in the middle`, {
    asked: 'each once, largest gap below 5 s',
    got: `${times.length} samples, ${twice} twice, largest gap ${gap.toFixed(1)} s; ${Math.round(pending / 1000)} kB waited on disk`,
    isFine: times.length > SCRAPES && twice === 0 && gap < 5,
  });
}
