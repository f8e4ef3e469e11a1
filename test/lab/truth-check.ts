/** Does the emulator itself tell the truth? Measured with the system's ping, apart from every line of Preflight. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { execPath } from 'node:process';
import { pathToFileURL } from 'node:url';
import { openLab, type Lab } from './lab.ts';
import { assertNoWayOut } from './namespaces.ts';
import { labRefusal } from './lab-refusal.ts';
import { NETWORK } from './places.ts';
import { mustRun, runCommand } from './run-command.ts';
import type { Change } from './change.ts';
import { applyChange, healthyWorld } from './world.ts';

export interface Truth {
  readonly name: string;
  /** Null when true, else what was seen. */
  readonly check: () => Promise<string | null>;
}

const TARGET = '52.59.191.224';
const TARGET_IPV6 = '2a05:d024:18::5';

async function inLab<T>(changes: readonly Change[], use: (lab: Lab) => Promise<T>): Promise<T> {
  const lab = await openLab(changes.reduce(applyChange, healthyWorld('eu-central-1')));
  try {
    return await use(lab);
  } finally {
    await lab.close();
  }
}

async function textOf(child: ChildProcess): Promise<string> {
  const parts: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => parts.push(text));
  await once(child, 'close');
  return parts.join('');
}

function ping(lab: Lab, args: readonly string[]): Promise<string> {
  return textOf(lab.spawn('ping', ['-n', ...args], { stdio: ['ignore', 'pipe', 'pipe'] }));
}

function roundTrips(text: string): number[] {
  return [...text.matchAll(/time=([\d.]+) ms/g)].map((match) => Number(match[1]));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/**
 * The path's own delay in what ping printed: the shortest, because a busy machine only ever adds. Null when it is right, to a tenth below
 * and three tenths above.
 */
function expectDelay(text: string, truthMs: number): string | null {
  const seen = roundTrips(text);
  const seenMs = seen.length === 0 ? NaN : Math.min(...seen);
  return expectThat(
    seenMs >= truthMs - 0.1 && seenMs <= truthMs + 0.3,
    `shortest of ${seen.length}: ${seenMs} ms`,
  );
}

function expectThat(right: boolean, seen: string): string | null {
  return right ? null : seen;
}

async function tenMillisecondsOneWay(): Promise<string | null> {
  const path: Change = { kind: 'path', to: 'everything', upMs: 10, downMs: 10 };
  const text = await inLab([path], (lab) => ping(lab, ['-c', '50', '-i', '0.02', TARGET]));
  return expectDelay(text, 20);
}

async function asymmetricWays(): Promise<string | null> {
  const path: Change = { kind: 'path', to: 'health-check', upMs: 30, downMs: 10 };
  const text = await inLab([path], (lab) => ping(lab, ['-c', '20', '-i', '0.02', TARGET]));
  return expectDelay(text, 40);
}

async function everyTenthIsLost(): Promise<string | null> {
  const path: Change = { kind: 'path', to: 'health-check', upMs: 5, downMs: 5, lossRatio: 0.1 };
  const text = await inLab([path], (lab) => ping(lab, ['-c', '100', '-i', '0.01', '-W', '1', TARGET]));
  const seen = new Set([...text.matchAll(/icmp_seq=(\d+) /g)].map((match) => Number(match[1])));
  const lost = Array.from({ length: 100 }, (_, index) => index + 1).filter((n) => !seen.has(n));
  const right = lost.join(' ') === '10 20 30 40 50 60 70 80 90 100';
  return expectThat(right, `lost: ${lost.join(' ')}`);
}

async function swingAlternates(): Promise<string | null> {
  const path: Change = { kind: 'path', to: 'health-check', upMs: 10, downMs: 10, swingMs: 8 };
  const text = await inLab([path], (lab) => ping(lab, ['-c', '20', '-i', '0.05', TARGET]));
  const steps = roundTrips(text)
    .slice(1)
    .map((ms, index) => Math.abs(ms - (roundTrips(text)[index] ?? NaN)));
  return expectThat(Math.abs(median(steps) - 8) <= 0.5, `median step ${median(steps)} ms`);
}

async function smallPathIsAnnounced(): Promise<string | null> {
  const changes: Change[] = [
    { kind: 'world', fields: { families: 'dual' } },
    { kind: 'path', to: 'everything', mtu: 1300 },
  ];
  return inLab(changes, async (lab) => {
    const fits = await ping(lab, ['-c', '1', '-W', '1', '-M', 'do', '-s', '1272', TARGET]);
    const big = await ping(lab, ['-c', '1', '-W', '1', '-M', 'do', '-s', '1273', TARGET]);
    const six = await ping(lab, ['-6', '-c', '1', '-W', '1', '-M', 'do', '-s', '1253', TARGET_IPV6]);
    const split = await ping(lab, ['-c', '1', '-W', '1', '-M', 'dont', '-s', '1400', '52.59.191.225']);
    const right = roundTrips(fits).length === 1 && /mtu ?= ?1300/.test(big) && /mtu ?= ?1300/.test(six);
    return expectThat(right && roundTrips(split).length === 1, [fits, big, six, split].join(' | '));
  });
}

async function blackHoleIsSilent(): Promise<string | null> {
  const path: Change = { kind: 'path', to: 'everything', mtu: 1300, mtuMode: 'silent' };
  const text = await inLab([path], (lab) =>
    ping(lab, ['-c', '2', '-i', '0.1', '-W', '1', '-M', 'do', '-s', '1400', TARGET]),
  );
  return expectThat(text.includes('100% packet loss') && !text.includes('mtu'), text);
}

async function routerAnswersForTheFirstHop(): Promise<string | null> {
  return inLab([], async (lab) => {
    const expired = await ping(lab, ['-c', '1', '-W', '1', '-t', '1', TARGET]);
    const own = await ping(lab, ['-c', '1', '-W', '1', NETWORK.router.ipv4]);
    const right = expired.includes(`From ${NETWORK.router.ipv4}`) && roundTrips(own).length === 1;
    return expectThat(right, `${expired} | ${own}`);
  });
}

async function nothingGetsOut(): Promise<string | null> {
  return inLab([], async (lab) => {
    const text = await ping(lab, ['-c', '1', '-W', '1', '198.51.100.7']);
    await mustRun('ip', [
      '-n',
      lab.spaces.client,
      'link',
      'add',
      'leak',
      'type',
      'veth',
      'peer',
      'name',
      'leakp',
    ]);
    await mustRun('ip', ['-n', lab.spaces.client, 'link', 'set', 'leak', 'up']);
    const refused = await assertNoWayOut(lab.spaces, ['eth0', 'lan0', 'wan0', 'lab0']).then(
      () => false,
      () => true,
    );
    return expectThat(refused && text.includes('100% packet loss'), `refused: ${refused}; ${text}`);
  });
}

/** A lab that is killed hard leaves its namespaces; the next lab's start removes them. */
async function killedLabIsSwept(): Promise<string | null> {
  const main = new URL('main.ts', import.meta.url).pathname;
  const child = spawn(
    execPath,
    ['--import', 'tsx', main, 'healthy', '--', 'sh', '-c', 'echo up; exec sleep 60'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const left = await namespacesOf(child.pid);
  // sweeping happens once per process, so another process has to start a lab
  await runCommand(execPath, ['--import', 'tsx', main, 'healthy', '--', 'true']);
  const after = await namespacesOf(child.pid);
  return expectThat(left.length === 3 && after.length === 0, `left ${left.length}, after ${after.length}`);
}

async function namespacesOf(pid: number | undefined): Promise<string[]> {
  const text = await mustRun('ip', ['netns', 'list']);
  return text.split('\n').filter((line) => line.startsWith(`pflab-${pid}-`));
}

async function latenessIsSmall(): Promise<string | null> {
  const figures = await inLab([], async (lab) => {
    await ping(lab, ['-c', '200', '-i', '0.005', TARGET]);
    return lab.figures();
  });
  const load = (await readFile('/proc/loadavg', 'utf8')).split(' ')[0];
  return expectThat(figures.latenessUs.p50 <= 200, `${JSON.stringify(figures)} at load ${load}`);
}

export const TRUTHS: readonly Truth[] = [
  { name: '10 ms one way is a ping of 20.0 ms', check: tenMillisecondsOneWay },
  { name: '30 ms there and 10 ms back is a ping of 40.0 ms', check: asymmetricWays },
  { name: 'a loss of 10 % takes every tenth packet, exactly', check: everyTenthIsLost },
  { name: 'a swing of 8 ms makes consecutive pings differ by 8 ms', check: swingAlternates },
  {
    name: 'a path of 1300 bytes is announced to the byte, IPv4 and IPv6, and fragments what may be',
    check: smallPathIsAnnounced,
  },
  { name: 'a black hole says nothing', check: blackHoleIsSilent },
  { name: 'the router answers ping and time exceeded', check: routerAnswersForTheFirstHop },
  { name: 'nothing gets out, and an interface that is not ours is refused', check: nothingGetsOut },
  { name: 'what a killed lab leaves is removed at the next start', check: killedLabIsSwept },
  { name: 'packets leave the emulator within 0.2 ms of their time (median)', check: latenessIsSmall },
];

/** Runs them one after another, because they measure time; returns how many failed. */
export async function runTruths(
  truths: readonly Truth[] = TRUTHS,
): Promise<{ passed: number; failed: number }> {
  let failed = 0;
  for (const truth of truths) {
    const seen = await truth.check().catch((error: unknown) => String(error));
    if (seen !== null) failed += 1;
    console.log(`${seen === null ? 'ok  ' : 'FAIL'} ${truth.name}${seen === null ? '' : `: ${seen}`}`);
  }
  return { passed: truths.length - failed, failed };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const refusal = labRefusal();
  if (refusal !== null) throw new Error(refusal);
  const { failed } = await runTruths();
  process.exitCode = failed === 0 ? 0 : 1;
}
