/** What the parts of `npm run alert-path` share: the programs that were started, a webhook that keeps what it is told, and the table. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

export const PORT = {
  watch: 19464,
  prometheus: 19090,
  alertmanager: 19093,
  webhook: 19465,
  victoria: 18428,
  plain: 18429,
  capped: 18430,
  full: 18431,
  node: 19100,
  nginx: 19443,
};
export const at = (port: number, path = ''): string => `http://127.0.0.1:${port}${path}`;
export const folder = mkdtempSync(join(tmpdir(), 'alert-path-'));
/** The built program. */
export const PROGRAM = join(folder, 'preflight.mjs');
const children: ChildProcess[] = [];
export const rows: ({ readonly what: string } & Outcome)[] = [];

export function start(file: string, ...args: readonly string[]): ChildProcess {
  const child = spawn(file, args, { stdio: 'ignore' });
  children.push(child);
  return child;
}

/** A watch of a scripted network, built by main; each port has a data folder of its own. */
export function watching(scenario: string, port: number, ...more: readonly string[]): ChildProcess {
  const args = ['watch', '--region', 'eu-central-1', '--simulate', scenario, '--listen', `127.0.0.1:${port}`];
  const child = spawn(process.execPath, [PROGRAM, ...args, ...more], {
    stdio: 'ignore',
    env: { ...process.env, PREFLIGHT_DATA: join(folder, `data-${port}`) },
  });
  children.push(child);
  return child;
}

/** Ends all that still runs, and takes the folder away. */
export function endAll(): void {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}

export async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const done = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await done;
}

export async function until(what: string, seconds: number, isSo: () => Promise<boolean>): Promise<number> {
  const began = Date.now();
  while (Date.now() - began < seconds * 1000) {
    if (await isSo().catch(() => false)) return (Date.now() - began) / 1000;
    await sleep(250);
  }
  throw new Error(`${what}: not within ${seconds} s`);
}

export const isUp = (url: string) => async (): Promise<boolean> => (await fetch(url)).ok;
export const answer = z.object({
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

export async function query(base: string, expr: string) {
  const response = await fetch(`${base}/api/v1/query?query=${encodeURIComponent(expr)}`);
  return answer.parse(await response.json()).data.result;
}

interface Outcome {
  readonly asked: string;
  readonly got: string;
  readonly isFine: boolean;
}

export function tell(what: string, outcome: Outcome): void {
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
export const messages: z.infer<typeof message>[] = [];
export const of = (name: string) => messages.filter(({ groupLabels }) => groupLabels['alertname'] === name);

/** A new part begins without the messages of the last. */
export const forget = (): void => void messages.splice(0);

/** Takes every message of Alertmanager. */
export function webhook(): void {
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
