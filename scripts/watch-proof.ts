/**
 * What a watch sends and costs, in the lab (every server 40 ms away): its packets against what `plan` says, a day whose waits pass at once, a name that is cut off,
 * and `--once` beside a check. Writes docs/proof/watch.md, a part each (`npm run watch-proof -- sent`). Needs root and tcpdump (Debian).
 */
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { CEILING_PACKETS } from '../src/policy/policy.ts';
import { median } from '../src/reading/statistics.ts';
import { ensureBuilt } from '../test/lab/ensure-built.ts';
import { openLab, type Lab } from '../test/lab/lab.ts';
import { PKI } from '../test/lab/pki.ts';
import { PREFLIGHT } from '../test/lab/places.ts';
import { runPreflight } from '../test/lab/run-scenario.ts';
import { healthyWorld } from '../test/lab/world.ts';
import { writePart } from './proof-section.ts';
import { findProgram } from './system-packages.mjs';
import { seeCut } from './watch-cut.ts';

const REGION = 'eu-central-1';
const GIVEN = ['--region', REGION, '--public-roots', PKI.publicRoot];
const SENT_S = 215;
const HOURS = 24;
const PAGE = fileURLToPath(new URL('../docs/proof/watch.md', import.meta.url));
const UNIT = fileURLToPath(new URL('../packaging/units/preflight-watch.service', import.meta.url));
const PRELOAD = fileURLToPath(new URL('./watch-preload.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'preflight-watch-proof-'));

type Row = readonly [what: string, asked: string, got: string, isFine: boolean];

const cost = z.object({
  hours: z.number(),
  sockets: z.number(),
  shortTimers: z.number(),
  cpuSeconds: z.number(),
  residentMb: z.number(),
  peakMb: z.number(),
  packets: z.number(),
  bytes: z.number(),
});
const plan = z.object({
  steps: z.array(
    z.object({
      skipped: z.string().nullable(),
      target: z.object({
        host: z.string().nullable(),
        port: z.number().nullable(),
        address: z.string().nullable(),
        transport: z.string().nullable(),
      }),
    }),
  ),
});

interface Extra {
  readonly hours?: number;
  /** Of the environment. */
  readonly more?: Readonly<Record<string, string>>;
}

/** The program with `args`, its cost with it. */
async function costOf(
  lab: Lab,
  args: readonly string[],
  { hours = 0, more = {} }: Extra = {},
): Promise<z.infer<typeof cost>> {
  const name = join(folder, `cost-${performance.now()}`);
  const env = {
    WATCH_PROOF: name,
    WATCH_HOURS: String(hours),
    PREFLIGHT_DATA: join(folder, `data-${hours}`),
    ...more,
  };
  const child = lab.spawn(process.execPath, ['--import', PRELOAD, PREFLIGHT, ...args, ...GIVEN], {
    ...{ env, stdio: 'ignore' },
  });
  await once(child, 'exit');
  return cost.parse(JSON.parse(readFileSync(name, 'utf8')));
}

/** What the service for a site sets for the C library: without it the threads of V8 keep a heap each, and they grow. */
function unitEnvironment(): Readonly<Record<string, string>> {
  const unit = readFileSync(UNIT, 'utf8');
  const name = 'MALLOC_ARENA_MAX';
  const value = new RegExp(`^Environment=.*\\b${name}=(\\d+)`, 'm').exec(unit)?.[1];
  return value === undefined ? {} : { [name]: value };
}

async function day(lab: Lab): Promise<readonly Row[]> {
  const file = join(folder, 'day.prom');
  const { hours, sockets, shortTimers, residentMb, peakMb, packets, bytes } = await costOf(
    lab,
    ['watch', '--textfile', file],
    { hours: HOURS, more: unitEnvironment() },
  );
  const figures = readFileSync(file, 'utf8');
  const of = (name: string): number =>
    Number(
      figures
        .split('\n')
        .find((line) => line.startsWith(name))
        ?.split(' ')
        .at(-1) ?? NaN,
    );
  const runs = ['full', 'quick'].map((kind) =>
    of(`preflight_runs_total{kind="${kind}",outcome="completed"}`),
  );
  const counted = of('preflight_sent_packets_total');
  const perHour = (amount: number): string => Math.round(amount / hours).toLocaleString('en');
  return [
    [
      `${Math.round(hours)} hours with the memory settings of the service's unit: ${runs[0]} full and ${runs[1]} quick runs; resident memory at its end`,
      ...(['at most 130 MB', `${Math.round(residentMb)} MB (highest ${Math.round(peakMb)} MB)`] as const),
      residentMb <= 130,
    ],
    [
      'sockets, and timers below 1 s, between two runs',
      ...(['0, 0', `${sockets}, ${shortTimers}`] as const),
      sockets + shortTimers === 0,
    ],
    [
      'packets and bytes an hour that left',
      ...(['report', `${perHour(packets)}; ${perHour(bytes / 1000)} kB`] as const),
      true,
    ],
    [
      'the program’s own count of them',
      ...(['not less', `${perHour(counted)} an hour`] as const),
      counted >= packets,
    ],
  ];
}

async function onceBesideCheck(lab: Lab): Promise<readonly Row[]> {
  const seconds: Record<'check' | 'watch', number[]> = { check: [], watch: [] };
  while (seconds.watch.length < 3) {
    seconds.check.push((await costOf(lab, ['check', '--quiet'])).cpuSeconds);
    seconds.watch.push((await costOf(lab, ['watch', '--once', '--quiet'])).cpuSeconds);
  }
  const [check, watch] = [median(seconds.check) ?? NaN, median(seconds.watch) ?? NaN];
  return [
    [
      'CPU of `watch --once` and of a check, medians of three taking turns',
      ...(['at most 0.5 s more', `${watch.toFixed(2)} s and ${check.toFixed(2)} s`] as const),
      watch - check <= 0.5,
    ],
  ];
}

/** What tcpdump prints of `what`, a line a packet; `stop` ends it. */
function dump(lab: Lab, what: readonly string[]) {
  const child = lab.spawn(findProgram('tcpdump') ?? '', ['-i', 'eth0', '-nn', '-l', ...what], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout?.on('data', (data: Buffer) => (text += data.toString()));
  return async (): Promise<string> => {
    child.kill('SIGTERM');
    await once(child, 'close');
    return text;
  };
}

async function sent(lab: Lab): Promise<readonly Row[]> {
  const { stdout } = await runPreflight(lab, ['plan', ...GIVEN, '--format', 'json']);
  const { steps } = plan.parse(JSON.parse(stdout));
  const packets = dump(lab, ['-tt', '-Q', 'out', 'ip or ip6']);
  const answers = dump(lab, ['-vv', '-Q', 'in', 'udp src port 53']);
  await sleep(1000);
  const env = { PREFLIGHT_DATA: join(folder, 'data-sent') };
  const watch = lab.spawn(process.execPath, [PREFLIGHT, 'watch', ...GIVEN], { env, stdio: 'ignore' });
  await sleep(SENT_S * 1000);
  watch.kill('SIGTERM');
  await once(watch, 'exit');
  const targets = steps.flatMap(({ skipped, target }) => (skipped === null ? [target] : []));
  return judged((await packets()).split('\n').flatMap(packetOf), allowedOf(targets, await answers()));
}

interface Packet {
  readonly atS: number;
  /** `udp 10.0.0.1 53`, `icmp 10.0.0.1`, `name host.example`. */
  readonly to: string;
}

/** As `tcpdump -nn -tt` prints one. */
function packetOf(line: string): readonly Packet[] {
  const [, time, to = '', rest = ''] = /^(\S+) IP6? \S+ > (\S+): (.*)$/.exec(line) ?? [];
  if (time === undefined) return [];
  const atS = Number(time);
  const name = / [A-Z]+\? (\S+)\. /.exec(rest)?.[1];
  // "Random names of 16 letters" are in the plan as their end.
  if (name !== undefined)
    return [{ atS, to: `name ${name.toLowerCase().replace(/^[a-z]{16}\.(?=com$)/, '')}` }];
  if (rest.startsWith('ICMP')) return [{ atS, to: `icmp ${to}` }];
  const parts = to.split('.');
  const port = parts.pop() ?? '';
  return [{ atS, to: `${rest.startsWith('Flags') ? 'tcp' : 'udp'} ${parts.join('.')} ${port}` }];
}

/** Everything that the plan allows: names, and its places by the addresses that the names have. */
function allowedOf(targets: readonly z.infer<typeof plan>['steps'][number]['target'][], answers: string) {
  const addresses = new Map<string, string[]>();
  for (const [, name = '', told = ''] of answers.matchAll(/q: [A-Z]+\? (\S+)\. ([^\n]*)/g))
    for (const [, address = ''] of told.matchAll(/ A{1,4} ([0-9a-f.:]+)/g))
      addresses.set(name.toLowerCase(), [...(addresses.get(name.toLowerCase()) ?? []), address]);
  return new Set(
    targets.flatMap(({ host, port, address, transport }) => [
      ...(host === null ? [] : [`name ${host.toLowerCase()}`]),
      ...(address === null ? (addresses.get(host ?? '') ?? []) : [address]).map((one) =>
        port === null ? `icmp ${one}` : `${transport} ${one} ${port}`,
      ),
    ]),
  );
}

const PAUSE_S = 20;

function judged(packets: readonly Packet[], allowed: ReadonlySet<string>): readonly Row[] {
  const foreign = new Set(packets.filter(({ to }) => !allowed.has(to)).map(({ to }) => to));
  const runs: Packet[][] = [];
  for (const packet of packets) {
    const last = runs.at(-1);
    if (last === undefined || packet.atS - (last.at(-1)?.atS ?? 0) > PAUSE_S) runs.push([packet]);
    else last.push(packet);
  }
  const quick = runs.slice(1).flat();
  const inMinute = quick.map(
    ({ atS: from }) => quick.filter(({ atS }) => atS >= from && atS < from + 60).length,
  );
  const most = Math.max(0, ...inMinute);
  return [
    [
      `${packets.length} packets in ${SENT_S} s, ${new Set(packets.map(({ to }) => to)).size} places and names: those that \`plan\` does not name`,
      ...(['none', foreign.size === 0 ? 'none' : [...foreign].join(', ')] as const),
      foreign.size === 0 && packets.length > 0,
    ],
    [
      'packets of the full run, and of each quick one',
      ...(['report', runs.map(({ length }) => length).join(', ')] as const),
      runs.length > 2,
    ],
    [
      'most packets in any minute outside the full run',
      ...([`at most ${CEILING_PACKETS}`, String(most)] as const),
      most > 0 && most <= CEILING_PACKETS,
    ],
  ];
}

async function cut(lab: Lab): Promise<readonly Row[]> {
  const { name, cutMs, lines } = await seeCut(lab, REGION, { data: join(folder, 'data-cut'), given: GIVEN });
  const after = lines.filter(({ at }) => Date.parse(at) > cutMs);
  const full = after.find(({ kind }) => kind === 'full');
  const seconds = Math.round((Date.parse(full?.at ?? '') - cutMs) / 1000);
  const between = after.filter(({ kind, at }) => kind === 'quick' && at < (full?.at ?? ''));
  const rested = between.filter(({ at, verdict }) =>
    lines.some((line) => line.kind === 'full' && line.at < at && line.verdict === verdict),
  );
  return [
    [
      `${name} cut off between two full runs: the next full one`,
      ...(['not ready', `${full?.verdict}, ${full?.cause?.code}, ${seconds} s after the cut`] as const),
      full?.verdict === 'not-ready',
    ],
    [
      'quick runs in between, each within 20 minutes of a full run that said the same',
      ...(['all', `${rested.length} of ${between.length}`] as const),
      rested.length === between.length && between.length > 0,
    ],
  ];
}

const PARTS = { sent, once: onceBesideCheck, cut, day };

async function main(asked: readonly string[]): Promise<void> {
  await ensureBuilt();

  const lab = await openLab(healthyWorld(REGION));
  try {
    for (const [name, part] of Object.entries(PARTS)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      const rows = await part(lab);
      if (!rows.every(([, , , isFine]) => isFine)) process.exitCode = 1;
      const lines = rows.map(
        ([what, bound, got, isFine]) => `| ${what} | ${bound} | ${got} | ${isFine ? 'yes' : 'NO'} |`,
      );
      console.log(lines.join('\n'));
      const head = [
        `${new Date().toISOString().slice(0, 10)}:`,
        '',
        '| what | asked | got | fine |',
        '| --- | --- | --- | --- |',
      ];
      await writePart(PAGE, name, [...head, ...lines].join('\n'));
    }
  } finally {
    await lab.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
